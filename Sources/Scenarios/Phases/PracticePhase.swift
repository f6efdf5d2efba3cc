import Declarations

/// Retrieval practice: what is recalled is learnt again, right or wrong.
package struct PracticePhase: Declared {
  package var materials: [String] = []
  package var groups: [String] = []
  package var rounds = 1
  package var strength = 0.1

  package init() {}

  package static let declaration = Declaration<Self>(
    "practice",
    "Retrieval practice without feedback: each item is cued by half of its features, and what comes back is learnt as an experience.",
    references: ["RoedigerKarpicke2006"],
    fields: [
      .names("materials", \.materials, "what is practised", required: true),
      .names("groups", \.groups, "only the items of these groups"),
      .integer("rounds", \.rounds, 1...10_000, "retrievals of every item"),
      .number(
        "strength", \.strength, .number, 0...100,
        "multiplies the learning rates; strong practice of weak memories makes families run together", source: "fit"),
    ])
}

extension PracticePhase: PhaseSettings {
  package var needs: [Ability] { [.items] }

  package func unroll(
    _ timeline: inout Timeline, _ path: inout Timeline.Path, _ place: Timeline.Place, _ reader: inout Reader
  ) -> PhaseStep? {
    timeline.check(materials, groups, at: place.mark, &reader)
    for name in materials where timeline.material(name) != nil && !path.studied.contains(name) {
      reader.report("'\(name)' is practised before it is studied", at: place.mark, expected: "a study of '\(name)' before")
    }
    return PhaseStep(self, number: path.next("practice"))
  }
}
