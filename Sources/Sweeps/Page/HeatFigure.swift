import Analysis
import Reporting

/// An outcome over the two axes of a grid.
struct HeatFigure {
  let analysis: SweepAnalysis
  let outcome: Int

  var figure: Figure? {
    let settings = analysis.plan.settings, axes = settings.axes
    guard settings.design == .grid, axes.count == 2, axes.allSatisfy({ $0.levels.count > 1 }) else { return nil }
    let points = analysis.outcomes[outcome].points, known = points.map(\.mean).filter(\.isFinite), columns = axes[1].levels.count
    guard let low = known.min(), let high = known.max() else { return nil }
    let side = min(44, 500 / Double(max(columns, axes[0].levels.count)))
    var plot = Plot(
      x: Axis(axes[1].levels, axes[1].name), y: Axis(axes[0].levels, axes[0].name), width: 140 + side * Double(columns),
      height: 70 + side * Double(axes[0].levels.count), left: 110, top: 14)
    for p in points.indices where points[p].mean.isFinite {
      let row = Double(p / columns), column = Double(p % columns),
        share = high > low ? (points[p].mean - low) / (high - low) : 0.5
      let place = "\(axes[0].name) \(axes[0].levels[p / columns]), \(axes[1].name) \(axes[1].levels[p % columns])"
      plot.box(
        x: column, column + 1, y: row, row + 1, Palette.viridis(share),
        "\(place): \(Layout.number(points[p].mean, digits: 3)) [\(Layout.number(points[p].low, digits: 3)), \(Layout.number(points[p].high, digits: 3))]"
      )
      if side >= 30 {
        let at = (plot.px(column + 0.5), plot.py(row + 0.5) + 4)
        plot.add(
          "<text x=\"\(at.0)\" y=\"\(at.1)\" text-anchor=\"middle\" font-size=\"11\" fill=\"\(share > 0.55 ? "#000000" : "#ffffff")\">\(Layout.number(points[p].mean))</text>"
        )
      }
    }
    let name = analysis.outcomes[outcome].name
    return Figure(
      id: "heat-\(outcome + 1)", title: "\(name): map",
      caption:
        "Mean over n = \(points.map(\.subjects).max() ?? 0) subjects at each point, from \(Layout.number(low, digits: 3)) (dark) to \(Layout.number(high, digits: 3)) (bright).",
      drawing: plot.drawing("Map of \(name) over \(axes[0].name) and \(axes[1].name)."),
      csv: Figure.csv(
        axes.map(\.name) + ["mean", "low", "high", "n"],
        points.indices.map { p in
          [axes[0].levels[p / columns], axes[1].levels[p % columns]]
            + [points[p].mean, points[p].low, points[p].high].map { Tables.number($0) } + ["\(points[p].subjects)"]
        }))
  }
}
