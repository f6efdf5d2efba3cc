import Declarations

/// Hebbian, homeostatic, heterosynaptic and non-Hebbian plasticity that together keep assemblies: triplets strengthen, arrivals weaken the
/// more the more the neuron has fired lately, each spike pulls all weights towards their references, each arrival adds a little, and the
/// references slowly follow the weights into one of two states.
package struct OrchestratedPlasticity: Sendable, Equatable {
  package var rate = 0.001
  package var potentiationTime = 20.0
  package var slowSpikeTime = 100.0
  package var depressionTime = 20.0
  package var averagingTime = 600_000.0
  /// Hz.
  package var target = 10.0
  package var heterosynaptic = 50.0
  package var transmitter = 0.02
  package var consolidationTime = 1_200_000.0
  package var depth = 0.1
  package var lowState = 0.0
  package var barrier = 0.25
  package var highState = 0.5

  package init() {}

  var rule: PlasticityRule {
    var rule = PlasticityRule()
    (rule.arrivalFast, rule.spikeFast, rule.spikeSlow) = (potentiationTime, depressionTime, slowSpikeTime)
    rule.spikeTriplet = rate
    // Potentiation and depression by independent spikes cancel where the neuron fires, and has fired, at the target.
    rule.arrivalPair = -rate * potentiationTime * slowSpikeTime / depressionTime / 1000 / target
    rule.arrival = rate * transmitter
    rule.reference = ReferenceWeights(
      averagingTime: averagingTime, startRate: target, pull: rate * heterosynaptic, consolidationTime: consolidationTime,
      depth: depth, lowState: lowState, barrier: barrier, highState: highState)
    return rule
  }
}

/// The part of a rule that goes by reference weights (see `engram_plasticity`): times in ms.
package struct ReferenceWeights: Sendable, Equatable {
  package var averagingTime: Double
  /// What neurons are taken to have fired at before the beginning (Hz).
  package var startRate: Double
  package var pull: Double
  package var consolidationTime: Double
  package var depth: Double
  package var lowState: Double
  package var barrier: Double
  package var highState: Double
  /// How often references are brought up to date.
  package static let interval = 100.0
}

extension OrchestratedPlasticity: Declared {
  package static let declaration = Declaration<Self>(
    "orchestrated_plasticity",
    "Triplet potentiation, depression that grows with the square of the neuron's mean rate, a pull towards reference weights at each spike, "
      + "growth at each arrival, and references that follow their weights slowly and fall into one of two states. All-to-all traces r1 "
      + "(arrivals), o1 and o2 (spikes); the mean rate begins at the target, references at the weights.",
    equation: "spike: w += rate (r1 o2 − min(1/rate, heterosynaptic o1³) (w − w̃)); "
      + "arrival: w −= rate (potentiation_time slow_spike_time/depression_time · mean rate²/target · o1 − transmitter), times in s; "
      + "averaging_time · (mean rate)' = spikes − mean rate; "
      + "consolidation_time w̃' = (w − w̃) + depth (low_state − w̃)(barrier − w̃)(high_state − w̃): where w follows w̃, "
      + "low_state and high_state are stable and barrier is not",
    references: ["Zenke2015", "Tome2022"],
    fields: [
      .number("rate", \.rate, .number, 0...1e6, "of learning", source: "Tome2022"),
      .number("potentiation_time", \.potentiationTime, .duration, 0.1...10_000, "of r1", source: "Zenke2015"),
      .number("slow_spike_time", \.slowSpikeTime, .duration, 0.1...10_000, "of o2", source: "Zenke2015"),
      .number("depression_time", \.depressionTime, .duration, 0.1...10_000, "of o1", source: "Zenke2015"),
      .number("averaging_time", \.averagingTime, .duration, 100...100_000_000, "of the mean rate", source: "Tome2022"),
      .number(
        "target", \.target, .frequency, 0.01...1000, "rate at which potentiation and depression cancel", source: "Tome2022"),
      .number("heterosynaptic", \.heterosynaptic, .number, 0...1e6, "pull of a spike towards the reference", source: "Tome2022"),
      .number("transmitter", \.transmitter, .number, 0...1e6, "growth at an arrival", source: "Tome2022"),
      .number(
        "consolidation_time", \.consolidationTime, .duration, 10_000...1_000_000_000, "of the reference", source: "Tome2022"),
      .number("depth", \.depth, .number, 0...1000, "of the two states' basins", source: "Tome2022"),
      .number("low_state", \.lowState, .number, -1e4...1e4, "stable reference", source: "Tome2022"),
      .number("barrier", \.barrier, .number, -1e4...1e4, "reference between them that is not stable", source: "Tome2022"),
      .number("high_state", \.highState, .number, -1e4...1e4, "stable reference", source: "Tome2022"),
    ])
}
