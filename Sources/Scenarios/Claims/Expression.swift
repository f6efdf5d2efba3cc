import Declarations

/// Arithmetic on measures, evaluated for each subject.
package indirect enum Expression: Sendable {
  case number(Double)
  case measure(MeasureCall)
  case sum(Expression, Expression)
  case difference(Expression, Expression)
  case product(Expression, Expression)
  case ratio(Expression, Expression)
  case mean([Expression])
  /// Least-squares slope over 1, 2, 3 ….
  case trend([Expression])

  /// All measures in the order in which they stand.
  package var measures: [MeasureCall] {
    switch self {
    case .number: []
    case .measure(let call): [call]
    case .sum(let a, let b), .difference(let a, let b), .product(let a, let b), .ratio(let a, let b): a.measures + b.measures
    case .mean(let list), .trend(let list): list.flatMap(\.measures)
    }
  }

  /// The value, when `value` gives that of each measure; nil if one is not defined.
  package func evaluate(_ value: (MeasureCall) -> Double?) -> Double? {
    switch self {
    case .number(let number): return number
    case .measure(let call): return value(call)
    case .sum(let a, let b): return Self.both(a, b, value) { $0 + $1 }
    case .difference(let a, let b): return Self.both(a, b, value) { $0 - $1 }
    case .product(let a, let b): return Self.both(a, b, value) { $0 * $1 }
    case .ratio(let a, let b):
      guard let result = Self.both(a, b, value, { $0 / $1 }), result.isFinite else { return nil }
      return result
    case .mean(let list):
      let values = list.compactMap { $0.evaluate(value) }
      return values.count == list.count ? values.reduce(0, +) / Double(values.count) : nil
    case .trend(let list):
      let values = list.compactMap { $0.evaluate(value) }
      guard values.count == list.count else { return nil }
      let middle = Double(values.count - 1) / 2
      var up = 0.0, down = 0.0
      for (i, y) in values.enumerated() {
        up += (Double(i) - middle) * y
        down += (Double(i) - middle) * (Double(i) - middle)
      }
      return up / down
    }
  }

  /// The expression as a sum of what depends on measures (nil if nothing does) and a number.
  var parts: (variable: Expression?, constant: Double) {
    switch self {
    case .number(let number): return (nil, number)
    case .sum(let a, let b):
      let (x, c) = a.parts, (y, d) = b.parts
      guard let x, let y else { return (x ?? y, c + d) }
      return (.sum(x, y), c + d)
    case .difference(let a, let b):
      let (x, c) = a.parts, (y, d) = b.parts
      guard let y else { return (x, c - d) }
      return (x.map { .difference($0, y) } ?? .difference(.number(0), y), c - d)
    default: return (self, 0)
    }
  }

  private static func both(
    _ a: Expression, _ b: Expression, _ value: (MeasureCall) -> Double?, _ combine: (Double, Double) -> Double
  ) -> Double? {
    guard let x = a.evaluate(value), let y = b.evaluate(value) else { return nil }
    return combine(x, y)
  }
}

/// A measure as a claim names it: `sleep.unique(morning, lesion: hippocampus)`.
package struct MeasureCall: Sendable {
  /// Branches joined by dots; empty for what happened before any branch.
  package var branch: String
  package var name: String
  /// Label of the probe; nil for measures of sleep.
  package var label: String?
  package var arguments: [Argument]
  package var mark: Mark

  package struct Argument: Sendable {
    package var key: String
    package var value: String
    package var mark: Mark
  }

  /// The value of an argument, or nil if it is not given.
  package subscript(key: String) -> String? { arguments.first { $0.key == key }?.value }

  /// Identity of the measure, wherever it is written.
  package var text: String {
    let inside = ([label].compactMap(\.self) + arguments.map { "\($0.key): \($0.value)" }).joined(separator: ", ")
    return (branch.isEmpty ? "" : branch + ".") + "\(name)(\(inside))"
  }
}
