import Declarations

/// A table of text as RFC 4180 has it, each cell with its place.
package struct CSV: Sendable {
  package struct Cell: Sendable, Equatable {
    package var text: String
    package var mark: Mark
  }

  package private(set) var rows: [[Cell]] = []

  /// Largest table that is read.
  package static let limits = (bytes: 1 << 20, rows: 10_000, columns: 1000)

  /// Reads `text`; mistakes are reported to `reader` and give nil. Blank lines are passed over.
  package static func read(_ text: String, file: String, _ reader: inout Reader) -> CSV? {
    var table = CSV()
    var scalars = Substring(text).unicodeScalars
    if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
    var line = 1, column = 1
    var row: [Cell] = []
    var cell = "", start = Mark(file: file, line: 1, column: 1)
    var isQuoted = false, wasQuoted = false
    func endCell() {
      row.append(Cell(text: wasQuoted ? cell : cell.trimmed, mark: start))
      cell = ""
      wasQuoted = false
    }
    func endRow() {
      endCell()
      if row.count > 1 || !(row.first?.text.isEmpty ?? true) { table.rows.append(row) }
      row = []
    }
    var iterator = scalars.makeIterator(), pushed: Unicode.Scalar?
    func next() -> Unicode.Scalar? {
      defer { pushed = nil }
      return pushed ?? iterator.next()
    }
    while let c = next() {
      let here = Mark(file: file, line: line, column: column)
      column += 1
      if isQuoted {
        if c == "\"" {
          if let after = next() {
            if after == "\"" { cell.unicodeScalars.append(after); column += 1 } else { pushed = after; isQuoted = false }
          } else {
            isQuoted = false
          }
        } else {
          cell.unicodeScalars.append(c)
          if c == "\n" { line += 1; column = 1 }
        }
        continue
      }
      switch c {
      case ",":
        endCell()
        start = Mark(file: file, line: line, column: column)
      case "\n":
        endRow()
        line += 1
        column = 1
        start = Mark(file: file, line: line, column: 1)
        if table.rows.count > limits.rows {
          reader.report("the table is too long", at: here, expected: "at most \(limits.rows) rows")
          return nil
        }
      case "\r": break
      case "\"" where cell.trimmed.isEmpty && !wasQuoted:
        isQuoted = true
        wasQuoted = true
        cell = ""
      case "\"":
        reader.report(
          "a quotation mark inside a cell", at: here, expected: "the whole cell in quotation marks, and \"\" for one inside")
        return nil
      case let c where c.value < 32 && c != "\t" || c.value == 127:
        reader.report("a control character in the table", at: here, expected: "text in UTF-8, cells separated by commas")
        return nil
      default:
        if wasQuoted, c != " " {
          reader.report("text after a quoted cell", at: here, expected: "a comma or the end of the line")
          return nil
        }
        if !wasQuoted { cell.unicodeScalars.append(c) }
      }
    }
    if isQuoted {
      reader.report("a quotation mark that is never closed", at: start, expected: "\" at the end of the cell")
      return nil
    }
    if !cell.isEmpty || !row.isEmpty || wasQuoted { endRow() }
    guard let header = table.rows.first else {
      reader.report(
        "the table is empty", at: Mark(file: file, line: 1, column: 1), expected: "a first line with the names of the columns")
      return nil
    }
    if header.count > limits.columns {
      reader.report("the table is too wide", at: header[0].mark, expected: "at most \(limits.columns) columns")
      return nil
    }
    var isEven = true
    for row in table.rows.dropFirst() where row.count != header.count {
      isEven = false
      reader.report(
        "this row has \(row.count) cell\(row.count == 1 ? "" : "s")", at: row[0].mark,
        expected: "\(header.count), as many as the first line has columns")
    }
    return isEven ? table : nil
  }
}
