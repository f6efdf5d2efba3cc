import Declarations

/// Random experiences at once: interference without the time that waking hours take.
package struct DistractPhase: Declared {
  package var episodes = 20
  package var strength = 0.3

  package init() {}

  package static let declaration = Declaration<Self>(
    "distract",
    "Random experiences, one after the other and at once: interference by new learning, without the decay that time brings.",
    references: ["Wixted2004"],
    fields: [
      .integer("episodes", \.episodes, 1...100_000, "how many random patterns", noun: "episodes", source: "convention"),
      .number("strength", \.strength, .number, 0...100, "how strongly each is stored (an incidental episode: 0.3)", source: "fit"),
    ])
}

extension DistractPhase: PhaseSettings {
  package var needs: [Ability] { [.items] }

  package func unroll(
    _ timeline: inout Timeline, _ path: inout Timeline.Path, _ place: Timeline.Place, _ reader: inout Reader
  ) -> PhaseStep? { PhaseStep(self, number: path.next("distract")) }
}
