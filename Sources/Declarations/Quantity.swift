/// What a number measures. Each dimension has one base unit, in which the program holds its values.
package enum Dimension: Sendable, Hashable {
  /// A bare number.
  case number
  /// A share from 0 to 1, also written "40 %".
  case fraction
  /// Hours; written "90 min", "4 h", "2 days", "30 s".
  case time
  /// Per hour; written "1/h", "30/min", "0.5 Hz".
  case rate
  /// Learning events; a bare number.
  case events
  /// Milliseconds, of neurons and synapses; written "5 ms".
  case duration
  /// Millivolts; written "-60 mV".
  case voltage
  /// Nanosiemens; written "10 nS".
  case conductance
  /// Picoamperes; written "200 pA".
  case current
  /// Hertz, of neurons; written "15 Hz".
  case frequency

  /// Symbol of the base unit in tables.
  package var symbol: String {
    switch self {
    case .number: ""
    case .fraction: ""
    case .time: "h"
    case .rate: "1/h"
    case .events: "events"
    case .duration: "ms"
    case .voltage: "mV"
    case .conductance: "nS"
    case .current: "pA"
    case .frequency: "Hz"
    }
  }

  /// What an error message says is due.
  package var expectation: String {
    switch self {
    case .number: "a number"
    case .fraction: "a fraction such as '0.4' or '40 %'"
    case .time: "a time such as '90 min', '4 h' or '2 days'"
    case .rate: "a rate such as '1/h' or '0.5 Hz'"
    case .events: "a number of events"
    case .duration: "a duration such as '5 ms'"
    case .voltage: "a voltage such as '-60 mV'"
    case .conductance: "a conductance such as '10 nS'"
    case .current: "a current such as '200 pA'"
    case .frequency: "a frequency such as '15 Hz'"
    }
  }

  /// Whether it is always written with its unit.
  var needsUnit: Bool { self != .number && self != .fraction && self != .events }

  /// Units by name: factor to the base unit.
  fileprivate var units: [(names: [String], factor: Double)] {
    switch self {
    case .number: [([""], 1)]
    case .fraction: [([""], 1), (["%"], 0.01)]
    case .time:
      [
        (["ms"], 1 / 3_600_000), (["s", "sec", "second", "seconds"], 1 / 3600), (["min", "minute", "minutes"], 1 / 60),
        (["h", "hour", "hours"], 1), (["d", "day", "days"], 24), (["week", "weeks"], 168),
      ]
    case .rate:
      [
        (["/h", "/hour", "per hour"], 1), (["/min", "per minute"], 60), (["/s", "Hz", "per second"], 3600),
        (["/d", "/day", "per day"], 1 / 24),
      ]
    case .events: [(["", "events", "event"], 1)]
    case .duration: [(["ms"], 1), (["s"], 1000), (["min"], 60_000), (["h"], 3_600_000)]
    case .voltage: [(["mV"], 1), (["V"], 1000)]
    case .conductance: [(["nS"], 1), (["uS", "µS"], 1000)]
    case .current: [(["pA"], 1), (["nA"], 1000)]
    case .frequency: [(["Hz"], 1), (["kHz"], 1000)]
    }
  }
}

/// Numbers with units, read from text without Foundation, locale or surprises.
package enum Quantity {
  package enum Failure: Error, Equatable {
    case notANumber
    case unitMissing
    case wrongUnit(String, suggestion: String?)
  }

  /// A decimal number: digits, one point, an exponent; never hex, `nan`, `inf` or digit separators.
  package static func number(_ text: String) -> Double? {
    let allowed = text.utf8.allSatisfy { (48...57).contains($0) || [43, 45, 46, 69, 101].contains($0) }
    guard allowed, text.utf8.contains(where: { (48...57).contains($0) }), let value = Double(text), value.isFinite
    else { return nil }
    return value
  }

  /// `text` in the base unit of `dimension`.
  package static func parse(_ text: String, as dimension: Dimension) throws(Failure) -> Double {
    let (head, unit) = split(text)
    guard let value = number(head) else { throw .notANumber }
    for (names, factor) in dimension.units where names.contains(unit) {
      // Divide by whole factors rather than multiply by their rounded inverses: 90 min is exactly 1.5 h.
      let inverse = (1 / factor).rounded()
      return factor < 1 && (1 / factor - inverse).magnitude < 1e-6 ? value / inverse : value * factor
    }
    if unit.isEmpty { throw .unitMissing }
    throw .wrongUnit(unit, suggestion: NearMiss.of(unit, among: dimension.units.flatMap(\.names)))
  }

  /// The number and the unit behind it.
  private static func split(_ text: String) -> (String, String) {
    let trimmed = text.trimmed
    var end = trimmed.startIndex
    var previous: Character = " "
    while end < trimmed.endIndex {
      let c = trimmed[end]
      let next = trimmed.index(after: end)
      let digitFollows = next < trimmed.endIndex && (trimmed[next].isNumber || "+-".contains(trimmed[next]))
      let isPart =
        c.isNumber || c == "."
        || ("+-".contains(c) && (previous == " " || "eE".contains(previous)))
        || ("eE".contains(c) && previous != " " && digitFollows)
      guard isPart else { break }
      previous = c
      end = next
    }
    return (String(trimmed[..<end]), String(trimmed[end...]).trimmed)
  }

  /// Shortest text that reads back to the same value, with its unit: "1.5 h".
  package static func format(_ value: Double, as dimension: Dimension) -> String {
    let number = Value.format(value)
    switch dimension {
    case .time: return number + " h"
    case .rate: return number + "/h"
    case .duration, .voltage, .conductance, .current, .frequency: return "\(number) \(dimension.symbol)"
    default: return number
    }
  }
}

extension String {
  /// Without spaces and tabs at the ends.
  package var trimmed: String {
    var text = Substring(self)
    while let c = text.first, c == " " || c == "\t" { text.removeFirst() }
    while let c = text.last, c == " " || c == "\t" || c == "\r" { text.removeLast() }
    return String(text)
  }
}
