import NetworkModels
import NumericalMethods
import Recordings
import Scenarios

<<<<<<< HEAD:Sources/Consolidation/Lives/NightTraces.swift
/// How the first subject's traces in hippocampus and cortex grow and fade while it sleeps, for whoever wants to watch.
extension Life {
  /// Looks taken of one sleep; sleeps watched and rows kept at most, since a look costs two retrievals of every memory.
=======
/// How the first subject's traces in each store grow and fade while it sleeps, for whoever wants to watch.
extension Subject {
  /// Looks taken of one sleep; sleeps watched and looks at a memory at most, since a look costs a retrieval by each store.
>>>>>>> stores:Sources/Consolidation/NightTraces.swift
  static var looks: Int { 24 }
  private static var mostSleeps: Int { 6 }
  private static var mostLooks: Int { 6000 }

  /// Whether this sleep is watched.
<<<<<<< HEAD:Sources/Consolidation/Lives/NightTraces.swift
  func isWatched(_ moment: Moment) -> Bool {
    guard isTraced, !moment.studied.isEmpty, Set(record.traces.map(\.sleep)).count < Self.mostSleeps else { return false }
    return record.traces.count + (Self.looks + 2) * moment.studied.count <= Self.mostRows
=======
  func isWatched(_ brain: Brain<E>) -> Bool {
    let stores = plan.index.stores.count
    guard isTraced, stores > 0, !brain.studied.isEmpty, Set(record.traces.map(\.sleep)).count < Self.mostSleeps else {
      return false
    }
    return record.traces.count / stores + (Self.looks + 2) * brain.studied.count <= Self.mostLooks
>>>>>>> stores:Sources/Consolidation/NightTraces.swift
  }

  /// Mean probability of what half a cue leaves out of each memory, by each store alone. All looks use the same cues and noise, so
  /// that what changes is the weights; the sleep's own noise goes on as if nobody had looked.
<<<<<<< HEAD:Sources/Consolidation/Lives/NightTraces.swift
  func look(_ brain: any MemoryBrain, _ moment: Moment, sleep: Int, at hours: Double) {
    let key = key(.trace, 0)
    brain.withNoise(key) {
=======
  func look(_ brain: Brain<E>, sleep: Int, at hours: Double) {
    let key = key(.trace, 0), lesions = plan.index.stores.map { LesionName(rawValue: $0.alone)?.lesion ?? [] }
    noise.aside(key) {
>>>>>>> stores:Sources/Consolidation/NightTraces.swift
      var random = stream(.trace, 1)
      for memory in moment.studied {
        let cue = memory.halfCue(&random), withheld = cue.unique + cue.shared
<<<<<<< HEAD:Sources/Consolidation/Lives/NightTraces.swift
        func strength(_ lesion: Lesion) -> Float {
          Scoring.mean(brain.answer(to: cue.units, lesion: lesion), withheld)
        }
        record.traces.append(
          TraceSample(
            sleep: Int32(sleep), memory: Int32(memory.id), hours: Float(hours),
            hippocampus: strength(plan.map.lesion("cortex") ?? .none),
            cortex: strength(plan.map.lesion("hippocampus") ?? .none)))
=======
        for (store, lesion) in lesions.enumerated() {
          let value = Scoring.mean(brain.engine.recall(cue.units, lesion: lesion, workspace), withheld)
          record.traces.append(
            TraceSample(
              sleep: Int32(sleep), memory: Int32(memory.id), hours: Float(hours), store: Int32(store), value: value))
        }
>>>>>>> stores:Sources/Consolidation/NightTraces.swift
      }
    }
  }
}
