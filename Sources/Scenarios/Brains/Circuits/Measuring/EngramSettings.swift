import Declarations

/// Neurons that a stimulus makes fire, and what brings them back.
package struct EngramSettings: Declared, Equatable {
  package var populations: [String] = []
  package var rate = 10.0
  package var recalled = 10.0

  package init() {}

  package static let declaration = Declaration<Self>(
    "engrams",
    "Engram cells of each stimulus: the neurons whose mean rate while it is shown exceeds a threshold. The engrams of the first stretch in "
      + "which they are looked for are what later ones recall: a stimulus recalls an engram whose cells fire at a mean rate above another "
      + "threshold.",
    references: ["Tome2022"],
    fields: [
      .names("populations", \.populations, "where they are looked for", count: 1...64, required: true),
      .number("rate", \.rate, .frequency, 0...1000, "above which a neuron is an engram cell", source: "convention"),
      .number("recalled", \.recalled, .frequency, 0...1000, "mean rate above which an engram is recalled", source: "convention"),
    ])
}
