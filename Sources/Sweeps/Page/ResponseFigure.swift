import Analysis
import Reporting

/// An outcome against each axis: over a grid the mean of all points that share a value, over scattered points every one of them.
package struct ResponseFigure {
  let analysis: SweepAnalysis
  let outcome: Int

  package init(analysis: SweepAnalysis, outcome: Int) { (self.analysis, self.outcome) = (analysis, outcome) }

  private static let mostPoints = 300
  private static let mostRows = 1000

  private var percent: String { Layout.number(analysis.plan.base.scenario.analysis.confidence * 100, digits: 0) }

  package var figure: Figure? {
    let axes = analysis.plan.settings.axes, points = analysis.outcomes[outcome].points
    guard !points.isEmpty, !axes.isEmpty else { return nil }
    let isGrid = analysis.plan.settings.design == .grid, isLine = axes.count == 1 || analysis.plan.settings.design == .zip
    let shown = isLine ? 1 : axes.count, columns = shown > 1 ? 2 : 1, width = columns == 1 ? 720.0 : 356, height = 260.0
    let all = isLine ? points.flatMap { [$0.low, $0.high, $0.mean] } : points.map(\.mean)
    let span = Axis.span(all)
    var content: Markup = ""
    for a in 0..<shown {
      var panel = plot(axis: a, span, width, height)
      if isGrid || isLine { curve(axis: a, isLine: isLine, &panel) } else { scatter(axis: a, &panel) }
      content += panel.panel(dx: Double(a % columns) * (720 - width), dy: Double(a / columns) * height)
    }
    let name = analysis.outcomes[outcome].name
    let how =
      isLine
      ? "Mean over n = \(points.map(\.subjects).max() ?? 0) subjects at each point; lines: \(percent) % interval over subjects."
      : isGrid
        ? "Mean over all points that share a value of the axis; bars: smallest to largest mean among them. Each point has n = \(points.map(\.subjects).max() ?? 0) subjects."

        : "\(points.count > Self.mostPoints ? "One in \(points.count / Self.mostPoints) points" : "Every point") of the design, a mean over n = \(points.map(\.subjects).max() ?? 0) subjects."
    let rest = points.count > Self.mostRows ? " Of the numbers below the first \(Self.mostRows) points; summary.csv has all." : ""
    return Figure(
      id: "response-\(outcome + 1)", title: "\(name): response", caption: how + rest,
      drawing: Drawing(
        width: 720, height: height * Double((shown + columns - 1) / columns), content: content,
        words: "\(name) against \(axes.map(\.name).joined(separator: ", "))."),
      csv: Figure.csv(
        ["point"] + axes.map(\.name) + ["mean", "low", "high", "n"],
        points.indices.prefix(Self.mostRows).map { p in
          ["\(p + 1)"] + analysis.plan.cells[p].values
            + [points[p].mean, points[p].low, points[p].high].map { Tables.number($0) } + ["\(points[p].subjects)"]
        }))
  }

  private func place(_ p: Int, _ axis: Int) -> Double? { SweepFolder.number(analysis.plan.cells[p].values[axis]) }

  private func plot(axis a: Int, _ span: ClosedRange<Double>, _ width: Double, _ height: Double) -> Plot {
    let axis = analysis.plan.settings.axes[a], numbers = analysis.outcomes[outcome].points.indices.map { place($0, a) }
    let title = Layout.pad(axis.name, 44).trimmed
    let x = numbers.contains { $0 == nil } ? Axis(axis.levels, title) : Axis(Axis.span(numbers.compactMap(\.self)), title)
    return Plot(x: x, y: Axis(span, "mean"), width: width, height: height, left: 58, top: 14)
  }

  private func x(_ p: Int, _ a: Int) -> Double {
    if let number = place(p, a) { return number }
    return Double(analysis.plan.settings.axes[a].levels.firstIndex(of: analysis.plan.cells[p].values[a]) ?? 0) + 0.5
  }

  private func curve(axis a: Int, isLine: Bool, _ plot: inout Plot) {
    let points = analysis.outcomes[outcome].points
    var groups: [(x: Double, members: [Int])] = []
    for p in points.indices where points[p].mean.isFinite {
      let at = x(p, a)
      if let g = groups.firstIndex(where: { $0.x == at }) { groups[g].members.append(p) } else { groups.append((at, [p])) }
    }
    groups.sort { $0.x < $1.x }
    let means = groups.map { g in g.members.reduce(0) { $0 + points[$1].mean } / Double(g.members.count) }
    plot.line(zip(groups, means).map { ($0.x, $1) }, Palette.blue)
    for (g, mean) in zip(groups, means) {
      let here = g.members.map { points[$0] }
      if isLine, let e = here.first, here.count == 1 {
        plot.interval(x: g.x, e.low, e.high, Palette.blue)
      } else {
        plot.interval(x: g.x, here.map(\.mean).min() ?? mean, here.map(\.mean).max() ?? mean, Palette.blue)
      }
      plot.dot(g.x, mean, Palette.blue, "\(Layout.number(g.x, digits: 3)): \(Layout.number(mean, digits: 3))")
    }
  }

  private func scatter(axis a: Int, _ plot: inout Plot) {
    let points = analysis.outcomes[outcome].points
    for p in Swift.stride(from: 0, to: points.count, by: max(1, points.count / Self.mostPoints)) {
      plot.dot(x(p, a), points[p].mean, Palette.blue, radius: 2.5, "point \(p + 1): \(Layout.number(points[p].mean, digits: 3))")
    }
  }
}
