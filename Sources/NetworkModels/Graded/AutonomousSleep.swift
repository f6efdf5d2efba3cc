import Declarations

/// A network left to itself: it wanders from attractor to attractor and learns from each as it becomes unstable.
package struct AutonomousSleep: Sendable, Equatable {
  package var cycles = 300
  package var listened: [String] = []
  package var depression = SynapticDepression()
  package var isDepressed = true
  package var isOscillating = true
  package var period = 50.0
  package var stable = 0.999965
  package var gap = 0.0025
  package var plusCycles = 5
  package var leastActivity = 0.0
  package var reviveBelow = 0.0
  package var rule = SleepRule.contrastive

  package init() {}

  /// Stability below which a minus phase ends.
  package var unstable: Double { stable - gap }
}

/// What is learnt from a plus and a minus phase.
package enum SleepRule: String, Word {
  case contrastive
  case hebbian

  package var summary: String {
    switch self {
    case .contrastive: "towards the plus phase and away from the minus phase"
    case .hebbian: "towards the plus phase only"
    }
  }
}

extension AutonomousSleep: Declared {
  package static let declaration = Declaration<Self>(
    "autonomous",
    "Leaves a network of layers to itself: activations begin as noise and wander from attractor to attractor, because synapses tire and "
      + "inhibition oscillates; as an attractor becomes unstable, projections with a sleep_rate learn.",
    equation:
      "e = ⟨s r⟩ in the plus phase − ⟨s r⟩ in the minus phase, Δl = sleep_rate e (1 − l where positive, else l); plus: stability ≥ stable for "
      + "plus_cycles, until it falls below; minus: from then until it falls below stable − gap",
    references: ["Singh2022"],
    fields: [
      .integer("cycles", \.cycles, 1...100_000_000, "how long an event is", source: "convention"),
      .nested("depression", \.depression, "short-term depression of every synapse"),
      .flag("depressed", \.isDepressed, "whether synapses tire", source: "Singh2022"),
      .flag("oscillating", \.isOscillating, "whether inhibition oscillates (see 'oscillation' of layers)", source: "Singh2022"),
      .number("period", \.period, .number, 2...100_000, "of that oscillation (cycles)", source: "Singh2022"),
      .number(
        "stable", \.stable, .number, 0...1,
        "stability, the mean over layers of the correlation of activations in successive cycles, from which a plus phase begins",
        source: "Singh2022"),
      .number("gap", \.gap, .number, 0...1, "a minus phase ends this far below it", source: "Singh2022"),
      .integer("plus_cycles", \.plusCycles, 1...1000, "stable cycles before a plus phase", source: "Singh2022"),
      .number(
        "least_activity", \.leastActivity, .number, 0...1_000_000,
        "a layer whose activations sum up to less counts as unstable", source: "Singh2022"),
      .number(
        "revive_below", \.reviveBelow, .number, 0...1,
        "stability below which activations become noise again for the first 5 of every 50 cycles; 0: a network that falls silent stays so",
        source: "Singh2022"),
      .names("listened", \.listened, "layers whose stability counts; all that are not off if none is named", count: 0...64),
      .word("rule", \.rule, "what is learnt from the two phases", source: "Singh2022"),
    ])
}
