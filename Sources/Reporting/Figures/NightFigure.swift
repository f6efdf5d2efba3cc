import Analysis
import Recordings
import SleepDynamics

/// A sleep of the first subject: its stages, rhythms, and which memory was replayed when and how cleanly.
struct NightFigure {
  let results: Results
  let record: SubjectRecord
  let sleep: Int

  private static let stages = ["W", "R", "N1", "N2", "N3"]
  private static let most = 30

  private func stageRow(_ number: Int32) -> Double {
    switch number {
    case 0: 0
    case 4: 1
    default: Double(number) + 1
    }
  }

  private var place: String {
    let s = results.index.sleeps[sleep]
    return (s.isRest ? "rest" : "sleep \(s.number)") + (s.branch.isEmpty ? "" : " in “\(s.branch)”")
  }

  private var hours: Double {
    let bouts = record.bouts.filter { Int($0.sleep) == sleep }
    return max(results.index.sleeps[sleep].hours, Double(bouts.map(\.end).max() ?? 0) * 30 / 3600)
  }

  /// Stages, density of DOWN states and spindles a minute, and ripples.
  var hypnogram: Figure? {
    let bouts = record.bouts.filter { Int($0.sleep) == sleep }
    guard !bouts.isEmpty else { return nil }
    let time = Axis(0...hours, "hours of sleep")
    var stages = Plot(x: time, y: Axis(Self.stages, "stage"), height: 190, left: 64, top: 28, bottom: 20)
    stages.x.title = ""
    var path: [(Double, Double)] = []
    for b in bouts {
      let row = stageRow(b.stage) + 0.5, from = Double(b.first) / 120, to = Double(b.end) / 120
      path += [(from, row), (to, row)]
      if b.stage == 4 { stages.box(x: from, to, y: 1.3, 1.7, Palette.vermilion, "REM") }
    }
    stages.line(path, Palette.black, width: 1.5)
    var content = stages.panel(title: "Stages"),
      rows = bouts.map { b in
        [
          "stage", SleepStage.allCases[Int(b.stage)].rawValue, Tables.number(Double(b.first) / 120),
          Tables.number(Double(b.end) / 120),
        ]
      }
    let minutes = Int((hours * 60).rounded(.up))
    var dy = 190.0
    for (kind, name, colour) in [
      (Int32(0), "Slow oscillations: DOWN states a minute", Palette.blue), (1, "Spindles a minute", Palette.green),
    ] {
      var counts = [Double](repeating: 0, count: max(minutes, 1))
      for r in record.rhythms where Int(r.sleep) == sleep && r.kind == kind {
        let minute = Int(r.start) / 60_000
        if counts.indices.contains(minute) { counts[minute] += 1 }
      }
      var plot = Plot(x: time, y: Axis(Axis.span(counts, including: [0]), ""), height: 110, left: 64, top: 28, bottom: 20)
      plot.x.title = ""
      for (m, c) in counts.enumerated() where c > 0 {
        plot.box(x: Double(m) / 60, Double(m + 1) / 60, y: 0, c, colour, "minute \(m): \(Int(c))")
        rows.append([
          kind == 0 ? "down_states" : "spindles", Tables.number(c), Tables.number(Double(m) / 60),
          Tables.number(Double(m + 1) / 60),
        ])
      }
      content += plot.panel(title: name, dy: dy)
      dy += 110
    }
    var ripples = Plot(x: time, y: Axis(["accepted", "refused"], ""), height: 120, left: 64, top: 28)
    for e in record.replays where Int(e.sleep) == sleep && e.stage == 0 {
      let row = e.accepted == 1 ? 0.1 : 1.1, at = Double(e.hours)
      ripples.box(x: at, at, y: row, row + 0.8, e.accepted == 1 ? Palette.replay : Palette.grey)
    }
    content += ripples.panel(title: "Sharp-wave ripples: replays \(ReplayWords(results.index).learnt), and others", dy: dy)
    return Figure(
      id: "hypnogram-\(sleep + 1)", title: "Hypnogram and rhythms, \(place)",
      caption: "One night, the first subject's (n = 1). Stages in epochs of 30 s; REM in red.",
      drawing: Drawing(
        width: 720, height: dy + 120, content: content,
        words: "Hypnogram over \(Layout.number(hours, digits: 1)) hours with DOWN states, spindles and ripples."),
      csv: Figure.csv(["kind", "value", "from_h", "to_h"], rows), isDetailed: true)
  }

  /// A row for each memory: filled marks are replays, open ones rehearsals; pale where little of the pattern is one memory's.
  var raster: Figure? {
    let events = record.replays.filter { Int($0.sleep) == sleep && $0.accepted == 1 }
    guard !events.isEmpty, !results.index.memories.isEmpty else { return nil }
    var counts = [Int](repeating: 0, count: results.index.memories.count)
    for e in events where counts.indices.contains(Int(e.memory)) { counts[Int(e.memory)] += 1 }
    let tested = results.index.memories.indices.filter { counts[$0] > 0 || results.index.memories.count <= Self.most }
    let shown =
      tested.count <= Self.most ? tested : Array(tested.sorted { (counts[$1], $0) < (counts[$0], $1) }.prefix(Self.most)).sorted()
    let names = shown.map { Layout.pad(results.index.memories[$0].name, 16).trimmed } + ["no one memory"]
    var plot = Plot(
      x: Axis(0...hours, "hours of sleep"), y: Axis(names, ""), height: 66 + 17 * Double(names.count), left: 132, top: 18)
    for e in events {
      let known = shown.firstIndex(of: Int(e.memory))
      guard known != nil || e.memory < 0 else { continue }
      let row = Double(known ?? shown.count) + 0.5
      let title =
        "\(known.map { names[$0] } ?? "no memory by more than .7") at \(Layout.number(Double(e.hours))) h, \(e.stage == 0 ? "replay" : "rehearsal"), overlap \(Layout.number(Double(e.overlap)))"
      let x = plot.px(Double(e.hours)), y = plot.py(row), pale = 0.25 + 0.75 * min(max((Double(e.overlap) - 0.5) * 2, 0), 1)
      plot.add(
        e.stage == 0
          ? "<circle cx=\"\(x)\" cy=\"\(y)\" r=\"4\" fill=\"\(Palette.replay)\" fill-opacity=\"\(pale)\"><title>\(title)</title></circle>"
          : "<rect x=\"\(x - 3.5)\" y=\"\(y - 3.5)\" width=\"7\" height=\"7\" fill=\"none\" stroke=\"\(Palette.rehearsal)\" stroke-width=\"1.6\" stroke-opacity=\"\(pale)\"><title>\(title)</title></rect>"
      )
    }
    let words = ReplayWords(results.index)
    let rest = tested.count > shown.count ? " The \(shown.count) memories replayed most, of \(tested.count)." : ""
    return Figure(
      id: "raster-\(sleep + 1)", title: "What was replayed when, \(place)",
      caption:
        "The first subject's (n = 1) \(events.count) events \(words.learnt). Paler: less of the pattern is common to event and memory (1 is a clean replay).\(rest)",
      drawing: plot.drawing("Raster of \(events.count) replays and rehearsals by memory and time."),
      key: [(words.replayKey, Palette.replay), (words.rehearsalKey, Palette.rehearsal)],
      csv: Figure.csv(
        ["hours", "kind", "memory", "overlap", "coupling"],
        events.map { e in
          [
            "\(e.hours)", e.stage == 0 ? "replay" : "rehearsal",
            results.index.memories.indices.contains(Int(e.memory)) ? results.index.memories[Int(e.memory)].name : "",
            "\(e.overlap)",
            "\(e.coupling)",
          ]
        }), isDetailed: true)
  }
}

extension String {
  /// Without spaces at its end.
  package var trimmed: String {
    var text = Substring(self)
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
