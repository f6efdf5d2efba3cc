import NetworkModels
import NumericalMethods
import Recordings

/// How the first subject's traces in hippocampus and cortex grow and fade while it sleeps, for whoever wants to watch.
extension Life {
  /// Looks taken of one sleep; sleeps watched and rows kept at most, since a look costs two retrievals of every memory.
  static var looks: Int { 24 }
  private static var mostSleeps: Int { 6 }
  private static var mostRows: Int { 6000 }

  /// Whether this sleep is watched.
  func isWatched(_ moment: Moment) -> Bool {
    guard isTraced, !moment.studied.isEmpty, Set(record.traces.map(\.sleep)).count < Self.mostSleeps else { return false }
    return record.traces.count + (Self.looks + 2) * moment.studied.count <= Self.mostRows
  }

  /// Mean probability of what half a cue leaves out of each memory, by each store alone. All looks use the same cues and noise, so
  /// that what changes is the weights; the sleep's own noise goes on as if nobody had looked.
  func look(_ brain: any MemoryBrain, _ moment: Moment, sleep: Int, at hours: Double) {
    let key = key(.trace, 0)
    brain.withNoise(key) {
      var random = stream(.trace, 1)
      for memory in moment.studied {
        let cue = memory.halfCue(&random), withheld = cue.unique + cue.shared
        func strength(_ lesion: Lesion) -> Float {
          Scoring.mean(brain.answer(to: cue.units, lesion: lesion), withheld)
        }
        record.traces.append(
          TraceSample(
            sleep: Int32(sleep), memory: Int32(memory.id), hours: Float(hours),
            hippocampus: strength(plan.map.lesion("cortex") ?? .none),
            cortex: strength(plan.map.lesion("hippocampus") ?? .none)))
      }
    }
  }
}
