import Analysis
import Consolidation
import Declarations
import NumericalMethods
import Reporting
import Scenarios

/// Two points of a sweep against each other, subject by subject.
public struct SweepComparison: Sendable {
  /// One outcome: the second point less the first.
  public struct Row: Sendable {
    public var outcome: String
    public var difference: Estimate
    /// Mean / standard deviation of the differences (d_z).
    public var effect: Double?
    /// Power of a paired t test with as many subjects, and subjects for a power of .8 and .9.
    public var power: Double?
    public var subjects80: Int?
    public var subjects90: Int?
  }

  public let first: Cell
  public let second: Cell
  public let rows: [Row]
  let axes: [String]
  let alpha: Double
  let isPaired: Bool

  init(_ folder: SweepFolder, points a: Int, _ b: Int) throws {
    let order = folder.order, count = order.count
    for point in [a, b] where !(1...max(count, 1)).contains(point) { throw SweepError.noPoint(point, of: count) }
    (first, second) = (folder.cells[order[a - 1][0]], folder.cells[order[b - 1][0]])
    axes = folder.plan.settings.axes.map(\.name)
    let confidence = folder.plan.base.scenario.analysis.confidence, alpha = 1 - confidence
    self.alpha = alpha
    isPaired = folder.plan.settings.commonRandomNumbers
    rows = try folder.plan.outcomes.indices.map { o in
      let table = try folder.table(o)
      var moments = Moments()
      for (x, y) in zip(table.values[a - 1], table.values[b - 1]) where x.isFinite && y.isFinite { moments.add(y - x) }
      let effect = moments.sd > 0 ? moments.mean / moments.sd : nil
      return Row(
        outcome: table.outcome, difference: Estimate(known: moments, confidence: confidence), effect: effect,
        power: effect.map { PairedPower.power(effect: $0, subjects: moments.count, alpha: alpha) },
        subjects80: effect.flatMap { PairedPower.subjects(for: $0, power: 0.8, alpha: alpha) },
        subjects90: effect.flatMap { PairedPower.subjects(for: $0, power: 0.9, alpha: alpha) })
    }
  }

  public var text: String {
    func place(_ cell: Cell) -> String { zip(axes, cell.values).map { "\($0) \(Layout.clean($1))" }.joined(separator: ", ") }
    var lines = [
      "point \(second.point) (\(place(second)))", "less point \(first.point) (\(place(first)))",
      isPaired ? "paired: the same subjects at both points" : "paired by number only: each point has subjects of its own",
      "  " + Layout.pad("outcome", 24) + Layout.pad("difference [interval]", 24) + Layout.pad("d", 7) + Layout.pad("power", 7)
        + "subjects for .8, .9",
    ]
    for row in rows {
      let e = row.difference
      let interval =
        "\(Layout.number(e.mean, digits: 3)) [\(Layout.number(e.low, digits: 3)), \(Layout.number(e.high, digits: 3))]"
      lines.append(
        "  " + Layout.pad(Layout.clean(row.outcome), 24) + Layout.pad(interval, 24)
          + Layout.pad(row.effect.map { Layout.number($0) } ?? "–", 7) + Layout.pad(row.power.map { Layout.number($0) } ?? "–", 7)
          + [row.subjects80, row.subjects90].map { $0.map(String.init) ?? "–" }.joined(separator: ", "))
    }
    return lines.joined(separator: "\n") + "\n"
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
