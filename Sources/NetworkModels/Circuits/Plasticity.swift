import Declarations

/// Rates and traces of a rule in the one form that the kernels know (see `engram_plasticity`): times in ms, 0 where there is no trace.
package struct PlasticityRule: Sendable, Equatable {
  package var arrivalFast = 0.0
  package var arrivalSlow = 0.0
  package var spikeFast = 0.0
  package var spikeSlow = 0.0
  package var arrival = 0.0
  package var arrivalPair = 0.0
  package var arrivalTriplet = 0.0
  package var spike = 0.0
  package var spikePair = 0.0
  package var spikeTriplet = 0.0
  package var reference: ReferenceWeights?

  package init() {}
}

/// How weights change. All-to-all: each arrival of a presynaptic spike meets all spikes before it and the reverse, by decaying traces.
/// An arrival at the time of a spike comes after it.
package enum Plasticity: Sendable, Equatable {
  case pair(PairSTDP)
  case triplet(TripletSTDP)
  case symmetric(SymmetricSTDP)
  case inhibitory(InhibitoryPlasticity)
  case orchestrated(OrchestratedPlasticity)

  package var rule: PlasticityRule {
    switch self {
    case .pair(let rule): rule.rule
    case .triplet(let rule): rule.rule
    case .symmetric(let rule): rule.rule
    case .inhibitory(let rule): rule.rule
    case .orchestrated(let rule): rule.rule
    }
  }
}

/// Pair rule: an arrival before a spike strengthens, after it weakens.
package struct PairSTDP: Sendable, Equatable {
  package var potentiation = 0.01
  package var depression = 0.01
  package var potentiationTime = 20.0
  package var depressionTime = 20.0

  package init() {}

  var rule: PlasticityRule {
    var rule = PlasticityRule()
    (rule.arrivalFast, rule.spikeFast) = (potentiationTime, depressionTime)
    (rule.spikePair, rule.arrivalPair) = (potentiation, -depression)
    return rule
  }
}

/// Triplet rule.
package struct TripletSTDP: Sendable, Equatable {
  package var pairPotentiation = 5e-10
  package var tripletPotentiation = 6.2e-3
  package var pairDepression = 7e-3
  package var tripletDepression = 2.3e-4
  package var potentiationTime = 16.8
  package var slowArrivalTime = 101.0
  package var depressionTime = 33.7
  package var slowSpikeTime = 125.0

  package init() {}

  var rule: PlasticityRule {
    var rule = PlasticityRule()
    (rule.arrivalFast, rule.arrivalSlow) = (potentiationTime, slowArrivalTime)
    (rule.spikeFast, rule.spikeSlow) = (depressionTime, slowSpikeTime)
    (rule.arrivalPair, rule.arrivalTriplet) = (-pairDepression, -tripletDepression)
    (rule.spikePair, rule.spikeTriplet) = (pairPotentiation, tripletPotentiation)
    return rule
  }
}

/// Symmetric rule: spikes close in time strengthen in either order.
package struct SymmetricSTDP: Sendable, Equatable {
  package var potentiation = 0.08
  package var time = 62.5

  package init() {}

  var rule: PlasticityRule {
    var rule = PlasticityRule()
    (rule.arrivalFast, rule.spikeFast) = (time, time)
    (rule.arrivalPair, rule.spikePair) = (potentiation, potentiation)
    return rule
  }
}

/// Inhibitory rule: spikes close in time strengthen, each arrival weakens, so that the postsynaptic rate comes near a target.
package struct InhibitoryPlasticity: Sendable, Equatable {
  package var rate = 0.01
  package var time = 20.0
  /// Hz.
  package var target = 3.0

  package init() {}

  var rule: PlasticityRule {
    var rule = PlasticityRule()
    (rule.arrivalFast, rule.spikeFast) = (time, time)
    (rule.arrivalPair, rule.spikePair) = (rate, rate)
    rule.arrival = -rate * 2 * target * time / 1000
    return rule
  }
}

extension PairSTDP: Declared {
  package static let declaration = Declaration<Self>(
    "pair_stdp", "Pair rule: an arrival before a spike strengthens, after it weakens.",
    equation: "Δw = potentiation exp(−Δt/potentiation_time) for Δt > 0, −depression exp(Δt/depression_time) for Δt ≤ 0",
    references: ["Song2000"],
    fields: [
      .number("potentiation", \.potentiation, .number, -1e6...1e6, "change at no distance, arrival first", source: "Song2000"),
      .number("depression", \.depression, .number, -1e6...1e6, "change at no distance, spike first", source: "Song2000"),
      .number("potentiation_time", \.potentiationTime, .duration, 0.1...10_000, "its width", source: "Song2000"),
      .number("depression_time", \.depressionTime, .duration, 0.1...10_000, "its width", source: "Song2000"),
    ])
}

extension TripletSTDP: Declared {
  package static let declaration = Declaration<Self>(
    "triplet_stdp", "Triplet rule, all-to-all; defaults: visual cortex, full model.",
    equation: "arrival: w −= o1 (A2− + A3− r2); spike: w += r1 (A2+ + A3+ o2)", references: ["PfisterGerstner2006"],
    fields: [
      .number("pair_potentiation", \.pairPotentiation, .number, 0...1e6, "A2+", source: "PfisterGerstner2006"),
      .number("triplet_potentiation", \.tripletPotentiation, .number, 0...1e6, "A3+", source: "PfisterGerstner2006"),
      .number("pair_depression", \.pairDepression, .number, 0...1e6, "A2−", source: "PfisterGerstner2006"),
      .number("triplet_depression", \.tripletDepression, .number, 0...1e6, "A3−", source: "PfisterGerstner2006"),
      .number("potentiation_time", \.potentiationTime, .duration, 0.1...10_000, "of r1", source: "PfisterGerstner2006"),
      .number("slow_arrival_time", \.slowArrivalTime, .duration, 0.1...10_000, "of r2", source: "PfisterGerstner2006"),
      .number("depression_time", \.depressionTime, .duration, 0.1...10_000, "of o1", source: "PfisterGerstner2006"),
      .number("slow_spike_time", \.slowSpikeTime, .duration, 0.1...10_000, "of o2", source: "PfisterGerstner2006"),
    ])
}

extension SymmetricSTDP: Declared {
  package static let declaration = Declaration<Self>(
    "symmetric_stdp", "Symmetric rule: spikes close in time strengthen in either order.",
    equation: "Δw = potentiation exp(−|Δt|/time)", references: ["Mishra2016", "Ecker2022"],
    fields: [
      .number("potentiation", \.potentiation, .number, -1e6...1e6, "change at no distance", source: "Ecker2022"),
      .number("time", \.time, .duration, 0.1...10_000, "its width", source: "Ecker2022"),
    ])
}

extension InhibitoryPlasticity: Declared {
  package static let declaration = Declaration<Self>(
    "inhibitory", "Inhibitory rule: balances the postsynaptic rate.",
    equation: "arrival: w += rate (spikes' trace − 2 target time); spike: w += rate · arrivals' trace",
    references: ["Vogels2011"],
    fields: [
      .number("rate", \.rate, .number, 0...1e6, "change at no distance", source: "Vogels2011"),
      .number("time", \.time, .duration, 0.1...10_000, "width of the window", source: "Vogels2011"),
      .number("target", \.target, .frequency, 0...1000, "rate that is aimed at", source: "Vogels2011"),
    ])
}
