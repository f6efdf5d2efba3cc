/// Neurons that fire together.
package struct Assembly: Sendable, Equatable {
  /// Of each neuron of the population; of length 1, the one largest in magnitude positive.
  package let weights: [Double]
  /// Neurons with weights above the cut that parts them best in two groups, by variance between these (Otsu 1979,
  /// doi:10.1109/TSMC.1979.4310076); ascending.
  package let members: [Int]

  init(_ weights: [Double]) {
    let length = weights.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let largest = weights.max { $0.magnitude < $1.magnitude } ?? 0
    let unit = length > 0 ? weights.map { $0 / (largest < 0 ? -length : length) } : weights
    self.weights = unit
    let cut = Self.cut(unit.map(\.magnitude).sorted())
    members = unit.indices.filter { unit[$0] > cut }
  }

  /// The largest number of the lower group; of ascending numbers.
  private static func cut(_ numbers: [Double]) -> Double {
    let all = numbers.reduce(0, +), n = Double(numbers.count)
    var best = (between: -1.0, cut: 0.0), below = 0.0
    for (i, number) in numbers.dropLast().enumerated() {
      below += number
      let low = Double(i + 1), high = n - low, distance = below / low - (all - below) / high
      let between = low * high * distance * distance
      if between > best.between { best = (between, number) }
    }
    return best.cut
  }
}
