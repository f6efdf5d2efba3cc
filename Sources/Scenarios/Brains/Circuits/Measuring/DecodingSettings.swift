import Declarations

/// Decoding of position in events.
package struct DecodingSettings: Declared, Equatable {
  package var bin = 10.0
  package var positions = 50
  package var floor = 0.1
  package var band = 3
  package var reach = 1.5
  package var leastBins = 5
  package var shuffles = 100
  package var alpha = 0.05

  package init() {}

  package static let declaration = Declaration<Self>(
    "replay",
    "Bayesian decoding of the position in each event, and the line that fits it best; an event replays the track if shuffling the "
      + "cells' places seldom gives a line that fits as well.",
    equation: "P(x | n) ∝ Π f_i(x)^n_i exp(−bin Σ f_i(x)); R = mean over bins with spikes of P(|x − line| ≤ band); "
      + "p = (1 + #{R* ≥ R}) / (1 + shuffles)",
    references: ["Davidson2009", "Ecker2022"],
    fields: [
      .number("bin", \.bin, .duration, 1...1000, "width of the time bins", source: "Ecker2022"),
      .integer("positions", \.positions, 5...500, "bins of the track", source: "Ecker2022"),
      .number(
        "floor", \.floor, .frequency, 1e-6...100, "least rate of a tuning curve: no spike is impossible", source: "Ecker2022"),
      .integer("band", \.band, 0...1000, "positions on either side of the line that count as on it", source: "convention"),
      .number(
        "reach", \.reach, .number, 0.01...10, "how far a line goes at most within an event, in lengths of the track",
        source: "convention"
      ),
      .integer("least_bins", \.leastBins, 2...100_000, "bins with spikes that an event needs at least", source: "convention"),
      .integer("shuffles", \.shuffles, 10...10_000, "of the cells' places", source: "convention"),
      .number("alpha", \.alpha, .fraction, 0.001...0.5, "share of shuffles that may fit as well", source: "convention"),
    ])
}
