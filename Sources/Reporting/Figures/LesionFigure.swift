import Analysis

/// What is left of the memories when a region is silenced: a dot with its interval for each lesion, at the end of a branch.
struct LesionFigure {
  let results: Results

  var figure: Figure? {
    let places = results.finalProbes
    let rows = places.flatMap { place in
      results.states.filter { $0.state.branch == place.branch && $0.state.label == place.label && $0.hasMemories }
    }
    guard rows.contains(where: { $0.state.lesion != "none" }) else { return nil }
    let shown = Array(rows.prefix(40))
    let names = shown.map {
      [$0.state.branch, $0.state.lesion == "none" ? "intact" : "−\($0.state.lesion.replacing("_", with: " "))"].filter {
        !$0.isEmpty
      }
      .map { Layout.pad($0, 20).trimmed }.joined(separator: " ")
    }
    var plot = Plot(
      x: Axis(0...1, "mean probability of what the cue left out"), y: Axis(names, ""), height: 70 + 26 * Double(names.count),
      left: 230, top: 16)
    let kinds: [(String, String, (Results.Cell) -> Estimate?, Double)] = [
      ("unique features", Palette.vermilion, \.unique, 0.35), ("shared features", Palette.blue, \.shared, 0.65),
    ]
    var table: [[String]] = []
    for (i, s) in shown.enumerated() {
      guard let all = s.groups.last?.cell else { continue }
      for (name, colour, value, dy) in kinds {
        guard let e = value(all) else { continue }
        let y = Double(i) + dy
        plot.interval(y: y, e.low, e.high, colour)
        plot.dot(
          e.mean, y, colour, "\(names[i]), \(name): \(Layout.number(e.mean)) [\(Layout.number(e.low)), \(Layout.number(e.high))]")
        table.append([
          s.state.branch, s.state.label, s.state.lesion, name, Tables.number(e.mean), Tables.number(e.low), Tables.number(e.high),
          "\(e.subjects)",
        ])
      }
    }
    return Figure(
      id: "lesions", title: "What a lesion leaves",
      caption:
        "Retrieval at the last probe of each branch with a region silenced in a copy of the brain (−), mean over n = \(results.subjects) subjects; lines: \(Layout.number(results.confidence * 100, digits: 0)) % interval over subjects.\(rows.count > shown.count ? " The first \(shown.count) of \(rows.count)." : "")",
      drawing: plot.drawing("Recall of unique and shared features for \(shown.count) lesions."), key: kinds.map { ($0.0, $0.1) },
      csv: Figure.csv(["branch", "label", "silenced", "features", "mean", "low", "high", "n"], table))
  }
}
