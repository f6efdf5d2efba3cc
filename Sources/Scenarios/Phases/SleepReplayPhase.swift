import Declarations
import NetworkModels

/// Sleep of a feed-forward network.
package struct SleepReplayPhase: Declared {
  package var label = ""
  package var steps = 1000
  package var input = ReplayInput.meanImage
  package var isLearning = true

  package init() {}

  package static let declaration = Declaration<Self>(
    "sleep_replay", "A feed-forward network sleeps: sleep replay consolidation, as 'replay' of the network says.",
    references: ["Tadros2022"],
    fields: [
      .name("label", \.label, "name of this sleep in claims and reports", required: true),
      .integer("steps", \.steps, 1...1_000_000, "time steps", source: "convention"),
      .word("input", \.input, "what makes input units spike", source: "Tadros2022"),
      .flag("learning", \.isLearning, "whether spikes change weights; if not, a control"),
    ])
}

extension SleepReplayPhase: PhaseSettings {
  package static var brain: (any BrainSettings.Type)? { FeedForwardSettings.self }

  package func unroll(
    _ timeline: inout Timeline, _ path: inout Timeline.Path, _ place: Timeline.Place, _ reader: inout Reader
  ) -> PhaseStep? {
    if path.trained.isEmpty {
      reader.report("a sleep before anything is learnt", at: place.mark, expected: "'backpropagate' before it")
    }
    let states = timeline.addStates(label, place.rounds, ["none"], what: "sleep", place.mark, &path, &reader)
    return PhaseStep(self, number: path.next("autonomous"), states: states)
  }
}
