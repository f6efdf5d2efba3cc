import Analysis
import Declarations

/// Paired differences, as a table for a terminal, as data and as a picture.
package struct DifferenceTable {
  let rows: [PairedDifference]

  package init(_ rows: [PairedDifference]) { self.rows = rows }

  package var text: String {
    var lines = [
      Layout.pad("  difference [interval]", 28) + Layout.pad("d", 7) + Layout.pad("power", 7) + "subjects for .8, .9"
    ]
    let changed = rows.filter { $0.difference.mean != 0 || $0.difference.sd > 0 }
    for row in changed {
      let e = row.difference
      let interval =
        "\(Layout.number(e.mean, digits: 3)) [\(Layout.number(e.low, digits: 3)), \(Layout.number(e.high, digits: 3))]"
      lines.append(Layout.wrap(Layout.clean(row.name), indent: "  "))
      lines.append(
        "  " + Layout.pad(interval, 26) + Layout.pad(row.effect.map { Layout.number($0) } ?? "–", 7)
          + Layout.pad(row.power.map { Layout.number($0) } ?? "–", 7)
          + [row.subjects80, row.subjects90].map { $0.map(String.init) ?? "–" }.joined(separator: ", "))
    }
    if changed.count < rows.count { lines.append("\(rows.count - changed.count) of \(rows.count) numbers are the same in both") }
    return lines.joined(separator: "\n")
  }

  package var value: Value {
    .list(
      rows.map { row in
        .object([
          "outcome": .text(row.name), "first": JSONReport.estimate(row.first), "second": JSONReport.estimate(row.second),
          "difference": JSONReport.estimate(row.difference), "effect_size": row.effect.map(Value.number) ?? .null,
          "power": row.power.map(Value.number) ?? .null, "subjects_80": row.subjects80.map(Value.integer) ?? .null,
          "subjects_90": row.subjects90.map(Value.integer) ?? .null,
        ])
      })
  }

  private static let most = 60

  /// Both means with their intervals, and their difference, side by side.
  package func figure(first: String, second: String, subjects: String) -> Figure {
    let shown = Array(rows.filter { $0.difference.mean.isFinite }.prefix(Self.most)),
      names = shown.map { Layout.pad($0.name, 40).trimmed }
    let height = 76 + 24 * Double(names.count), colours = [Palette.blue, Palette.vermilion]
    func ends(_ e: Estimate) -> [Double] { [e.low, e.high, e.mean] }
    var values = Plot(
      x: Axis(Axis.span(shown.flatMap { ends($0.first) + ends($0.second) }), "both"), y: Axis(names, ""), width: 480,
      height: height, left: 270, top: 28)
    var differences = Plot(
      x: Axis(Axis.span(shown.flatMap { ends($0.difference) }, including: [0]), "difference"), y: Axis(names, ""), width: 240,
      height: height,
      left: 12, top: 28)
    differences.y.ticks = []
    differences.rule(x: 0)
    for (i, row) in shown.enumerated() {
      for (k, e) in [row.first, row.second].enumerated() {
        let y = Double(i) + 0.35 + 0.3 * Double(k)
        values.interval(y: y, e.low, e.high, colours[k])
        values.dot(e.mean, y, colours[k], "\(names[i]): \(Layout.number(e.mean, digits: 3))")
      }
      let e = row.difference
      differences.interval(y: Double(i) + 0.5, e.low, e.high, Palette.black)
      differences.dot(
        e.mean, Double(i) + 0.5, Palette.black,
        "\(names[i]): \(Layout.number(e.mean, digits: 3)) [\(Layout.number(e.low, digits: 3)), \(Layout.number(e.high, digits: 3))]"
      )
    }
    return Figure(
      id: "differences", title: "“\(second)” less “\(first)”",
      caption:
        "Means with intervals over subjects (left), and the \(subjects) difference with its interval (right).\(rows.count > shown.count ? " The first \(shown.count) of \(rows.count)." : "")",
      drawing: Drawing(
        width: 720, height: height, content: values.panel() + differences.panel(dx: 480),
        words: "Two means and their difference for \(shown.count) outcomes."),
      key: [(first, colours[0]), (second, colours[1])],
      csv: Figure.csv(
        ["outcome", "first", "second", "difference", "low", "high", "effect_size", "n"],
        rows.map { row in
          [
            row.name, Tables.number(row.first.mean), Tables.number(row.second.mean), Tables.number(row.difference.mean),
            Tables.number(row.difference.low), Tables.number(row.difference.high), Tables.number(row.effect),
            "\(row.difference.subjects)",
          ]
        }))
  }
}
