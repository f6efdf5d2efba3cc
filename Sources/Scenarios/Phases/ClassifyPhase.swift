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
