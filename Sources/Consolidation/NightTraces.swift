import NetworkModels
import NumericalMethods
import Recordings
import Scenarios

/// How the first subject's traces in each store grow and fade while it sleeps, for whoever wants to watch.
extension Subject {
  /// Looks taken of one sleep; sleeps watched and looks at a memory at most, since a look costs a retrieval by each store.
  static var looks: Int { 24 }
  private static var mostSleeps: Int { 6 }
  private static var mostLooks: Int { 6000 }

  /// Whether this sleep is watched.
  func isWatched(_ brain: Brain<E>) -> Bool {
    let stores = plan.index.stores.count
    guard isTraced, stores > 0, !brain.studied.isEmpty, Set(record.traces.map(\.sleep)).count < Self.mostSleeps else {
      return false
    }
    return record.traces.count / stores + (Self.looks + 2) * brain.studied.count <= Self.mostLooks
  }

  /// Mean probability of what half a cue leaves out of each memory, by each store alone. All looks use the same cues and noise, so
  /// that what changes is the weights; the sleep's own noise goes on as if nobody had looked.
  func look(_ brain: Brain<E>, sleep: Int, at hours: Double) {
    let key = key(.trace, 0), lesions = plan.index.stores.map { LesionName(rawValue: $0.alone)?.lesion ?? [] }
    noise.aside(key) {
      var random = stream(.trace, 1)
      for memory in brain.studied {
        let cue = memory.halfCue(&random), withheld = cue.unique + cue.shared
        for (store, lesion) in lesions.enumerated() {
          let value = Scoring.mean(brain.engine.recall(cue.units, lesion: lesion, workspace), withheld)
          record.traces.append(
            TraceSample(
              sleep: Int32(sleep), memory: Int32(memory.id), hours: Float(hours), store: Int32(store), value: value))
        }
      }
    }
  }
}
