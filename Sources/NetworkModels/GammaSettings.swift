import Declarations

/// The gamma cycle of spiking neurons: every settling step of the network is one.
package struct GammaSettings: Declared, Equatable {
  package var step = 0.5e-3 / 3600
  package var membraneTime = 10e-3 / 3600
  package var releaseTime = 8e-3 / 3600
  package var noiseTime = 20e-3 / 3600
  package var plasticityTime = 62.5e-3 / 3600

  package init() {}

  package static let declaration = Declaration<Self>(
    "gamma",
    "A race of spiking neurons: in each gamma cycle the neurons of a region race. Feed-forward inhibition as strong as the strongest drive is "
      + "released, leaky neurons cross threshold in the order of their drives and noise, and feedback inhibition ends the cycle when as many "
      + "have spiked as the region has winners. Neurons that spike in one cycle are bound by a symmetric spike-timing rule.",
    equation:
      "τ_m v′ = −v + z + ξ − I(t), I = max z − (e^(t/τ_i) − 1), spike at v = 1; ξ: OU, sd of the noise of rate units; Δw ∝ e^(−|t_i − t̄|/τ)",
    references: ["DeAlmeida2009", "Mishra2016"],
    fields: [
      .number(
        "step", \.step, .time, 1e-5 / 3600...2e-3 / 3600, "time step (crossings are interpolated within it)", source: "convention"
      ),
      .number("membrane_time", \.membraneTime, .time, 1e-3 / 3600...0.1 / 3600, "τ_m", source: "convention"),
      .number(
        "release_time", \.releaseTime, .time, 1e-3 / 3600...0.1 / 3600, "τ_i, of the release from inhibition", source: "fit"),
      .number(
        "noise_time", \.noiseTime, .time, 1e-3 / 3600...1.0 / 3600, "correlation time of the noise current", source: "convention"),
      .number(
        "plasticity_time", \.plasticityTime, .time, 1e-3 / 3600...1.0 / 3600, "τ of the symmetric spike-timing rule",
        source: "Mishra2016"),
    ])
}
