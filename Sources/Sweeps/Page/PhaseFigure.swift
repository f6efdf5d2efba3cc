import Reporting

/// The most frequent fate over the two axes of a grid: a phase diagram.
struct PhaseFigure {
  let analysis: SweepAnalysis

  var figure: Figure? {
    guard let fates = analysis.fates else { return nil }
    let axes = analysis.plan.settings.axes, columns = axes[1].levels.count
    let side = min(44, 500 / Double(max(columns, axes[0].levels.count)))
    var plot = Plot(
      x: Axis(axes[1].levels, axes[1].name), y: Axis(axes[0].levels, axes[0].name), width: 140 + side * Double(columns),
      height: 70 + side * Double(axes[0].levels.count), left: 110, top: 14)
    var rows: [[String]] = []
    for (r, row) in fates.enumerated() {
      for (c, shares) in row.enumerated() {
        guard let best = shares.indices.max(by: { shares[$0] < shares[$1] }), shares[best].isFinite else { continue }
        let word = SweepAnalysis.fates[best]
        plot.box(
          x: Double(c), Double(c) + 1, y: Double(r), Double(r) + 1, Palette.fate(word), opacity: 0.25 + 0.75 * shares[best],
          "\(axes[0].levels[r]), \(axes[1].levels[c]): \(word) \(Layout.number(shares[best]))")
        let at = (plot.px(Double(c) + 0.5), plot.py(Double(r) + 0.5) + 4), letter = String(word.prefix(1)).uppercased()
        plot.add(
          "<text x=\"\(at.0)\" y=\"\(at.1)\" text-anchor=\"middle\" font-size=\"12\" fill=\"currentColor\">\(letter)</text>")
        rows.append([axes[0].levels[r], axes[1].levels[c], word] + shares.map { Tables.number($0) })
      }
    }
    return Figure(
      id: "phases", title: "The most frequent fate",
      caption: "K kept, B blended, F forgotten: the fate that most retrievals have, the stronger the colour the more of them.",
      drawing: plot.drawing("Phase diagram of fates over \(axes[0].name) and \(axes[1].name)."),
      key: SweepAnalysis.fates.map { ($0, Palette.fate($0)) },
      csv: Figure.csv(axes.map(\.name) + ["fate"] + SweepAnalysis.fates, rows))
  }
}
