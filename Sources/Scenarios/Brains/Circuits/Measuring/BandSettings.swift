import Declarations

/// A frequency band of a population's rate.
package struct BandSettings: Declared, Equatable {
  package var population = ""
  package var low = 150.0
  package var high = 220.0
  package var isInEvents = false

  package init() {}

  package static let declaration = Declaration<Self>(
    "band", "The largest peak of a population rate's spectrum in a band, with Fisher's g-test.", references: ["Ecker2022"],
    fields: [
      .name("population", \.population, "whose rate", required: true),
      .number("low", \.low, .frequency, 0.1...500, "lower end", source: "Ecker2022"),
      .number("high", \.high, .frequency, 0.1...500, "upper end", source: "Ecker2022"),
      .flag("in_events", \.isInEvents, "whether only the stretch's events count: the mean of their spectra"),
    ])
}
