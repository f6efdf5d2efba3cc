import Declarations

/// Leaky integrate-and-fire neurons.
package struct LeakyNeuron: Sendable, Equatable {
  /// What a synapse adds to.
  package enum Synapses: String, Word {
    case currents, conductances

    package var summary: String {
      switch self {
      case .currents: "the input moves the resting potential (mV); the linear system is solved exactly"
      case .conductances: "the input is a conductance over the leak's; forward Euler"
      }
    }
  }

  package var synapses = Synapses.currents
  package var membraneTime = 20.0
  package var resting = -49.0
  package var threshold = -50.0
  package var reset = -60.0
  package var refractory = 5.0
  package var drive = 0.0
  package var receptors = [Receptor(decay: 5), Receptor(decay: 10, reversal: -80)]

  package init() {}
}

extension LeakyNeuron: Declared {
  package static let declaration = Declaration<Self>(
    "leaky", "Leaky integrate-and-fire neurons with exponential synapses.",
    equation: "τ v' = resting + drive − v + Σ g (currents) or Σ g (reversal − v) (conductances)",
    references: ["Brette2007", "Vogels2005"],
    fields: [
      .word("synapses", \.synapses, "what a synapse adds to", source: "Brette2007"),
      .number("membrane_time", \.membraneTime, .duration, 0.1...10_000, "time constant of the membrane", source: "Brette2007"),
      .number("resting", \.resting, .voltage, -200...200, "potential without input", source: "Brette2007"),
      .number("threshold", \.threshold, .voltage, -200...200, "potential above which a spike leaves", source: "Brette2007"),
      .number("reset", \.reset, .voltage, -200...200, "potential after a spike", source: "Brette2007"),
      .number("refractory", \.refractory, .duration, 0...1000, "how long it stays there", source: "Brette2007"),
      .number("drive", \.drive, .voltage, -1000...1000, "constant input", source: "convention"),
    ])
}
