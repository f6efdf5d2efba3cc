import Declarations
import NetworkModels

extension AutonomousSleep: PhaseSettings {
  package static var brain: (any BrainSettings.Type)? { LayeredSettings.self }

  package func unroll(
    _ timeline: inout Timeline, _ path: inout Timeline.Path, _ place: Timeline.Place, _ reader: inout Reader
  ) -> PhaseStep? {
    timeline.check(off: off + listened, cut: cut, place.mark, &reader)
    for task in decoded { timeline.check(task: task, off: [], cut: [], place.mark, &reader) }
    let states = timeline.addStates(label, place.rounds, ["none"], what: "sleep", place.mark, &path, &reader)
    return PhaseStep(self, number: path.next("autonomous"), states: states)
  }
}
