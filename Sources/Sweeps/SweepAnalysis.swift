import Analysis
import Declarations
import NumericalMethods
import Reporting
import Scenarios

/// What a sweep says: every point's means with intervals, and what its design is made to tell.
public struct SweepAnalysis: Sendable {
  let plan: SweepPlan
  let status: SweepStatus
  /// By outcome.
  let outcomes: [Outcome]

  struct Outcome: Sendable {
    var name: String
    /// By point of the design.
    var points: [Estimate]
    var finding: Finding
  }

  /// What the design tells of an outcome.
  enum Finding: Sendable {
    /// A grid: what axes account for, alone and two together.
    case components(VarianceComponents)
    case sobol(SobolIndices)
    case morris(MorrisEffects)
    /// Scattered points: rank correlation with each axis.
    case correlations([BootstrapEstimate])
    case none
  }

  init(_ folder: SweepFolder, _ status: SweepStatus) throws {
    plan = folder.plan
    self.status = status
    var list: [Outcome] = []
    for o in plan.outcomes.indices {
      let table = try folder.table(o)
      let confidence = plan.base.scenario.analysis.confidence
      list.append(
        Outcome(
          name: table.outcome, points: table.moments.map { Estimate(known: $0, confidence: confidence) },
          finding: try Self.finding(table, plan, o)))
    }
    outcomes = list
  }

  private static func finding(_ table: SweepTable, _ plan: SweepPlan, _ outcome: Int) throws -> Finding {
    let settings = plan.settings, confidence = plan.base.scenario.analysis.confidence
    var random = RandomStream(seed: plan.base.seed, subject: 0, purpose: Purpose(.analysis, outcome + 1))
    switch settings.design {
    case .grid:
      let levels = settings.axes.map(\.levels.count)
      guard levels.contains(where: { $0 > 1 }), table.values.first?.isEmpty == false else { return .none }
      return .components(
        try VarianceComponents(levels: levels, values: table.values, resamples: 500, confidence: confidence, random: &random))
    case .saltelli:
      return .sobol(
        try SobolIndices(
          values: table.means, dimensions: settings.axes.count, resamples: 1000, confidence: confidence, random: &random))
    case .morris:
      let points = try Design.places(settings, seed: plan.base.seed)
      return .morris(
        try MorrisEffects(points: points, values: table.means, resamples: 1000, confidence: confidence, random: &random))
    case .zip, .random, .latinHypercube, .sobol:
      let means = table.means, count = means.count
      let axes = settings.axes.indices.map { a in plan.cells.prefix(count).map { SweepFolder.number($0.values[a]) ?? .nan } }
      return .correlations(
        BootstrapEstimate.estimates(units: count, resamples: 1000, confidence: confidence, random: &random) { drawn in
          axes.map { axis in
            let known = drawn.filter { axis[$0].isFinite && means[$0].isFinite }
            return known.count > 2 ? RankCorrelation.spearman(known.map { axis[$0] }, known.map { means[$0] }) ?? .nan : .nan
          }
        })
    }
  }

  /// `summary.csv`: a row per point and outcome.
  public var summaryCSV: String {
    let axes = plan.settings.axes.map(\.name)
    var text = (["point"] + axes + ["outcome", "n", "mean", "low", "high", "sd"]).map(Tables.quote).joined(separator: ",") + "\n"
    for p in outcomes.first?.points.indices ?? 0..<0 {
      let place = (["\(p + 1)"] + plan.cells[p].values).map(Tables.quote).joined(separator: ",")
      for outcome in outcomes {
        let e = outcome.points[p]
        let numbers = [e.mean, e.low, e.high, e.sd].map { e.subjects > 0 ? Tables.number($0) : "" }
        text += ([place, Tables.quote(outcome.name), "\(e.subjects)"] + numbers).joined(separator: ",") + "\n"
      }
    }
    return text
  }

  /// The analysis as data.
  public var value: Value {
    func estimate(_ e: BootstrapEstimate) -> Value {
      .object(["value": .number(e.value), "low": .number(e.low), "high": .number(e.high)])
    }
    func byAxis(_ list: [Value]) -> Value { .map(zip(plan.settings.axes, list).map { .init($0.name, $1) }) }
    return .object([
      "schema": .integer(1), "design": .text(plan.settings.design.rawValue), "digest": .text(plan.digest),
      "failed": .integer(status.failed.count), "missing": .integer(status.total - status.done),
      "outcomes": .list(
        outcomes.map { outcome in
          let finding: Value
          switch outcome.finding {
          case .components(let c):
            finding = .object([
              "variance_between_points": .number(c.variance),
              "shares": .map(
                c.effects.map {
                  .init($0.factors.map { plan.settings.axes[$0].name }.joined(separator: " x "), estimate($0.share))
                }), "higher": estimate(c.rest),
            ])
          case .sobol(let s):
            finding = .object([
              "first": byAxis(s.first.map(estimate)), "total": byAxis(s.total.map(estimate)), "rows": .integer(s.rows),
              "dropped": .integer(s.dropped),
            ])
          case .morris(let m):
            finding = byAxis(
              m.effects.map { .object(["mu": .number($0.mean), "mu_star": estimate($0.size), "sigma": .number($0.spread)]) })
          case .correlations(let list): finding = byAxis(list.map(estimate))
          case .none: finding = .null
          }
          return .object(["outcome": .text(outcome.name), "finding": finding])
        }),
    ])
  }
}
