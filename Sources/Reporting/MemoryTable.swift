import Analysis
import Declarations

/// The table of every memory at the last probe of a branch.
extension TextReport {
  /// More memories than this are shown by group only.
  private static let mostMemories = 40
  /// Characters that a line has for the intact brain and the stores alone.
  private static let room = 29

  /// A row per memory: how well learnt, how often replayed, recall by lesion, fate, partner, home.
  func memoryTable(_ branch: String, _ label: String) -> String {
    let short = PartName.short(results.index.stores.map(\.name))
    let conditions = results.index.conditions
    let tested = conditions.compactMap { condition in
      results.state(branch, label, condition.lesion).map { state in
        let title = condition.store.map { short[$0] } ?? condition.title
        return (title, max(title.unicodeScalars.count + 1, 5), state)
      }
    }
    var room = Self.room
    let columns = tested.prefix { column in
      room -= column.1
      return room >= 0
    }
    guard let main = columns.first?.2 else { return "" }
    let replays = results.replays(branch), first = results.learnt(branch)
    let hours = Value.format((main.state.hours * 10).rounded() / 10)
    let place = branch.isEmpty ? "" : " in '\(branch)'"
    let silenced = main.state.lesion == "none" ? "" : ", \(Layout.clean(main.state.lesion)) silenced"
    var lines = [layout.colour(Layout.wrap("Every memory at '\(label)'\(place), \(hours) h after the start"), .bold)]
    let alone = conditions.compactMap { $0.store.map { short[$0] } }
    let what = alone.isEmpty ? "learnt, intact" : "learnt, intact, \(Results.list(alone)) alone"
    lines.append(Layout.wrap(what + ": mean probability of withheld features"))
    lines.append(Layout.wrap("fate\(silenced): share of retrievals [interval]; '?': the data do not decide"))
    let titles = columns.map { Layout.pad($0.0, $0.1, right: true) }.joined()
    // Where they live stands beside the fates while the columns leave room for it.
    let hasRoom = columns.reduce(0) { $0 + $1.1 } <= 20, livesIn = hasRoom ? "lives in" : ""
    lines.append(
      row("memory", learnt: first.map { _ in "learnt" }, replays: replays.map { _ in "replays" }, titles, "fate", livesIn))
    let order = results.index.memories.indices.filter { m in columns.contains { $0.2.memories[m] != nil } }
    for m in order.count <= Self.mostMemories ? order : [] {
      func recall(_ state: Results.State) -> String { state.memories[m]?.all.map { Layout.number($0.mean) } ?? "–" }
      let cells = columns.map { Layout.pad(recall($0.2), $0.1, right: true) }.joined()
      guard let fate = main.memories[m]?.fate else { continue }
      let home = results.home(of: m, branch: branch, label: label).map { homeText($0, short) } ?? ""
      lines.append(
        row(
          Layout.clean(results.index.memories[m].name), learnt: first.map(recall),
          replays: replays.map { Layout.number($0[m], digits: 1) }, cells, paint(Layout.pad(fateText(fate), 25), fate),
          hasRoom ? home : ""))
      if !hasRoom, !home.isEmpty { lines.append("      " + Layout.wrap("lives in " + home, width: 74, indent: "      ")) }
      let partners = fate.notablePartners
      if fate.leaning == "blended" {
        let names = partners.map { "\(Layout.clean(results.index.memories[$0.memory].name)) \(Layout.number($0.share))" }
        let blends = shareText(fate, of: [.mixture, .intrusion, .gist])
        let text = blends + (names.isEmpty ? "" : "; with " + names.joined(separator: ", "))
        lines.append("      " + Layout.wrap(text, width: 74, indent: "      "))
      }
    }
    if tested.count > columns.count { lines.append("fates.csv has \(tested.count - columns.count) more stores") }
    if order.count > Self.mostMemories { lines.append("\(order.count) memories: fates.csv has them all; their groups:") }
    for (name, _) in main.groups {
      func mean(_ state: Results.State) -> String {
        state.groups.first { $0.name == name }?.cell.all.map { Layout.number($0.mean) } ?? "–"
      }
      let members = order.filter { name == "all" || results.index.memories[$0].group == name }
      let count = replays.map { r in Layout.number(members.reduce(0) { $0 + r[$1] } / Double(max(members.count, 1)), digits: 1) }
      lines.append(
        row(
          name == "all" ? "all" : "· " + Layout.clean(name), learnt: first.map(mean), replays: count,
          columns.map { Layout.pad(mean($0.2), $0.1, right: true) }.joined(), "", ""))
      if let cell = main.groups.first(where: { $0.name == name })?.cell {
        lines.append("      " + Layout.wrap(shareText(cell.fate), width: 74, indent: "      "))
      }
    }
    if let falseKept = main.falseKept {
      lines.append("never-studied lures called kept: \(interval(falseKept)) (\(main.thresholds.lures) lures)")
    }
    return lines.joined(separator: "\n")
  }

  /// Where a memory lives, in few letters.
  private func homeText(_ home: Results.Home, _ short: [String]) -> String {
    let word =
      switch home.keepers {
      case .stores(let positions) where positions.count == 1: short[positions[0]]
      case .stores(let positions) where positions.count < short.count: Results.list(positions.map { short[$0] })
      case .together: "together"
      case .stores, .nobody: home.word
      }
    return home.isSure ? word : word + "?"
  }

  /// One line of the table of memories.
  private func row(_ name: String, learnt: String?, replays: String?, _ cells: String, _ fate: String, _ home: String) -> String {
    let before = (learnt.map { Layout.pad($0, 7, right: true) } ?? "") + (replays.map { Layout.pad($0, 8, right: true) } ?? "")
    return Layout.pad(name, 10) + before + cells + "  "
      + (home.isEmpty ? fate : (fate.contains("\u{1B}") ? fate : Layout.pad(fate, 25)) + home)
  }

  /// "kept .87 [.70, 1.00]"; with a question mark where the data do not decide.
  private func fateText(_ fate: Fate) -> String {
    let word = fate.word == .uncertain ? fate.leaning + "?" : fate.word.rawValue
    return word + (fate.leadingShare.map { " " + interval($0).replacing(", ", with: ",") } ?? "")
  }

  /// "kept .83 gist .10 forgotten .07": verdicts with at least 1 %.
  private func shareText(_ fate: Fate, of verdicts: [Verdict] = Verdict.allCases) -> String {
    verdicts.compactMap { verdict in
      guard let share = fate.shares[verdict], share.mean >= 0.005 else { return nil }
      return "\(verdict.word) \(Layout.number(share.mean))"
    }.joined(separator: " ")
  }

  private func paint(_ text: String, _ fate: Fate) -> String {
    switch fate.word {
    case .kept: layout.colour(text, .green)
    case .forgotten: layout.colour(text, .red)
    case .blended: layout.colour(text, .yellow)
    case .unstable, .uncertain: layout.colour(text, .dim)
    }
  }
}
