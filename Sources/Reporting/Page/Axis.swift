import Declarations

/// One axis of a plot: numbers along a line, or names in bands.
package struct Axis: Sendable {
  package enum Kind: Sendable {
    case linear(ClosedRange<Double>)
    case bands([String])
  }

  package var kind: Kind
  package var title: String
  /// Whether numbers are shown as .5 and not as 0.5 (shares), and where ticks are wanted; nil: round numbers.
  package var ticks: [(at: Double, label: String)]

  package init(_ range: ClosedRange<Double>, _ title: String, ticks: [(at: Double, label: String)]? = nil) {
    kind = .linear(range)
    self.title = title
    self.ticks = ticks ?? Self.round(range).map { ($0, Self.label($0)) }
  }

  package init(_ names: [String], _ title: String) {
    kind = .bands(names)
    self.title = title
    ticks = names.enumerated().map { (Double($0) + 0.5, $1) }
  }

  /// 0 at the begin of the axis, 1 at its end. Bands are numbered from 0; their middles are at .5.
  package func share(_ value: Double) -> Double {
    switch kind {
    case .linear(let range):
      return range.upperBound > range.lowerBound ? (value - range.lowerBound) / (range.upperBound - range.lowerBound) : 0.5
    case .bands(let names): return value / Double(max(names.count, 1))
    }
  }

  /// A range of round numbers that holds all finite `values`.
  package static func span(_ values: some Sequence<Double>, including fixed: [Double] = []) -> ClosedRange<Double> {
    let all = Array(values).filter(\.isFinite) + fixed
    guard let low = all.min(), let high = all.max() else { return 0...1 }
    guard high > low else { return low == 0 ? 0...1 : min(low, 2 * low)...max(low, 2 * low, low + 1e-9) }
    let step = step(low...high)
    return (low / step).rounded(.down) * step...(high / step).rounded(.up) * step
  }

  private static func step(_ range: ClosedRange<Double>) -> Double {
    var unit = 1.0
    let raw = (range.upperBound - range.lowerBound) / 5
    guard raw.isFinite, raw > 0 else { return 1 }
    while unit * 10 <= raw { unit *= 10 }
    while unit > raw { unit /= 10 }
    return raw / unit < 1.5 ? unit : raw / unit < 3.5 ? 2 * unit : raw / unit < 7.5 ? 5 * unit : 10 * unit
  }

  private static func round(_ range: ClosedRange<Double>) -> [Double] {
    let step = step(range), first = (range.lowerBound / step - 1e-9).rounded(.up)
    return (0...12).map { (first + Double($0)) * step }.filter { $0 <= range.upperBound + step * 1e-6 }
  }

  private static func label(_ value: Double) -> String {
    let clean = (value * 1e9).rounded() / 1e9
    return Value.format(clean == 0 ? 0 : clean).replacing("-", with: "−")
  }
}
