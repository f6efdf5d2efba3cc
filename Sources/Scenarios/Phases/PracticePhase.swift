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
