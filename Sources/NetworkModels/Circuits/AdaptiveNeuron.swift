import Declarations

/// Adaptive exponential integrate-and-fire neurons with conductances.
package struct AdaptiveNeuron: Sendable, Equatable {
  package var capacitance = 281.0
  package var leak = 30.0
  package var resting = -70.6
  package var onset = -50.4
  package var slope = 2.0
  package var threshold = -30.4
  package var reset = -70.6
  package var refractory = 0.0
  package var coupling = 4.0
  package var jump = 80.5
  package var adaptationTime = 144.0
  package var drive = 0.0
  package var substeps = 1
  package var receptors = [Receptor(decay: 5), Receptor(decay: 10, reversal: -80)]

  package init() {}
}

extension AdaptiveNeuron: Declared {
  package static let declaration = Declaration<Self>(
    "adaptive", "Adaptive exponential integrate-and-fire neurons with conductances (nS), by Heun's rule in sub-steps.",
    equation: "C v' = −leak (v − resting) + leak slope exp((v − onset)/slope) − w + drive + Σ g (reversal − v); "
      + "τ w' = coupling (v − resting) − w; at a spike w += jump",
    references: ["BretteGerstner2005"],
    fields: [
      .number("capacitance", \.capacitance, .number, 1...100_000, "of the membrane, in pF", source: "BretteGerstner2005"),
      .number("leak", \.leak, .conductance, 0.01...100_000, "conductance at rest", source: "BretteGerstner2005"),
      .number("resting", \.resting, .voltage, -200...200, "potential without input", source: "BretteGerstner2005"),
      .number("onset", \.onset, .voltage, -200...200, "potential at which spikes begin to rise", source: "BretteGerstner2005"),
      .number("slope", \.slope, .voltage, 0.01...100, "sharpness of their rise", source: "BretteGerstner2005"),
      .number("threshold", \.threshold, .voltage, -200...200, "potential above which a spike leaves", source: "convention"),
      .number("reset", \.reset, .voltage, -200...200, "potential after a spike", source: "BretteGerstner2005"),
      .number("refractory", \.refractory, .duration, 0...1000, "how long it stays there", source: "BretteGerstner2005"),
      .number("coupling", \.coupling, .conductance, -10_000...10_000, "subthreshold adaptation", source: "BretteGerstner2005"),
      .number("jump", \.jump, .current, -100_000...100_000, "adaptation that each spike adds", source: "BretteGerstner2005"),
      .number("adaptation_time", \.adaptationTime, .duration, 0.1...100_000, "time constant", source: "BretteGerstner2005"),
      .number("drive", \.drive, .current, -100_000...100_000, "constant input", source: "convention"),
      .integer("substeps", \.substeps, 1...64, "sub-steps in a step", source: "convention"),
    ])
}
