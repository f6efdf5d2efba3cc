import Declarations

/// What all units of a network of layers share: a point neuron's conductances and a smooth threshold.
package struct GradedUnits: Sendable, Equatable {
  package var threshold = 0.5
  package var inhibitionReversal = 0.25
  package var leakReversal = 0.3
  package var gain = 100.0
  package var noise = 0.005
  package var inputTime = 1.4
  package var activationTime = 3.3
  package var startPotential = 0.4
  package var feedforward = 1.0
  package var feedforwardOffset = 0.1
  package var feedback = 1.0

  package init() {}
}

extension GradedUnits: Declared {
  package static let declaration = Declaration<Self>(
    "units",
    "Graded point neurons: averaged excitation against leak and pooled inhibition, all conductances and potentials in units of "
      + "excitation's reversal (1), time in cycles of about 1 ms.",
    equation:
      "ge += (raw − ge)/input_time, raw = Σ scale Σ act w; gi = inhibition (ffi + fbi), ffi = feedforward max(mean ge − "
      + "feedforward_offset, 0), fbi += (feedback mean act − fbi)/input_time; act += (y(ge − ge at threshold) − act)/activation_time; "
      + "y(x) = gain x/(gain x + 1), smoothed by a Gaussian of SD noise",
    references: ["OReilly2012"],
    fields: [
      .number("threshold", \.threshold, .number, 0.01...0.99, "potential at which a unit becomes active", source: "OReilly2012"),
      .number("inhibition_reversal", \.inhibitionReversal, .number, 0...0.9, "reversal of inhibition", source: "OReilly2012"),
      .number("leak_reversal", \.leakReversal, .number, 0...0.9, "reversal of the leak", source: "OReilly2012"),
      .number("gain", \.gain, .number, 1...10_000, "gain of the activation function", source: "OReilly2012"),
      .number("noise", \.noise, .number, 0.0001...0.1, "SD of the noise that smooths it", source: "OReilly2012"),
      .number(
        "input_time", \.inputTime, .number, 1...1000, "time constant of excitation and feedback (cycles)", source: "OReilly2012"),
      .number(
        "activation_time", \.activationTime, .number, 1...1000, "time constant of potential and activation (cycles)",
        source: "OReilly2012"),
      .number(
        "start_potential", \.startPotential, .number, 0...1, "potential at the beginning of a trial", source: "OReilly2012"),
      .number("feedforward", \.feedforward, .number, 0...100, "inhibition by a pool's mean excitation", source: "OReilly2012"),
      .number(
        "feedforward_offset", \.feedforwardOffset, .number, 0...100, "mean excitation that brings no inhibition",
        source: "OReilly2012"),
      .number("feedback", \.feedback, .number, 0...100, "inhibition by a pool's mean activation", source: "OReilly2012"),
    ])
}
