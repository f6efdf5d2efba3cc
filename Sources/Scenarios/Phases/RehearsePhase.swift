import Declarations
import NetworkModels

extension Rehearsal: PhaseSettings {
  package static var brain: (any BrainSettings.Type)? { LayeredSettings.self }

  package func unroll(
    _ timeline: inout Timeline, _ path: inout Timeline.Path, _ place: Timeline.Place, _ reader: inout Reader
  ) -> PhaseStep? {
    timeline.check(off: off, cut: cut, place.mark, &reader)
    for task in decoded { timeline.check(task: task, off: [], cut: [], place.mark, &reader) }
    if rule == .oscillating { timeline.checkOscillation(\.sleepRate, place.mark, &reader) }
    let states = timeline.addStates(label, place.rounds, ["none"], what: "rehearsal", place.mark, &path, &reader)
    return PhaseStep(self, number: path.next("autonomous"), states: states)
  }
}
