import Recordings

/// What reports say of who replays in sleep, and who learns from it: of hippocampus and cortex by name, of other brains in general.
struct ReplayWords {
  private let isOfHippocampus: Bool

  init(_ index: Index) { isOfHippocampus = index.stores.map(\.name) == ["hippocampus", "cortex"] }

  /// After "events" or "replays".
  var learnt: String { isOfHippocampus ? "that the cortex learnt from" : "that were learnt from" }
  var rate: String { isOfHippocampus ? "the cortex's learning rate" : "the learning rate" }
  var replay: String { isOfHippocampus ? "replay (hippocampus and cortex)" : "replay (NREM)" }
  var rehearsal: String { isOfHippocampus ? "rehearsal (cortex alone)" : "rehearsal (REM)" }
  /// For a key of colours.
  var replayKey: String { isOfHippocampus ? "replay, hippocampus and cortex (NREM)" : replay }
  var rehearsalKey: String { isOfHippocampus ? "rehearsal, cortex alone (REM)" : rehearsal }
  /// After "replayed … times" and "rehearsed".
  var replayed: String { isOfHippocampus ? " with the cortex listening" : "" }
  var rehearsed: String { isOfHippocampus ? " by the cortex alone" : "" }
  /// What the colours of events mean.
  var colours: String {
    isOfHippocampus
      ? "Replays are orange where hippocampus and cortex replay together, blue where the cortex rehearses alone, grey where nothing was learnt from."
      : "Replays are orange in NREM sleep, blue in REM sleep, grey where nothing was learnt from."
  }
}
