/// Measures of replay, over all sleeps of a branch (those before it included) or one of them.
enum ReplayMeasures {
  private static let stage: (name: String, words: [String]?) = ("stage", ["both", "nrem", "rem"])

  static let all: [Measure] = [
    Measure(
      "replays", "accepted replays per memory: events whose pattern overlaps it best, and by more than .7",
      keys: [("group", nil), ("material", nil), stage, ("sleep", nil)], hasLabel: false, needs: nil
    ) { s, tally in
      guard !s.memories.isEmpty, !s.sleeps.isEmpty else { return nil }
      let chosen = Set(s.memories.map(Int32.init)), sleeps = Set(s.sleeps.map(Int32.init))
      let count = tally.record.replays.count {
        $0.accepted == 1 && sleeps.contains($0.sleep) && chosen.contains($0.memory) && isStage($0.stage, s.words["stage"])
      }
      return Double(count) / Double(chosen.count)
    },
    Measure(
      "acceptance", "share of replay events that the cortex learnt from", keys: [stage, ("sleep", nil)], hasLabel: false,
      needs: nil
    ) { s, tally in
      let sleeps = Set(s.sleeps.map(Int32.init))
      let events = tally.record.replays.filter { sleeps.contains($0.sleep) && isStage($0.stage, s.words["stage"]) }
      return events.isEmpty ? nil : Double(events.count { $0.accepted == 1 }) / Double(events.count)
    },
    Measure(
      "replay_overlap",
      "overlap of accepted replays with the single experience (studied, or incidental while awake) they match best",
      keys: [stage, ("sleep", nil)],
      hasLabel: false,
      needs: nil
    ) { s, tally in
      let sleeps = Set(s.sleeps.map(Int32.init))
      let events = tally.record.replays.filter {
        $0.accepted == 1 && sleeps.contains($0.sleep) && isStage($0.stage, s.words["stage"])
      }
      return events.isEmpty ? nil : events.reduce(0) { $0 + Double($1.overlap) } / Double(events.count)
    },
  ]

  private static func isStage(_ stage: Int32, _ word: String?) -> Bool {
    word == nil || word == "both" || (word == "nrem") == (stage == 0)
  }
}
