import Declarations

/// A stretch of the circuit's own activity, and what is measured in it.
package struct SimulatePhase: Declared {
  package var label = ""
  package var duration = 0.0
  package var settle = 0.0
  package var isLearning = false
  package var events: EventSettings?
  package var replay: DecodingSettings?
  package var bands: [Named<BandSettings>] = []
  package var assemblies: AssemblySettings?
  package var record: RecordSettings?

  package init() {}

  package static let declaration = Declaration<Self>(
    "simulate",
    "Lets the circuit run, and measures what it does: rates and regularity of every population, and what else is asked for.",
    fields: [
      .name("label", \.label, "name of this stretch in claims and reports", required: true),
      .number("duration", \.duration, .duration, 1...100_000_000, "how long is measured", required: true),
      .number("settle", \.settle, .duration, 0...100_000_000, "time before it that is not measured", source: "convention"),
      .flag("learning", \.isLearning, "whether plastic pathways learn meanwhile"),
      .nested("events", \.events, "sharp-wave-ripple events: stretches of high activity"),
      .nested("replay", \.replay, "decodes position in the events; needs 'events' and an explore before"),
      .named("bands", \.bands, "spectral peaks of the population rate, by name", count: 0...16),
      .nested("assemblies", \.assemblies, "looks for cell assemblies"),
      .nested("record", \.record, "spikes, potentials and weights that are written to files"),
    ])
}

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

/// Decoding of position in events.
package struct DecodingSettings: Declared, Equatable {
  package var bin = 10.0
  package var positions = 50
  package var shuffles = 100
  package var alpha = 0.05

  package init() {}

  package static let declaration = Declaration<Self>(
    "replay",
    "Bayesian decoding of the position in each event, and the line that fits it best; an event replays the track if shuffling the "
      + "cells' places seldom gives a line that fits as well.",
    equation: "P(x | n) ∝ Π f_i(x)^n_i exp(−bin Σ f_i(x)); R = mean posterior near the line",
    references: ["Davidson2009", "Ecker2022"],
    fields: [
      .number("bin", \.bin, .duration, 1...1000, "width of the time bins", source: "Ecker2022"),
      .integer("positions", \.positions, 5...500, "bins of the track", source: "Ecker2022"),
      .integer("shuffles", \.shuffles, 10...10_000, "of the cells' places", source: "convention"),
      .number("alpha", \.alpha, .fraction, 0.001...0.5, "share of shuffles that may fit as well", source: "convention"),
    ])
}

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

/// Detection of cell assemblies.
package struct AssemblySettings: Declared, Equatable {
  package var population = ""
  package var bin = 25.0

  package init() {}

  package static let declaration = Declaration<Self>(
    "assemblies",
    "Groups of neurons that fire together: eigenvalues of the correlation matrix above the Marčenko–Pastur bound (at most 1,000 "
      + "neurons of the population are looked at).",
    references: ["LopesDosSantos2013"],
    fields: [
      .name("population", \.population, "whose neurons", required: true),
      .number("bin", \.bin, .duration, 1...10_000, "width of the bins", source: "LopesDosSantos2013"),
    ])
}

/// What is written to files.
package struct RecordSettings: Declared, Equatable {
  package var spikes: [String] = []
  package var potentials: [String] = []
  package var neurons = 10
  package var every = 1.0
  package var weights: [String] = []
  package var subjects = 1

  package init() {}

  package static let declaration = Declaration<Self>(
    "record", "Writes .npy and CSV files into the folder 'recordings' of the results.",
    fields: [
      .names("spikes", \.spikes, "populations whose spikes are written", count: 0...64),
      .names("potentials", \.potentials, "populations whose potentials are written", count: 0...64),
      .integer("neurons", \.neurons, 1...10_000, "of how many neurons, the first of the population", source: "convention"),
      .number("every", \.every, .duration, 0.001...10_000, "time between samples of a potential", source: "convention"),
      .names("weights", \.weights, "pathways whose weights at the end are written", count: 0...64),
      .integer("subjects", \.subjects, 1...10_000, "of how many subjects, the first", source: "convention"),
    ])
}
