import Declarations

/// Stochastic gradient descent in a feed-forward network.
package struct Backpropagation: Sendable, Equatable {
  package var rate = 0.1
  package var momentum = 0.5
  package var dropout = 0.25
  package var batch = 100

  package init() {}
}

extension Backpropagation: Declared {
  package static let declaration = Declaration<Self>(
    "backpropagation",
    "Stochastic gradient descent on the squared error of rectified outputs, in mini-batches, with momentum and dropout of hidden units.",
    equation:
      "m ← momentum m + rate ⟨∂E/∂w⟩, w ← w − m, E = ½ Σ (y − target)²; a hidden unit that is kept counts 1/(1 − dropout)",
    references: ["Tadros2022"],
    fields: [
      .number("rate", \.rate, .number, 0...10, "learning rate", source: "Tadros2022"),
      .number("momentum", \.momentum, .fraction, 0...0.999, "share of the last change that is kept", source: "Tadros2022"),
      .number("dropout", \.dropout, .fraction, 0...0.99, "share of hidden units that a batch leaves out", source: "Tadros2022"),
      .integer("batch", \.batch, 1...1000, "examples of a mini-batch", source: "Tadros2022"),
    ])
}
