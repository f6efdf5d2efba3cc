/// Rows of a CSV text that this program wrote (RFC 4180).
package struct CSVLines: IteratorProtocol {
  private var rest: Substring.UTF8View

  package init(_ text: String) { rest = Substring(text).utf8 }

  /// A row that is read back as it is, whatever its cells hold. (Spreadsheets are not kept from taking a cell for a formula.)
  package static func line(_ cells: [String]) -> String {
    cells.map { cell in
      cell.utf8.contains { ",\"\n\r".utf8.contains($0) } ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
    }.joined(separator: ",") + "\n"
  }

  package mutating func next() -> [String]? {
    guard !rest.isEmpty else { return nil }
    var row: [String] = [], cell: [UInt8] = [], isQuoted = false
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\"") where isQuoted && rest.first == UInt8(ascii: "\""):
        rest.removeFirst()
        cell.append(byte)
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ",") where !isQuoted:
        row.append(String(decoding: cell, as: UTF8.self))
        cell = []
      case UInt8(ascii: "\n") where !isQuoted:
        return row + [String(decoding: cell, as: UTF8.self)]
      default: cell.append(byte)
      }
    }
    return row + [String(decoding: cell, as: UTF8.self)]
  }
}
