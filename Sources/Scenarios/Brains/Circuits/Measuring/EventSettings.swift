import Declarations

/// Stretches of high activity.
package struct EventSettings: Declared, Equatable {
  package var population = ""
  package var rate = 2.0
  package var bin = 20.0
  package var duration = 260.0

  package init() {}

  package static let declaration = Declaration<Self>(
    "events", "Stretches in which a population's mean rate stays high: sharp-wave-ripple events.", references: ["Ecker2022"],
    fields: [
      .name("population", \.population, "whose rate", required: true),
      .number("rate", \.rate, .frequency, 0.01...1000, "least mean rate of its neurons", source: "Ecker2022"),
      .number("bin", \.bin, .duration, 1...1000, "in bins of this width", source: "Ecker2022"),
      .number("duration", \.duration, .duration, 1...100_000, "for at least this long", source: "Ecker2022"),
    ])
}
