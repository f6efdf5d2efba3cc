import Declarations
import Materials

/// A fit: which parameters are sought, and the behaviour that they are to explain.
package struct FitSettings: Declared {
  package var file = ""
  package var axes: [SweepAxis] = []
  package var simulations = 1000
  package var keep = 50
  package var population = 0
  package var generations = 4
  package var profile = 9
  package var rows: [Row] = []
  package var mark = Mark(file: "", line: 1, column: 1)

  package init() {}

  /// One number of the data.
  package struct Row: Sendable {
    /// What is printed: the measure with condition and delay.
    package var name: String
    package var text: String
    package var expression: Expression
    package var value: Double
    /// Its standard error.
    package var error: Double
    /// Participants behind it; 0 if it is not said.
    package var count: Int
  }

  package static let declaration = Declaration<Self>(
    "fit", "Parameters sought such that the scenario explains a table of behaviour; 'engram fit' seeks them.",
    equation: "χ² = Σ (model − value)² / error²; the model's means carry noise of that error in approximate Bayesian computation",
    references: ["Beaumont2009", "Talts2018"],
    fields: [
      Field(
        "data",
        "path of a CSV file with columns measure (an expression as in claims), value, error; condition, delay and n may be there",
        form: .text(maximum: 500), required: true
      ) { reader, node, root in
        root.file = reader.text(node, maximum: 500) ?? ""
        root.mark = node.mark
      } show: {
        .text($0.file)
      },
      SweepAxis.field("vary", \.axes, "names of parameters, each with a path and a range"),
      .integer("simulations", \.simulations, 10...10_000_000, "draws from the prior, each a run of the scenario"),
      .integer("keep", \.keep, 2...1_000_000, "how many of them, the nearest to the data, stand for the posterior"),
      .integer("population", \.population, 0...1_000_000, "draws of each generation of population Monte Carlo; 0: none"),
      .integer("generations", \.generations, 1...100, "its generations, each with half the distance of the last"),
      .integer("profile", \.profile, 0...1000, "points of each parameter's profile; 0: no best fit and no profile"),
    ])

  mutating func read(_ csv: CSV, _ reader: inout Reader) {
    guard let header = csv.rows.first else { return }
    let known = ["measure", "condition", "delay", "value", "error", "n"]
    var columns: [String: Int] = [:]
    for (c, cell) in header.enumerated() {
      if !known.contains(cell.text) {
        reader.report(
          "'\(cell.text)' is not a column of behavioural data", at: cell.mark, expected: known.joined(separator: ", "),
          suggestion: NearMiss.of(cell.text, among: known))
      }
      columns[cell.text] = c
    }
    guard let measure = columns["measure"], let value = columns["value"], let error = columns["error"] else {
      if let first = header.first { reader.report("behavioural data need the columns measure, value and error", at: first.mark) }
      return
    }
    for row in csv.rows.dropFirst() {
      func number(_ c: Int, _ range: ClosedRange<Double>) -> Double? {
        reader.number(.scalar(row[c].text, row[c].mark), as: .number, in: range)
      }
      guard let expression = ExpressionParser.expression(row[measure].text, at: row[measure].mark, &reader),
        let value = number(value, -1e9...1e9), let error = number(error, 1e-9...1e9)
      else { continue }
      let labels = ["condition", "delay"].compactMap { columns[$0] }.map { row[$0].text }.filter { !$0.isEmpty }
      let count = columns["n"].flatMap { reader.integer(.scalar(row[$0].text, row[$0].mark), in: 0...1_000_000_000) } ?? 0
      rows.append(
        Row(
          name: ([row[measure].text] + labels).joined(separator: ", "), text: row[measure].text, expression: expression,
          value: value,
          error: error, count: count))
    }
    if csv.rows.count < 2, let first = header.first {
      reader.report("no data", at: first.mark, expected: "a row for each number")
    }
  }

  func check(_ reader: inout Reader) {
    if axes.isEmpty { reader.report("a fit without parameters", at: mark, expected: "at least one name under 'vary'") }
    for axis in axes {
      axis.check(.random, &reader)
      if axis.from == nil { reader.report("'\(axis.name)' needs a range in a fit", at: axis.mark, expected: "'from' and 'to'") }
    }
    if keep >= simulations {
      reader.report("all of the draws are kept", at: mark, expected: "'keep' well below 'simulations' (a twentieth, say)")
    }
  }

  /// The draws from the prior as a sweep of scattered points, each with subjects of its own.
  package var sweep: SweepSettings {
    var sweep = SweepSettings()
    sweep.design = .random
    sweep.axes = axes
    sweep.points = simulations
    sweep.commonRandomNumbers = false
    sweep.mark = mark
    sweep.outcomes = rows.enumerated().map { .init(name: "\($0 + 1): \($1.name)", text: $1.text, expression: $1.expression) }
    return sweep
  }
}
