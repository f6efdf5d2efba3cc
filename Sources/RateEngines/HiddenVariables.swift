import CKernels
import NetworkModels
import NumericalMethods

/// What lies behind the weights of a pathway: two variables for each (`Decay`), zero at first. There is no memory for them until time passes.
struct HiddenVariables: Sendable {
  private var second: Matrix?
  private var third: Matrix?

  /// What `hours` do to the weights and to what lies behind them.
  mutating func pass(hours: Double, _ decay: Decay, _ weights: inout Matrix) {
    guard hours > 0, !decay.times.isEmpty else { return }
    let kernels = engram_kernels_selected().pointee
    guard decay.isChain else {
      return kernels.scale(weights.writing(), weights.count, Float(Elementary.exp(-hours / decay.times[0])))
    }
    prepare(weights)
    guard let u2 = second?.writing(), let u3 = third?.writing() else { return }
    kernels.exchange(weights.writing(), u2, u3, weights.count, decay.step(hours: hours).map(Float.init))
  }

  /// Moves the first hidden variable a share of the way to the weight, where that is larger, for some rows and columns.
  mutating func deepen(_ weights: borrowing Matrix, rows: [Int32], columns: [Int32], by share: Double) {
    prepare(weights)
    let z = Float(share), u1 = weights.reading, stride = weights.stride
    guard let u2 = second?.writing() else { return }
    for row in rows {
      for column in columns {
        let at = Int(row) * stride + Int(column)
        if u1[at].magnitude > u2[at].magnitude { u2[at] += z * (u1[at] - u2[at]) }
      }
    }
  }

  mutating func scale(by share: Double) {
    let kernels = engram_kernels_selected().pointee
    if let count = second?.count, let u2 = second?.writing() { kernels.scale(u2, count, Float(share)) }
    if let count = third?.count, let u3 = third?.writing() { kernels.scale(u3, count, Float(share)) }
  }

  private mutating func prepare(_ weights: borrowing Matrix) {
    guard second == nil else { return }
    second = Matrix(rows: weights.rows, columns: weights.columns)
    third = Matrix(rows: weights.rows, columns: weights.columns)
  }
}
