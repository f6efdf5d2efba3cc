import NetworkModels

/// What changes in a layer from cycle to cycle; a value.
struct GradedLayerState: Sendable {
  /// One number of every unit.
  enum Quantity: Int, CaseIterable {
    case activation, excitation, potential, raw, sent, inhibition, clamp
    /// Activations kept: of the first quarter, of the third, of the fourth, of the cycle before.
    case first, minus, plus, before
  }

  let units: Int
  /// Feedback inhibition of every pool.
  var feedback: [Float]
  var isClamped = false
  var isOff = false
  /// Units that are damaged.
  var silent: Set<Int> = []
  /// Sixteen more columns than units: kernels may read that far from any unit.
  private var numbers: Matrix

  init(_ layer: GradedLayer) {
    units = layer.units
    feedback = [Float](repeating: 0, count: layer.pools)
    numbers = Matrix(rows: Quantity.allCases.count, columns: layer.units + 16)
  }

  /// Distance from one cycle's row to the next where activations of several cycles are kept.
  var stride: Int { numbers.stride }

  func reading(_ quantity: Quantity) -> UnsafePointer<Float> { numbers.reading + quantity.rawValue * numbers.stride }

  mutating func writing(_ quantity: Quantity) -> UnsafeMutablePointer<Float> {
    numbers.writing() + quantity.rawValue * numbers.stride
  }

  mutating func fill(_ quantity: Quantity, _ value: Float) {
    writing(quantity).update(repeating: value, count: units)
  }

  mutating func copy(_ from: Quantity, to: Quantity) {
    writing(to).update(from: reading(from), count: units)
  }

  func values(_ quantity: Quantity) -> [Float] { Array(UnsafeBufferPointer(start: reading(quantity), count: units)) }
}
