/// A plain tree of data, for the plan, `run.json`, `--json` and the schema: keys keep their order, so equal data are equal bytes.
public indirect enum Value: Sendable, Hashable {
  case null
  case flag(Bool)
  case integer(Int)
  case number(Double)
  case text(String)
  case list([Value])
  case map([Pair])

  public struct Pair: Sendable, Hashable {
    public var key: String
    public var value: Value
    public init(_ key: String, _ value: Value) {
      self.key = key
      self.value = value
    }
  }

  /// A map, keys in the order given.
  package static func object(_ pairs: KeyValuePairs<String, Value>) -> Value { .map(pairs.map { Pair($0, $1) }) }

  /// The value at a key of a map.
  public subscript(key: String) -> Value? {
    guard case .map(let pairs) = self else { return nil }
    return pairs.first { $0.key == key }?.value
  }

  /// Shortest text that reads back to the same number; whole numbers without a point.
  package static func format(_ value: Double) -> String {
    if value.isNaN { return "nan" }
    if value.magnitude < 1e15, value == value.rounded() { return String(Int(value)) }
    return value.description
  }

  /// JSON text; not-a-number and infinities become null.
  public func json(indent: Int? = 2) -> String {
    var out = ""
    write(into: &out, indent: indent, depth: 0)
    return out
  }

  private func write(into out: inout String, indent: Int?, depth: Int) {
    func line(_ depth: Int) -> String { indent.map { "\n" + String(repeating: " ", count: $0 * depth) } ?? "" }
    switch self {
    case .null: out += "null"
    case .flag(let flag): out += flag ? "true" : "false"
    case .integer(let number): out += String(number)
    case .number(let number): out += number.isFinite ? Self.format(number) : "null"
    case .text(let text): out += Self.quoted(text)
    case .list(let items):
      let flat = items.allSatisfy(\.isScalar)
      out += "["
      for (i, item) in items.enumerated() {
        if i > 0 { out += flat ? ", " : "," }
        if !flat { out += line(depth + 1) }
        item.write(into: &out, indent: flat ? nil : indent, depth: depth + 1)
      }
      out += (flat || items.isEmpty ? "" : line(depth)) + "]"
    case .map(let pairs):
      out += "{"
      for (i, pair) in pairs.enumerated() {
        if i > 0 { out += indent == nil ? ", " : "," }
        out += line(depth + 1) + Self.quoted(pair.key) + ": "
        pair.value.write(into: &out, indent: indent, depth: depth + 1)
      }
      out += (pairs.isEmpty ? "" : line(depth)) + "}"
    }
  }

  private var isScalar: Bool {
    switch self {
    case .list, .map: false
    default: true
    }
  }

  /// `text` as a JSON string; control characters and the two line separators escaped.
  package static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case let s where s.value < 32 || s.value == 127 || (0x2028...0x2029).contains(s.value):
        let hex = String(s.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
