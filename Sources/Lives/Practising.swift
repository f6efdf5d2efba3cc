import NetworkModels
import Scenarios

extension PracticePhase: MemoryPhase {
  func live(_ life: Life, _ brain: inout any MemoryBrain, _ moment: inout Moment, _ step: PhaseStep) {
    life.practice(&brain, self, step.number)
  }
}

extension Life {
  /// Retrieval practice: what comes back (the cue, then the likeliest with p ≥ ½, as many as an experience has) is learnt as an experience.
  func practice(_ brain: inout any MemoryBrain, _ phase: PracticePhase, _ number: Int) {
    brain.startNoise(key(.practice, 2 * number))
    var random = stream(.practice, 2 * number + 1)
    for _ in 0..<phase.rounds {
      for memory in random.shuffled(memories(of: phase.materials, groups: phase.groups)) {
        let cue = memory.partialCue(&random)
        let p = brain.answer(to: cue.units, lesion: .none)
        let cued = Set(cue.units)
        let recalled = p.indices.filter { p[$0] >= 0.5 && !cued.contains(Int32($0)) }.sorted { (p[$1], $0) < (p[$0], $1) }
        let room = max(surface.active, memory.units.count) - cue.units.count
        let units = (cue.units + recalled.prefix(room).map { Int32($0) }).sorted()
        brain.practise(Presentation(units: units, strength: phase.strength), cue: cue.units)
      }
    }
  }
}
