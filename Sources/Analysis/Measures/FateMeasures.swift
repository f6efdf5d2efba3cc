/// Shares of retrievals by verdict.
enum FateMeasures {
  private static let keys: [(name: String, words: [String]?)] = [("lesion", nil), ("group", nil), ("material", nil)]

  private static func share(_ name: String, _ summary: String, of verdicts: [Verdict]) -> Measure {
    Measure(name, summary, equation: "retrievals with that verdict / retrievals", keys: keys) { s, tally in
      s.mean(tally) { cell in
        guard cell.retrievals > 0 else { return nil }
        return Double(verdicts.reduce(0) { $0 + cell.verdicts[$1.rawValue] }) / Double(cell.retrievals)
      }
    }
  }

  static let all: [Measure] = [
    share("kept", "share of retrievals that bring the memory back", of: [.kept]),
    share("forgotten", "share of retrievals that bring nothing back", of: [.forgotten]),
    share("mixture", "share of retrievals with features of the memory and of another", of: [.mixture]),
    share("intrusion", "share of retrievals that bring another memory back", of: [.intrusion]),
    share("gist", "share of retrievals that bring back only what the family shares", of: [.gist]),
    share("blended", "mixture, intrusion and gist together", of: [.mixture, .intrusion, .gist]),
    Measure(
      "false_kept", "share of never-studied lures with the verdict kept",
      keys: [("lesion", nil), ("kind", ["all", "same", "novel"])]
    ) { s, tally in
      var kept = 0, count = 0
      for lure in tally.record.lures where Int(lure.state) == s.state {
        let kind = s.words["kind"] ?? "all"
        guard kind == "all" || (kind == "same") == (lure.kind == 0) else { continue }
        let verdict = tally.thresholds[s.state].verdict(unique: lure.unique, shared: lure.shared, competitor: lure.competitor)
        if verdict == .kept { kept += 1 }
        count += 1
      }
      return count > 0 ? Double(kept) / Double(count) : nil
    },
  ]
}
