import Declarations

/// How position is decoded from an event, and which lines are tried.
package struct ReplaySettings: Declared, Equatable {
  package var bin = 10.0
  package var floor = 0.1
  package var band = 3
  package var reach = 1.5
  package var leastBins = 5
  package var shuffles = 100

  package init() {}

  package static let declaration = Declaration<Self>(
    "replay", "Decodes position from the spikes of an event and fits a line of constant speed, against shuffles of the cells.",
    equation: "R = mean over bins with spikes of P(|x − line| ≤ band); p = (1 + #{R* ≥ R}) / (1 + shuffles)",
    references: ["Davidson2009", "Ecker2022"],
    fields: [
      .number("bin", \.bin, .duration, 0.1...1000, "width of the bins in time", source: "Ecker2022"),
      .number(
        "floor", \.floor, .frequency, 1e-6...100, "least rate of a tuning curve: no spike is impossible", source: "convention"),
      .integer("band", \.band, 0...1000, "positions on either side of the line that count as on it", source: "convention"),
      .number(
        "reach", \.reach, .number, 0.01...10, "how far a line goes at most within an event, in lengths of the track",
        source: "convention"),
      .integer("least_bins", \.leastBins, 2...100_000, "bins with spikes that an event needs at least", source: "convention"),
      .integer("shuffles", \.shuffles, 0...1_000_000, "shuffles of the cells' tuning curves", source: "convention"),
    ])
}
