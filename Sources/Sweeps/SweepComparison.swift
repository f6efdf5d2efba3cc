import Analysis
import Declarations
import Lives
import NumericalMethods
import Reporting
import Runs
import Scenarios

/// Two points of a sweep against each other, subject by subject.
public struct SweepComparison: Sendable {
  public let first: Cell
  public let second: Cell
  /// The second point less the first.
  public let rows: [PairedDifference]
  let axes: [String]
  let isPaired: Bool

  init(_ folder: SweepFolder, points a: Int, _ b: Int) throws {
    let order = folder.order, count = order.count
    for point in [a, b] where !(1...max(count, 1)).contains(point) { throw SweepError.noPoint(point, of: count) }
    (first, second) = (folder.cells[order[a - 1][0]], folder.cells[order[b - 1][0]])
    axes = folder.plan.settings.axes.map(\.name)
    let confidence = folder.plan.base.scenario.analysis.confidence
    isPaired = folder.plan.settings.commonRandomNumbers
    rows = try folder.plan.outcomes.indices.map { o in
      let table = try folder.table(o)
      return PairedDifference(table.outcome, table.values[a - 1], table.values[b - 1], confidence: confidence)
    }
  }

  public var text: String {
    func place(_ cell: Cell) -> String { zip(axes, cell.values).map { "\($0) \(Layout.clean($1))" }.joined(separator: ", ") }
    return """
      point \(second.point) (\(place(second)))
      less point \(first.point) (\(place(first)))
      \(isPaired ? "paired: the same subjects at both points" : "paired by number only: each point has subjects of its own")
      \(DifferenceTable(rows).text)

      """
  }
}

extension SweepFolder {
  /// Two points by their numbers in `summary.csv`.
  public func comparison(_ a: Int, _ b: Int) throws -> SweepComparison { try SweepComparison(self, points: a, b) }

  /// The report of one cell, run again from the start: exactly what the sweep did, with everything a run tells.
  public func report(cell number: Int, jobs: Int) throws -> (Results, Plan) {
    guard cells.indices.contains(number) else { throw SweepError.noCell(number, of: cells.count) }
    let cell = cells[number], scenario = try plan.scenario(of: cell), plan = try Plan(scenario)
    let first = (cell.replicate - 1) * scenario.subjects + 1
    return (try plan.run(subjects: first...(first + scenario.subjects - 1), jobs: jobs), plan)
  }
}
