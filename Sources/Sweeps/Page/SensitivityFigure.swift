import NumericalMethods
import Reporting

/// What an outcome depends on: a bar with its interval for each axis.
struct SensitivityFigure {
  let analysis: SweepAnalysis
  let outcome: Int

  private typealias Bar = (name: String, estimate: BootstrapEstimate, colour: String)

  var figure: Figure? {
    let names = analysis.plan.settings.axes.map(\.name), bars: [Bar], what: String, key: [(name: String, colour: String)]
    switch analysis.outcomes[outcome].finding {
    case .components(let c):
      guard names.count > 1 else { return nil }
      bars = c.effects.map { ($0.factors.map { names[$0] }.joined(separator: " × "), $0.share, Palette.blue) }
      (what, key) = ("Share of the variance between points, with its bootstrap interval over subjects", [])
    case .sobol(let s):
      bars = names.indices.flatMap { [(names[$0], s.first[$0], Palette.blue), (names[$0], s.total[$0], Palette.orange)] }
      what = "Sobol indices from \(s.rows) base rows, with bootstrap intervals"
      key = [("alone (S1)", Palette.blue), ("with interactions (ST)", Palette.orange)]
    case .morris(let m):
      bars = zip(names, m.effects).map { ($0, $1.size, Palette.blue) }
      (what, key) = (
        "Mean size of the elementary effects (Morris' μ*) over \(m.trajectories) trajectories, with bootstrap intervals", []
      )
    case .correlations(let list):
      guard analysis.plan.settings.design != .zip || names.count > 1 else { return nil }
      bars = zip(names, list).map { ($0, $1, Palette.blue) }
      (what, key) = ("Spearman's rank correlation with each axis, with its bootstrap interval over points", [])
    case .none: return nil
    }
    let ends = bars.flatMap { [$0.estimate.low, $0.estimate.high, $0.estimate.value] }
    var plot = Plot(
      x: Axis(Axis.span(ends, including: [0]), ""), y: Axis(bars.map { Layout.pad($0.name, 44).trimmed }, ""),
      height: 62 + 24 * Double(bars.count), left: 300, top: 12)
    plot.rule(x: 0)
    for (i, bar) in bars.enumerated() where bar.estimate.value.isFinite {
      plot.box(
        x: 0, bar.estimate.value, y: Double(i) + 0.2, Double(i) + 0.8, bar.colour, opacity: 0.6,
        "\(bar.name): \(Layout.number(bar.estimate.value))")
      plot.interval(y: Double(i) + 0.5, bar.estimate.low, bar.estimate.high, Palette.black)
    }
    let name = analysis.outcomes[outcome].name
    return Figure(
      id: "sensitivity-\(outcome + 1)", title: "\(name): what it depends on", caption: what + ".",
      drawing: plot.drawing("Sensitivity of \(name) to \(names.joined(separator: ", "))."), key: key,
      csv: Figure.csv(
        ["axis", "index", "value", "low", "high"],
        bars.map { bar in
          let index = key.first { $0.colour == bar.colour }?.name ?? ""
          return [bar.name, index] + [bar.estimate.value, bar.estimate.low, bar.estimate.high].map { Tables.number($0) }
        }))
  }
}
