import Analysis
import Recordings

/// What reports say of who replays in sleep, and who learns from it: by the names of stores where some replay together in NREM sleep and
/// some of these alone in REM sleep, else in general.
struct ReplayWords {
  /// "hippocampus and cortex", "cortex".
  private let together, alone: String?

  init(_ index: Index) {
    func stores(_ parts: [Int]) -> [Int] {
      index.stores.indices.filter { store in parts.contains { index.network.stores[$0] == store } }
    }
    func words(_ stores: [Int]) -> String { Results.list(stores.map { PartName.title(index.stores[$0].name) }) }
    let replay = stores(index.network.replay), rehearsal = stores(index.network.rehearsal)
    let isPart = !rehearsal.isEmpty && rehearsal.count < replay.count && rehearsal.allSatisfy(replay.contains)
    (together, alone) = isPart ? (words(replay), words(rehearsal)) : (nil, nil)
  }

  /// After "events" or "replays".
  var learnt: String { alone.map { "that the \($0) learnt from" } ?? "that were learnt from" }
  var rate: String { alone.map { "the \($0)'s learning rate" } ?? "the learning rate" }
  var replay: String { "replay (\(together ?? "NREM"))" }
  var rehearsal: String { "rehearsal (\(alone.map { "\($0) alone" } ?? "REM"))" }
  /// For a key of colours.
  var replayKey: String { together.map { "replay, \($0) (NREM)" } ?? replay }
  var rehearsalKey: String { alone.map { "rehearsal, \($0) alone (REM)" } ?? rehearsal }
  /// After "replayed … times" and "rehearsed".
  var replayed: String { alone.map { " with the \($0) listening" } ?? "" }
  var rehearsed: String { alone.map { " by the \($0) alone" } ?? "" }
  /// What the colours of events mean.
  var colours: String {
    guard let together, let alone else {
      return "Replays are orange in NREM sleep, blue in REM sleep, grey where nothing was learnt from."
    }
    return
      "Replays are orange where \(together) replay together, blue where the \(alone) rehearses alone, grey where nothing was learnt from."
  }
}
