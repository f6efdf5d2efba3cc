import Analysis

/// One measure beside the memories' fates (forced choice, replay events a second, a layer's similarity …): a dot with its interval for each
/// state in which it was taken.
struct ScoreFigure {
  let results: Results
  let measure: String

  /// Measures in the order in which they were taken, and those that there is room for.
  static func measures(_ results: Results) -> [String] {
    var names: [String] = []
    for s in results.scores where !names.contains(s.measure) && !s.measure.hasPrefix("similarity/") { names.append(s.measure) }
    return names
  }

  private static let most = 30

  var figure: Figure? {
    let rows = results.scores.filter { $0.measure == measure && $0.estimate.mean.isFinite }
    guard !rows.isEmpty else { return nil }
    let shown = Array(rows.prefix(Self.most)), title = measure.replacing("_", with: " ").replacing("/", with: ", ")
    let names = shown.map { row in
      let s = results.index.states[row.state]
      return [s.branch, s.label, s.lesion == "none" ? "" : "−\(s.lesion)"].filter { !$0.isEmpty }.map {
        Layout.pad($0, 22).trimmed
      }
      .joined(separator: " ")
    }
    let ends = shown.flatMap { [$0.estimate.low, $0.estimate.high, $0.estimate.mean] }
    var plot = Plot(
      x: Axis(Axis.span(ends, including: ends.contains { $0 < 0 } ? [0] : []), title), y: Axis(names, ""),
      height: 62 + 18 * Double(names.count), left: 270, top: 12)
    for (i, row) in shown.enumerated() {
      let e = row.estimate, y = Double(i) + 0.5
      plot.interval(y: y, e.low, e.high, Palette.blue)
      plot.dot(
        e.mean, y, Palette.blue, "\(names[i]): \(Layout.number(e.mean)) [\(Layout.number(e.low)), \(Layout.number(e.high))]")
    }
    return Figure(
      id: "score-" + Slug.of(measure), title: title.prefix(1).uppercased() + title.dropFirst(),
      caption:
        "Mean over subjects (n = \(results.subjects), fewer where it is not defined); lines: \(Layout.number(results.confidence * 100, digits: 0)) % interval.\(rows.count > shown.count ? " The first \(shown.count) of \(rows.count) states." : "")",
      drawing: plot.drawing("\(title) in \(shown.count) states."),
      csv: Figure.csv(
        ["branch", "label", "silenced", "measure", "mean", "low", "high", "n"],
        rows.map { row in
          let s = results.index.states[row.state], e = row.estimate
          return [
            s.branch, s.label, s.lesion, measure, Tables.number(e.mean), Tables.number(e.low), Tables.number(e.high),
            "\(e.subjects)",
          ]
        }))
  }
}
