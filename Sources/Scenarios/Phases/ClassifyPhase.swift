import Declarations

/// A test of a feed-forward network on all test examples; nothing is learnt.
package struct ClassifyPhase: Declared {
  package var label = ""

  package init() {}

  package static let declaration = Declaration<Self>(
    "classify", "Tests a feed-forward network on the test examples of all tasks: an answer is one of all ten digits.",
    references: ["Tadros2022"],
    fields: [.name("label", \.label, "name of this test in claims and reports", required: true)])
}

extension ClassifyPhase: PhaseSettings {
  package static var brain: (any BrainSettings.Type)? { FeedForwardSettings.self }

  package func unroll(
    _ timeline: inout Timeline, _ path: inout Timeline.Path, _ place: Timeline.Place, _ reader: inout Reader
  ) -> PhaseStep? {
    PhaseStep(self, states: timeline.addStates(label, place.rounds, ["none"], what: "test", place.mark, &path, &reader))
  }
}
