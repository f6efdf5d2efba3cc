import Declarations

/// Short-term depression and facilitation: an arrival releases a share u of what is left.
package struct ShortTerm: Sendable, Equatable {
  package var fraction = 0.5
  package var facilitation = 0.0
  package var recovery = 800.0

  package init() {}
}

extension ShortTerm: Declared {
  package static let declaration = Declaration<Self>(
    "short_term", "Short-term depression and facilitation of all synapses of a presynaptic neuron.",
    equation:
      "u' = −u/facilitation, x' = (1 − x)/recovery; at an arrival u += fraction (1 − u), weight · u x is delivered, x −= u x",
    references: ["Tsodyks1998"],
    fields: [
      .number("fraction", \.fraction, .fraction, 0...1, "share that a rested synapse releases", source: "Tsodyks1998"),
      .number(
        "facilitation", \.facilitation, .duration, 0...100_000, "how long use stays raised; 0 ms: not", source: "Tsodyks1998"),
      .number(
        "recovery", \.recovery, .duration, 0...100_000, "how long resources take to return; 0 ms: none", source: "Tsodyks1998"),
    ])
}
