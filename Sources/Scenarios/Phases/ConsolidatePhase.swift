import Declarations

/// Events in which a network of binary units settles from noise and learns from where it ends.
package struct ConsolidatePhase: Declared {
  package var label = ""
  package var events = 1
  package var cycles = 20
  package var learning = 1
  package var held: [String] = []
  package var off: [String] = []
  package var cut: [String] = []
  package var damage: [NamedRate] = []
  package var decoded: [String] = []

  package init() {}

  package static let declaration = Declaration<Self>(
    "consolidate",
    "Consolidation in a network with layers of binary units: in each event random units become active, the network settles, and "
      + "projections with a 'sleep_rate' learn by their 'hebbian' rule from where it ends; then Hebbian weights decay. A decoded pattern is "
      + "replayed where more than .7 of its units are active, and of no other one more.",
    references: ["Murre1996", "Alvarez1994"],
    fields: [
      .name("label", \.label, "name of this stretch in claims and reports", required: true),
      .integer("events", \.events, 1...1_000_000, "how many", source: "convention"),
      .integer("cycles", \.cycles, 0...100_000, "cycles in which an event settles", source: "convention"),
      .integer("learning", \.learning, 0...100_000, "cycles after them, each of which is learnt from", source: "convention"),
      .names("held", \.held, "layers that keep their random units throughout an event", count: 0...64),
      .names("off", \.off, "layers that are switched off", count: 0...64),
      .names("cut", \.cut, "projections that transmit nothing", count: 0...256),
      NamedRate.damage(\.damage),
      .names("decoded", \.decoded, "tasks whose patterns replays are compared with", count: 0...16),
    ])
}

extension ConsolidatePhase: PhaseSettings {
  package static var brain: (any BrainSettings.Type)? { LayeredSettings.self }

  package func unroll(
    _ timeline: inout Timeline, _ path: inout Timeline.Path, _ place: Timeline.Place, _ reader: inout Reader
  ) -> PhaseStep? {
    timeline.check(off: off + held, cut: cut, place.mark, &reader)
    timeline.check(damage: damage, &reader)
    for task in decoded { timeline.check(task: task, off: [], cut: [], place.mark, &reader) }
    if let graded = timeline.graded, !graded.layers.contains(where: { $0.value.binary != nil }) {
      reader.report("nothing settles here: no layer has binary units", at: place.mark, expected: "a layer with 'binary'")
    }
    let states = timeline.addStates(label, place.rounds, ["none"], what: "sleep", place.mark, &path, &reader)
    return PhaseStep(self, number: path.next("autonomous"), states: states)
  }
}
