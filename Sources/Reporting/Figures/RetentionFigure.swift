import Analysis

/// The share of memories that is kept, by the whole brain and by each store alone, over the hours of a scenario.
package struct RetentionFigure {
  let results: Results

  package init(results: Results) { self.results = results }

  private static let most = 8

  package var figure: Figure? {
    let ends = results.ends.filter { !results.way(to: $0).isEmpty }
    let isCourse = ends.contains { Set(results.way(to: $0).map(\.state.hours)).count > 1 }
    guard isCourse else { return nil }
    let shown = Array(ends.prefix(Self.most)), columns = shown.count > 1 ? 2 : 1
    let width = columns == 1 ? 720.0 : 356.0, height = 250.0, latest = results.states.map(\.state.hours).max() ?? 0
    let conditions = results.index.conditions, isLong = latest > 72, unit = isLong ? 24.0 : 1
    var content: Markup = "", rows: [[String]] = []
    for (i, branch) in shown.enumerated() {
      var plot = Plot(
        x: Axis(Axis.span(results.way(to: branch).map { $0.state.hours / unit }), isLong ? "days" : "hours"),
        y: Axis(0...1, "kept"), width: width, height: height, left: 52, top: 30)
      for condition in conditions {
        let colour = condition.colour
        let points = results.way(to: branch).filter { $0.state.lesion == condition.lesion }.compactMap { s in
          s.groups.last?.cell.fate.shares[.kept].map { (hours: s.state.hours / unit, kept: $0, label: s.state.label) }
        }
        plot.band(points.map { ($0.hours, $0.kept.low, $0.kept.high) }, colour)
        plot.line(points.map { ($0.hours, $0.kept.mean) }, colour)
        for p in points {
          if points.count == 1 { plot.interval(x: p.hours, p.kept.low, p.kept.high, colour) }
          plot.dot(
            p.hours, p.kept.mean, colour,
            "\(p.label): \(Layout.number(p.kept.mean)) [\(Layout.number(p.kept.low)), \(Layout.number(p.kept.high))]")
        }
      }
      content += plot.panel(
        title: branch.isEmpty ? "all" : branch, dx: Double(i % columns) * (720 - width), dy: Double(i / columns) * height)
    }
    for s in results.states where s.hasMemories {
      guard let kept = s.groups.last?.cell.fate.shares[.kept] else { continue }
      rows.append(
        [s.state.branch, s.state.label, s.state.lesion, Tables.number(s.state.hours)]
          + [kept.mean, kept.low, kept.high].map { Tables.number($0) } + ["\(kept.subjects)"])
    }
    let rest = ends.count > shown.count ? " \(ends.count - shown.count) more branches are among the numbers." : ""
    let alone = conditions.count > 1 ? " Alone: with \(results.index.others) silenced in a copy of the brain." : ""
    return Figure(
      id: "retention", title: "Retention, and where it comes from",
      caption:
        "Share of retrievals that are kept, mean over n = \(results.subjects) subjects; bands: \(Layout.number(results.confidence * 100, digits: 0)) % interval over subjects.\(alone)\(rest)",
      drawing: Drawing(
        width: 720, height: height * Double((shown.count + columns - 1) / columns), content: content,
        words:
          "Share kept against time for \(shown.count) branch\(shown.count == 1 ? "" : "es"), intact\(conditions.count > 1 ? " and by each store alone" : "")."
      ),
      key: conditions.filter { condition in
        results.states.contains { $0.hasMemories && $0.state.lesion == condition.lesion }
      }
      .map { ($0.title, $0.colour) }, csv: Figure.csv(["branch", "label", "silenced", "hours", "kept", "low", "high", "n"], rows))
  }
}
