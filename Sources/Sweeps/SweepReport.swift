import Analysis
import Declarations
import NumericalMethods
import Reporting
import Scenarios

/// The analysis in words: 80 columns.
extension SweepAnalysis {
  public var text: String {
    let scenario = plan.base.scenario, settings = plan.settings
    let points = plan.cells.count / max(1, settings.replicates)
    var sections = [
      [
        scenario.title.isEmpty ? scenario.name : scenario.title,
        Layout.wrap(
          "\(settings.design.rawValue) over \(settings.axes.map(\.name).joined(separator: ", ")): \(points) points"
            + (settings.replicates > 1 ? " × \(settings.replicates) replicates" : "") + " × \(scenario.subjects) subjects; "
            + (settings.commonRandomNumbers ? "the same subjects at every point" : "new subjects at every point")),
        "[ ] = \(Layout.number(scenario.analysis.confidence * 100, digits: 0)) % interval over subjects",
      ].joined(separator: "\n")
    ]
    if status.done < status.total {
      sections.append("warning: \(status.total - status.done) of \(status.total) runs are missing")
    }
    if !status.failed.isEmpty {
      let shown = status.failed.prefix(5).map { "  cell \($0.cell): \(Layout.clean($0.message))" }.joined(separator: "\n")
      sections.append("warning: \(status.failed.count) runs gave no result (points.csv has them all)\n\(shown)")
    }
    for outcome in outcomes { sections.append(section(outcome)) }
    if let diagram = phaseDiagram { sections.append(diagram) }
    return sections.joined(separator: "\n\n") + "\n"
  }

  private func section(_ outcome: Outcome) -> String {
    var lines = [Layout.clean(outcome.name)]
    if plan.settings.design == .zip {
      let labels = outcome.points.indices.map { p in
        zip(plan.settings.axes, plan.cells[p].values).map { "\($0.name) \(Layout.clean($1))" }.joined(separator: ", ")
      }
      lines += bars(outcome, labels.enumerated().map { ($1, [$0]) })
    } else if case .components = outcome.finding {
      for a in plan.settings.axes.indices { lines += curve(outcome, of: a) { level in self.points(axis: a, level: level) } }
    }
    lines += findings(outcome)
    return lines.joined(separator: "\n")
  }

  /// Points of a grid at one level of an axis.
  private func points(axis: Int, level: Int) -> [Int] {
    let levels = plan.settings.axes.map(\.levels.count), inner = levels.dropFirst(axis + 1).reduce(1, *)
    return outcomes[0].points.indices.filter { $0 / inner % levels[axis] == level }
  }

  /// Mean against the values of an axis, over all points that share them, with a bar.
  private func curve(_ outcome: Outcome, of axis: Int, _ points: (Int) -> [Int]) -> [String] {
    let axis = plan.settings.axes[axis]
    return bars(outcome, axis.levels.enumerated().map { ("\(axis.name) \(Layout.clean($1))", points($0)) })
  }

  /// A line for each group of points: its mean, with the interval of a single point, and a bar.
  private func bars(_ outcome: Outcome, _ groups: [(label: String, points: [Int])]) -> [String] {
    let means = groups.map { group -> Double in
      let here = group.points.map { outcome.points[$0].mean }.filter(\.isFinite)
      return here.isEmpty ? .nan : here.reduce(0, +) / Double(here.count)
    }
    let known = means.filter(\.isFinite), low = known.min() ?? 0, high = known.max() ?? 0
    var lines: [String] = []
    for g in groups.indices.prefix(24) {
      let here = groups[g].points, share = high > low ? (means[g] - low) / (high - low) : 0
      let bar = means[g].isFinite ? String(repeating: "▪", count: 1 + Int((share * 23).rounded())) : ""
      var number = Layout.number(means[g], digits: 3)
      if here.count == 1, means[g].isFinite {
        let e = outcome.points[here[0]]
        number += " [\(Layout.number(e.low, digits: 3)), \(Layout.number(e.high, digits: 3))]"
      }
      lines.append("  " + Layout.pad(groups[g].label, 28) + Layout.pad(number, 22) + bar)
    }
    if groups.count > 24 { lines.append("  … \(groups.count - 24) more in summary.csv") }
    return lines
  }

  private func interval(_ e: BootstrapEstimate) -> String {
    "\(Layout.number(e.value)) [\(Layout.number(e.low)), \(Layout.number(e.high))]"
  }

  private func findings(_ outcome: Outcome) -> [String] {
    let names = plan.settings.axes.map(\.name)
    switch outcome.finding {
    case .components(let c):
      guard names.count > 1 else { return [] }
      var lines = ["  share of the variance between points (interval over subjects; what chance would give)"]
      for effect in c.effects {
        let name = effect.factors.map { names[$0] }.joined(separator: " × ")
        lines.append(
          "  " + Layout.pad(name, 38) + Layout.pad(interval(effect.share), 20) + Layout.number(effect.chance, digits: 3))
      }
      if names.count > 2 { lines.append("  " + Layout.pad("three axes and more", 38) + interval(c.rest)) }
      return lines
    case .sobol(let s):
      var lines = ["  Sobol indices, \(s.rows) base rows\(s.dropped > 0 ? " (\(s.dropped) dropped)" : "") [bootstrap interval]"]
      lines.append("  " + Layout.pad("axis", 28) + Layout.pad("alone (S1)", 22) + "with interactions (ST)")
      let order = names.indices.sorted { (s.total[$1].value, $0) < (s.total[$0].value, $1) }
      for a in order {
        lines.append("  " + Layout.pad(names[a], 28) + Layout.pad(interval(s.first[a]), 22) + interval(s.total[a]))
      }
      return lines
    case .morris(let m):
      var lines = ["  elementary effects over the whole range, \(m.trajectories) trajectories [bootstrap interval]"]
      lines.append("  " + Layout.pad("axis", 28) + Layout.pad("mean size μ*", 24) + Layout.pad("mean μ", 10) + "sd σ")
      let order = names.indices.sorted { (m.effects[$1].size.value, $0) < (m.effects[$0].size.value, $1) }
      for a in order {
        let e = m.effects[a]
        lines.append(
          "  " + Layout.pad(names[a], 28) + Layout.pad(interval(e.size), 24) + Layout.pad(Layout.number(e.mean), 10)
            + Layout.number(e.spread))
      }
      return lines
    case .correlations(let list):
      guard plan.settings.design != .zip || names.count > 1 else { return [] }
      return ["  rank correlation with each axis [bootstrap interval over points]"]
        + zip(names, list).map { "  " + Layout.pad($0, 28) + interval($1) }
    case .none: return []
    }
  }
}
