import Analysis

/// The report in a few lines.
extension TextReport {
  /// Branches that a screen has room for.
  private static var mostBranches: Int { 5 }
  /// Columns of shares that a line has room for.
  private static var mostConditions: Int { 3 }

  var summary: String {
    let lines = [claimSummary, controlSummary].compactMap(\.self) + fateSummary + retentionSummary
    return lines.isEmpty ? "" : ([layout.colour("In short", .bold)] + lines).joined(separator: "\n")
  }

  private var claimSummary: String? {
    guard !results.claims.isEmpty else { return nil }
    let cannot = results.claims.count { $0.outcome == .cannot }
    let expected = results.claims.filter { $0.outcome == $0.expected && $0.isAsExpected },
      met = expected.count { $0.outcome == .met }
    var parts: [String] = []
    if met > 0 { parts.append("\(met) met") }
    if expected.count > met { parts.append("\(expected.count - met) not met as expected") }
    let other = results.claims.filter { !$0.isAsExpected }, open = other.count { $0.outcome == .inconclusive }
    if other.count > open { parts.append(layout.colour("\(other.count - open) not as expected", .red)) }
    if open > 0 { parts.append(layout.colour("\(open) undecided", .yellow)) }
    if cannot > 0 { parts.append("\(cannot) cannot be judged") }
    return Layout.pad("claims", 12) + parts.joined(separator: ", ")
  }

  /// How many claims are met without the part that should make them.
  private var controlSummary: String? {
    let controls = results.claims.compactMap(\.control), failing = controls.filter(\.fails)
    guard !controls.isEmpty else { return nil }
    let counts: [(Judgement.Outcome?, String)] = [
      (.notMet, "held"), (.inconclusive, "undecided"), (.cannot, "cannot be judged"), (nil, "not run"),
    ]
    var parts = counts.compactMap { outcome, word -> String? in
      let count = controls.count { $0.outcome == outcome }
      return count == 0 ? nil : "\(count) \(word)"
    }
    let names = Set(failing.map(\.ablation)).sorted().joined(separator: ", ")
    if !failing.isEmpty { parts.append(layout.colour("\(failing.count) failed: met under \(names) too", .red)) }
    return Layout.pad("controls", 12) + parts.joined(separator: ", ")
  }

  private func rest(_ count: Int) -> [String] {
    count > Self.mostBranches ? [Layout.pad("", 12) + "… \(count - Self.mostBranches) more branches"] : []
  }

  /// Memories by fate at the end of each branch, with bars.
  private var fateSummary: [String] {
    let places = results.finalProbes
    return places.prefix(Self.mostBranches).compactMap { branch, label in
      guard
        let state = results.state(branch, label, "none")
          ?? results.states.last(where: { $0.state.branch == branch && $0.hasMemories })
      else { return nil }
      let fates = state.memories.compactMap { $0?.fate.word }, total = Double(max(fates.count, 1))
      let kinds: [(Fate.Word, String, Layout.Colour)] = [
        (.kept, "█", .green), (.blended, "▒", .yellow), (.forgotten, "·", .red), (.unstable, "~", .dim), (.uncertain, "?", .dim),
      ]
      let counts = kinds.map { kind in (kind.0, kind.1, kind.2, fates.count { $0 == kind.0 }) }.filter { $0.3 > 0 }
      let bar = counts.map { _, mark, colour, count in
        layout.colour(String(repeating: mark, count: max(1, Int((Double(count) / total * 12).rounded()))), colour)
      }
      let silenced = state.state.lesion == "none" ? "" : " (\(Layout.clean(state.state.lesion)) silenced)"
      return Layout.pad(Layout.clean(branch.isEmpty ? label : branch), 11) + " " + bar.joined() + " "
        + counts.map { "\($0.0.rawValue) \($0.3)" }.joined(separator: ", ") + silenced
    } + rest(places.count)
  }

  /// The share that is kept from probe to probe, by the whole brain and by each store alone.
  private var retentionSummary: [String] {
    let ends = results.ends.filter { results.way(to: $0).count > 1 }
    let short = PartName.short(results.index.stores.map(\.name)), conditions = results.index.conditions
    return stride(from: 0, to: conditions.count, by: Self.mostConditions).flatMap { first in
      let shown = conditions[first..<min(first + Self.mostConditions, conditions.count)]
      return retentionSummary(ends, shown.map { ($0.lesion, $0.store.map { short[$0] + " alone" } ?? "intact") })
    }
  }

  /// Lines for some conditions of the brain; none if no branch has a course in any.
  private func retentionSummary(_ ends: [String], _ conditions: [(lesion: String, title: String)]) -> [String] {
    let lines = ends.prefix(Self.mostBranches).compactMap { branch -> String? in
      let cells = conditions.map { lesion, _ -> String in
        let shares = results.way(to: branch).filter { $0.state.lesion == lesion }
          .compactMap { $0.groups.last?.cell.fate.shares[.kept]?.mean }
        guard shares.count > 1, let first = shares.first, let last = shares.last else { return Layout.pad("", 22) }
        return Layout.pad("\(Sparkline.of(shares)) \(Layout.number(first)) → \(Layout.number(last))", 22)
      }
      guard cells.contains(where: { !$0.trimmed.isEmpty }) else { return nil }
      return (Layout.pad(Layout.clean(branch.isEmpty ? "all" : branch), 11) + " " + cells.joined()).trimmed
    }
    guard !lines.isEmpty else { return [] }
    return [(Layout.pad("kept", 12) + conditions.map { Layout.pad($0.title, 22) }.joined()).trimmed] + lines + rest(ends.count)
  }
}

/// Shares as a line of blocks, at most eight.
package enum Sparkline {
  private static let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  private static let most = 8

  package static func of(_ shares: [Double]) -> String {
    let step = max(1, Double(shares.count - 1) / Double(most - 1))
    let count = min(shares.count, most)
    return String(
      (0..<count).map { i in
        let at = min(Int((Double(i) * step).rounded()), shares.count - 1)
        let share = shares[at].isFinite ? min(max(shares[at], 0), 1) : 0
        return blocks[min(Int(share * Double(blocks.count)), blocks.count - 1)]
      })
  }
}
