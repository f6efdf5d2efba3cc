import Analysis
import Reporting

/// The table as a picture: a row for each claim, a column for each brain.
struct MatrixFigure {
  let table: MatrixTable

  private enum Row {
    case experiment(Int)
    case claim(Int, Int)
  }

  private static func colour(_ outcome: Judgement.Outcome) -> String {
    switch outcome {
    case .met: Palette.green
    case .notMet: Palette.vermilion
    case .inconclusive: Palette.yellow
    case .cannot: "#c9d1d9"
    }
  }

  private var rows: [Row] {
    table.entries.enumerated().flatMap { e, claims in [.experiment(e)] + claims.indices.map { .claim(e, $0) } }
  }

  var figure: Figure {
    let plan = table.plan, left = 320.0, step = 24.0, rows = rows
    let width = max(34, min(120, 384 / Double(plan.brains.count))), isWide = width >= 84
    let names = plan.brains.map { Layout.pad(Layout.clean($0.name), isWide ? Int(width / 7.5) : 22).trimmed }
    let bottom = isWide ? 30.0 : 120
    let labels = rows.map { row -> String in
      guard case .claim(let e, let c) = row else { return "" }
      return Layout.pad(Layout.clean(plan.experiments[e].claims[c].name), 46).trimmed
    }
    var plot = Plot(
      x: Axis(isWide ? names : names.map { _ in "" }, ""), y: Axis(labels, ""),
      width: left + width * Double(plan.brains.count) + 16, height: 10 + step * Double(rows.count) + bottom, left: left, top: 10,
      bottom: bottom)
    for (r, row) in rows.enumerated() {
      switch row {
      case .experiment(let e):
        let name = Layout.pad(Layout.clean(plan.experiments[e].name), 60).trimmed
        plot.add(
          "<text x=\"8\" y=\"\(plot.py(Double(r) + 0.5) + 4)\" font-size=\"12\" font-weight=\"600\" fill=\"currentColor\">\(name)</text>"
        )
      case .claim(let e, let c):
        for (b, entry) in table.entries[e][c].enumerated() {
          draw(entry, claim: plan.experiments[e].claims[c].name, brain: b, row: Double(r), isWide: isWide, &plot)
        }
      }
    }
    if !isWide {
      for (b, name) in names.enumerated() {
        let place = (plot.px(Double(b) + 0.5) + 4, plot.height - bottom + 12)
        plot.add(
          "<text transform=\"translate(\(place.0) \(place.1)) rotate(-50)\" text-anchor=\"end\" font-size=\"12\" fill=\"currentColor\">\(name)</text>"
        )
      }
    }
    let key = MatrixEntry.words.map { word in (MatrixEntry.word(word), Self.colour(word)) }
    return Figure(
      id: "matrix", title: "All claims on all brains",
      caption:
        "Each row is a claim of an experiment, each column a brain; \(table.subjects). + met: the whole interval lies inside what is claimed; − not met: outside; ? undecided: more subjects would tell; / cannot: the brain lacks what it takes. A frame and ! mark what the experiment's file does not expect. The numbers are in the picture's pop-up labels, and below.",
      drawing: plot.drawing("Table of \(plan.size): \(table.summary)."), key: key, csv: table.csv)
  }

  private func draw(
    _ entry: MatrixEntry, claim: String, brain b: Int, row: Double, isWide: Bool, _ plot: inout Plot
  ) {
    let x = Double(b), title = "\(table.plan.brains[b].name), \(claim): \(entry.marked). \(entry.details.joined(separator: "; "))"
    plot.box(x: x + 0.03, x + 0.97, y: row + 0.06, row + 0.94, Self.colour(entry.outcome), title)
    if entry.disagrees {
      let (a, c) = (plot.px(x + 0.03), plot.py(row + 0.06))
      plot.add(
        "<rect x=\"\(a + 1)\" y=\"\(c + 1)\" width=\"\(plot.px(x + 0.97) - a - 2)\" height=\"\(plot.py(row + 0.94) - c - 2)\" fill=\"none\" stroke=\"#000000\" stroke-width=\"2\" pointer-events=\"none\"/>"
      )
    }
    let text = isWide ? "\(entry.sign) \(entry.marked)" : entry.sign + (entry.disagrees ? "!" : "")
    plot.add(
      "<text x=\"\(plot.px(x + 0.5))\" y=\"\(plot.py(row + 0.5) + 4)\" text-anchor=\"middle\" font-size=\"12\" fill=\"#000000\" pointer-events=\"none\">\(text)</text>"
    )
  }
}
