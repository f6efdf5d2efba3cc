import Declarations

/// A change of a pathway's weights.
package struct WeightsPhase: Declared {
  package var pathway = ""
  package var times = 1.0
  package var isShuffled = false

  package init() {}

  package static let declaration = Declaration<Self>(
    "weights",
    "Multiplies the weights of a plastic pathway, or deals them out anew among its synapses: the same weights, no structure.",
    references: ["Ecker2022"],
    fields: [
      .name("pathway", \.pathway, "which pathway; it must be plastic or have 'weights'", required: true),
      .number("times", \.times, .number, 0...1000, "factor", source: "convention"),
      .flag("shuffled", \.isShuffled, "whether they are shuffled: a negative control"),
    ])
}
