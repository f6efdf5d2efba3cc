import NumericalMethods

/// How many UP states an hour the hippocampal field (w 5) makes at an input: our own table of long runs (64 × 400,000 τ_r each).
package enum RippleRate {
  /// Input, UP states per τ_r.
  package static let table: [(input: Double, rate: Double)] = [
    (-3.2, 2.148e-6), (-3.1, 1.121e-5), (-3.0, 5.375e-5), (-2.9, 2.076e-4), (-2.8, 6.508e-4), (-2.7, 1.618e-3), (-2.6, 3.234e-3),
    (-2.5, 5.371e-3), (-2.4, 7.706e-3),
  ]

  /// Input that silences the field.
  package static let silence = -5.0

  /// Per τ_r at an input, straight lines between the table's logarithms.
  package static func rate(_ input: Double) -> Double {
    let i = min(max(Int((input - table[0].input) / 0.1), 0), table.count - 2)
    let (a, b) = (table[i], table[i + 1]), share = (input - a.input) / (b.input - a.input)
    return Elementary.exp(Elementary.log(a.rate) + share * (Elementary.log(b.rate) - Elementary.log(a.rate)))
  }

  /// The input at which the rate, averaged over `shifts` of it with their `shares` of the time, is `goal` per τ_r.
  package static func input(for goal: Double, shifts: [(shift: Double, share: Double)]) -> Double {
    guard goal > 0 else { return silence }
    var low = -4.0, high = -2.3
    for _ in 0..<40 {
      let middle = (low + high) / 2
      let mean = shifts.reduce(0) { $0 + $1.share * rate(middle + $1.shift) }
      if mean < goal { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
