import Declarations

/// Graded units that inhibit each other.
package struct GradedLayer: Sendable, Equatable {
  package var units = 0
  package var pools = 1
  package var inhibition = 1.8
  package var leak = 0.2
  package var expectedActivity = 0.15
  package var adapts = true
  package var winners: Int?
  package var winnersPoint = 0.5
  package var oscillation = 0.0
  package var binary: BinaryUnits?

  package init() {}

  package var unitsPerPool: Int { units / max(pools, 1) }
}

extension GradedLayer: Declared {
  package static let declaration = Declaration<Self>(
    "layer", "Graded units that inhibit each other, in one pool or several.",
    references: ["OReilly2012"],
    fields: [
      .integer("units", \.units, 1...100_000, "how many, in all pools", required: true),
      .integer("pools", \.pools, 1...1000, "pools of equal size, each with an inhibition of its own", source: "convention"),
      .number("inhibition", \.inhibition, .number, 0...1000, "strength of the pooled inhibition", source: "OReilly2012"),
      .number("leak", \.leak, .number, 0...10, "conductance of the leak", source: "OReilly2012"),
      .number(
        "expected_activity", \.expectedActivity, .fraction, 0.0001...1,
        "mean activation that projections from here are normalised by", source: "OReilly2012"),
      .flag(
        "adapts", \.adapts,
        "whether that expectation follows the mean activation of training trials (half of the first, then 1 % of each)",
        source: "OReilly2012"),
      .integer(
        "winners", \.winners, 1...100_000,
        "instead of pooled inhibition: units of a pool that inhibition lets become active (k-winners)"),
      .number(
        "winners_point", \.winnersPoint, .fraction, 0...1,
        "where k-winners inhibition lies from the mean of the losers (0) to that of the winners (1)", source: "OReilly2012"),
      .number(
        "oscillation", \.oscillation, .number, 0...1,
        "in sleep and in oscillations, inhibition is multiplied by 1 + this sin(2π cycle/period)",
        source: "Norman2006"),
      .nested("binary", \.binary, "instead of graded units: units that are active or not"),
    ])
}
