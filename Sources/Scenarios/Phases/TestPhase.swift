import Declarations

/// A test of a network of layers on a task; nothing is learnt.
package struct TestPhase: Declared {
  package var label = ""
  package var task = ""
  package var part = ""
  package var off: [String] = []
  package var cut: [String] = []
  package var damage: [NamedRate] = []

  package init() {}

  package static let declaration = Declaration<Self>(
    "test",
    "Tests a network of layers on all test trials of a task: what it answers, and how similar its layers' activations are between items.",
    references: ["Ketz2013"],
    fields: [
      .name("label", \.label, "name of this test in claims and reports", required: true),
      .name("task", \.task, "which task", required: true),
      .name("part", \.part, "part of the task that is tested; without it, the whole"),
      .names("off", \.off, "layers that are switched off: a lesion", count: 0...64),
      .names("cut", \.cut, "projections that transmit nothing", count: 0...256),
      NamedRate.damage(\.damage),
    ])
}

extension TestPhase: PhaseSettings {
  package static var brain: (any BrainSettings.Type)? { LayeredSettings.self }

  package func unroll(
    _ timeline: inout Timeline, _ path: inout Timeline.Path, _ place: Timeline.Place, _ reader: inout Reader
  ) -> PhaseStep? {
    timeline.check(task: task, part: part, off: off, cut: cut, place.mark, &reader)
    timeline.check(damage: damage, &reader)
    return PhaseStep(self, states: timeline.addStates(label, place.rounds, ["none"], what: "test", place.mark, &path, &reader))
  }
}
