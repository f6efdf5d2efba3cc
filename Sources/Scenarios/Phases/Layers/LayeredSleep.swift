import Declarations
import NetworkModels

/// A stretch of one stage of sleep in a network of layers, said in full.
package struct LayeredSleep: Declared {
  package enum Stage: String, CaseIterable, Sendable {
    case nrem, rem
  }

  package var label = ""
  package var stage: Stage?
  package var events = 1
  package var lesion = LesionSettings()
  package var decoded: [String] = []
  package var autonomous: AutonomousSleep?
  package var settling: ConsolidationEvent?
  package var rehearsal: Rehearsal?

  package init() {}

  package static let declaration = Declaration<Self>(
    "sleep said in full",
    "What only networks of layers have in a sleep: its stage, and what a replay event is, instead of what the brain's own 'sleep' says. It takes no "
      + "time, and nothing is learnt but by its events.",
    references: ["Singh2022", "Murre1996", "Norman2005"],
    fields: [
      .name("label", \.label, "name of this stretch in claims and reports"),
      Field("stage", "which stage it is", form: Stage.form) { reader, node, root in
        if let word = reader.word(node, among: Stage.words) { root.stage = Stage(rawValue: word) }
      } show: {
        $0.stage.map { .text($0.rawValue) }
      },
      .integer(
        "events", \.events, 1...1_000_000, "how many events; of autonomous sleep, one without a break", source: "convention"),
      LesionSettings.field(\.lesion),
      .names("decoded", \.decoded, "materials whose items replays are compared with", count: 0...16),
      .nested("autonomous", \.autonomous, "the network wanders from attractor to attractor"),
      .nested("settling", \.settling, "binary units settle from noise"),
      .nested("rehearsal", \.rehearsal, "trials that begin in noise"),
    ])
}

extension LayeredSleep.Stage: Word {
  package var summary: String {
    switch self {
    case .nrem: "NREM sleep: the hippocampus takes part"
    case .rem: "REM sleep: the cortex is alone"
    }
  }
}

extension LayeredSleep: PhaseSettings {
  package static var brain: (any BrainSettings.Type)? { LayeredSettings.self }

  package func unroll(
    _ timeline: inout Timeline, _ path: inout Timeline.Path, _ place: Timeline.Place, _ reader: inout Reader
  ) -> PhaseStep? {
    if stage == nil {
      reader.report(
        "a sleep with events of its own that says no stage", at: place.mark, expected: "'stage: nrem' or 'stage: rem'")
    }
    LayeredStage.check([autonomous != nil, settling != nil, rehearsal != nil], place.mark, &reader)
    timeline.check(lesion, &reader)
    for name in (autonomous?.listened ?? []) + (settling?.held ?? []) {
      _ = timeline.layered?.layer(name, at: place.mark, &reader)
    }
    for name in decoded { timeline.checkTrials(name, place.mark, &reader) }
    if settling != nil, let layered = timeline.layered, !layered.layers.contains(where: { $0.value.binary != nil }) {
      reader.report("nothing settles here: no layer has binary units", at: place.mark, expected: "a layer with 'binary'")
    }
    if rehearsal?.rule == .oscillating { timeline.checkOscillation(\.sleepRate, place.mark, &reader) }
    let states = timeline.addStates(label, isNeeded: false, place.rounds, ["none"], what: "sleep", place.mark, &path, &reader)
    return PhaseStep(self, number: path.next("autonomous"), states: states)
  }
}
