import NetworkModels
import NumericalMethods
import Recordings
import Scenarios

/// How the first subject's traces in each store grow and fade while it sleeps, for whoever wants to watch.
extension Life {
  /// Looks taken of one sleep; sleeps watched and looks at a memory at most, since a look costs a retrieval by each store.
  static var looks: Int { 24 }
  private static var mostSleeps: Int { 6 }
  private static var mostLooks: Int { 6000 }

  /// Whether this sleep is watched.
  func isWatched(_ moment: Moment) -> Bool {
    let stores = plan.index.stores.count
    guard isTraced, stores > 0, !moment.studied.isEmpty, Set(record.traces.map(\.sleep)).count < Self.mostSleeps else {
      return false
    }
    return record.traces.count / stores + (Self.looks + 2) * moment.studied.count <= Self.mostLooks
  }

  /// Mean probability of what half a cue leaves out of each memory, by each store alone. All looks use the same cues and noise, so
  /// that what changes is the weights; the sleep's own noise goes on as if nobody had looked.
  func look(_ brain: any MemoryBrain, _ moment: Moment, sleep: Int, at hours: Double) {
    let lesions = plan.index.stores.map { plan.map.lesion($0.alone) ?? .none }
    brain.withNoise(key(.trace, 0)) {
      var random = stream(.trace, 1)
      for memory in moment.studied {
        let cue = memory.partialCue(&random), withheld = cue.unique + cue.shared
        for (store, lesion) in lesions.enumerated() {
          let value = Scoring.mean(brain.answer(to: cue.units, lesion: lesion), withheld)
          record.traces.append(
            TraceSample(
              sleep: Int32(sleep), memory: Int32(memory.id), hours: Float(hours), store: Int32(store), value: value))
        }
      }
    }
  }
}
