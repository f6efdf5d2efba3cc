import Reporting

/// Where memories are kept, blended or forgotten over the two axes of a grid, from the outcomes of these names.
extension SweepAnalysis {
  static let fates = ["kept", "blended", "forgotten"]

  /// Means of the three fates by row (first axis) and column (second axis); nil unless the sweep is a grid of two axes that keeps them.
  var fates: [[[Double]]]? {
    let axes = plan.settings.axes
    guard plan.settings.design == .grid, axes.count == 2 else { return nil }
    let found = Self.fates.compactMap { name in outcomes.first { $0.name == name } }
    guard found.count == 3 else { return nil }
    let columns = axes[1].levels.count
    return axes[0].levels.indices.map { row in
      (0..<columns).map { column in found.map { $0.points[row * columns + column].mean } }
    }
  }

  /// The most frequent fate of each point: capital where at least two thirds of the retrievals agree.
  var phaseDiagram: String? {
    guard let fates else { return nil }
    let axes = plan.settings.axes
    var lines = ["Most frequent fate: K kept, B blended, F forgotten (small: below two thirds)"]
    let labels = axes[0].levels.map { "\(axes[0].name) \(Layout.clean($0))" }
    let width = min(30, (labels.map(\.count).max() ?? 0) + 2)
    for (row, label) in labels.enumerated() {
      let letters = fates[row].map { shares -> String in
        guard let best = shares.indices.max(by: { shares[$0] < shares[$1] }), shares[best].isFinite else { return "·" }
        let letter = ["k", "b", "f"][best]
        return shares[best] >= 2.0 / 3 ? letter.uppercased() : letter
      }
      lines.append("  " + Layout.pad(label, width) + letters.joined(separator: "  "))
    }
    lines.append("  " + Layout.pad("", width) + "\(axes[1].name): \(axes[1].levels.map(Layout.clean).joined(separator: " "))")
    for crossing in boundary ?? [] {
      lines.append(
        "  \(axes[0].name) \(Layout.clean(crossing.row)): \(crossing.from) → \(crossing.to) at \(axes[1].name) \(Layout.number(crossing.at, digits: 2))"
      )
    }
    return lines.joined(separator: "\n")
  }

  /// Where, along the second axis, one fate overtakes another: straight lines between the points.
  private var boundary: [(row: String, from: String, to: String, at: Double)]? {
    guard let fates else { return nil }
    let axes = plan.settings.axes, places = axes[1].levels.map { SweepFolder.number($0) ?? .nan }
    var list: [(row: String, from: String, to: String, at: Double)] = []
    for (r, row) in fates.enumerated() {
      for c in row.indices.dropFirst() {
        func best(_ shares: [Double]) -> Int { shares.indices.max { shares[$0] < shares[$1] } ?? 0 }
        let (a, b) = (best(row[c - 1]), best(row[c]))
        guard a != b, (row[c - 1] + row[c]).allSatisfy(\.isFinite) else { continue }
        let before = row[c - 1][a] - row[c - 1][b], after = row[c][a] - row[c][b]
        let share = before - after > 0 ? before / (before - after) : 0.5
        list.append((axes[0].levels[r], Self.fates[a], Self.fates[b], places[c - 1] + share * (places[c] - places[c - 1])))
      }
    }
    return list
  }

  /// `boundary.csv`.
  var boundaryCSV: String? {
    guard let boundary else { return nil }
    let axes = plan.settings.axes.map(\.name)
    var text = [axes[0], "from", "to", axes[1]].map(Tables.quote).joined(separator: ",") + "\n"
    for b in boundary { text += [b.row, b.from, b.to].map(Tables.quote).joined(separator: ",") + ",\(Tables.number(b.at))\n" }
    return text
  }
}
