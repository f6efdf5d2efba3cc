import Declarations
import Materials

/// A table of measures with known means and standard errors that a run is held against.
package struct Agreement: Declared {
  package var file = ""
  package var tolerance = 0.03
  package var rows: [Row] = []
  package var mark = Mark(file: "", line: 1, column: 1)

  package init() {}

  /// One cell of the reference.
  package struct Row: Sendable {
    package var text: String
    package var expression: Expression
    package var mean: Double
    package var standardError: Double
    package var source: String
    package var mark: Mark
  }

  package static let declaration = Declaration<Self>(
    "agreement",
    "A CSV table of measures with reference means and standard errors. A cell agrees if |ours − reference| ≤ max(3 √(SE₁² + SE₂²), tolerance).",
    fields: [
      Field("file", "path of the CSV file: columns measure, mean, se, source", form: .text(maximum: 500), required: true) {
        reader, node, root in
        root.file = reader.text(node, maximum: 500) ?? ""
        root.mark = node.mark
      } show: {
        .text($0.file)
      },
      .number("tolerance", \.tolerance, .number, 0...1000, "least tolerance"),
    ])

  mutating func read(_ csv: CSV, _ reader: inout Reader) {
    guard let header = csv.rows.first else { return }
    let known = ["measure", "mean", "se", "source"]
    var columns: [String: Int] = [:]
    for (c, cell) in header.enumerated() {
      if !known.contains(cell.text) {
        reader.report(
          "'\(cell.text)' is not a column of an agreement table", at: cell.mark, expected: "measure, mean, se, source",
          suggestion: NearMiss.of(cell.text, among: known))
      }
      columns[cell.text] = c
    }
    guard let measure = columns["measure"], let mean = columns["mean"], let se = columns["se"] else {
      if let first = header.first { reader.report("an agreement table needs the columns measure, mean and se", at: first.mark) }
      return
    }
    for row in csv.rows.dropFirst() {
      func number(_ c: Int, _ range: ClosedRange<Double>) -> Double? {
        reader.number(.scalar(row[c].text, row[c].mark), as: .number, in: range)
      }
      let expression = ExpressionParser.expression(row[measure].text, at: row[measure].mark, &reader)
      if let expression, let mean = number(mean, -1e9...1e9), let error = number(se, 0...1e9) {
        rows.append(
          Row(
            text: row[measure].text, expression: expression, mean: mean, standardError: error,
            source: columns["source"].map { row[$0].text } ?? "", mark: row[measure].mark))
      }
    }
  }
}
