import Declarations

/// Weights that grow where sender and receiver are active together, and shrink where the sender is alone.
package struct HebbianRule: Sendable, Equatable {
  package var loss = 0.0
  package var decay = 0.0
  package var start = 0.0
  package var least = 0.0
  package var largest = 1.0

  package init() {}
}

extension HebbianRule: Declared {
  package static let declaration = Declaration<Self>(
    "hebbian",
    "Hebbian learning in place of contrastive: linear weights that add up, times the projection's 'absolute', without division by the "
      + "number of senders. 'rate' holds awake, 'sleep_rate' in 'consolidate'.",
    equation: "Δw = rate (s r − loss s (1 − r)), w in least…largest; in every event of consolidation w becomes (1 − decay) w",
    references: ["Murre1996", "Alvarez1994"],
    fields: [
      .number(
        "loss", \.loss, .number, 0...1000, "decrease where only the sender is active, relative to the increase",
        source: "Murre1996"),
      .number(
        "decay", \.decay, .fraction, 0...1, "share of a weight that an event of consolidation takes", source: "Alvarez1994"),
      .number("start", \.start, .number, -1000...1000, "weights at the beginning", source: "convention"),
      .number("least", \.least, .number, -1000...1000, "smallest weight", source: "convention"),
      .number("largest", \.largest, .number, -1000...1000, "largest weight", source: "convention"),
    ])
}
