import Declarations

/// One oscillation of inhibition in a trial, from which projections learn.
package struct InhibitionOscillation: Sendable, Equatable {
  package var settle = 40
  package var period = 80

  package init() {}
}

extension InhibitionOscillation: Declared {
  package static let declaration = Declaration<Self>(
    "oscillation",
    "The network settles, then inhibition swings up and down once (see 'oscillation' of layers). Raised, it makes what is weak in a memory "
      + "drop out, which is strengthened; lowered, it lets competitors appear, which are weakened.",
    equation:
      "e = Σ ±(x(t) y(t) − x(t−1) y(t−1)), + while inhibition moves towards its normal strength, − while it moves away; all terms between the "
      + "turning points cancel: e = xy(0) + 2 xy(period/2) + xy(period) − 2 xy(period/4) − 2 xy(3 period/4); Δl = rate e (1 − l where "
      + "positive, else l)",
    references: ["Norman2006", "Norman2005"],
    fields: [
      .integer("settle", \.settle, 1...100_000, "cycles at normal inhibition before it", source: "convention"),
      .integer("period", \.period, 4...100_000, "its length (cycles)", source: "convention"),
    ])
}
