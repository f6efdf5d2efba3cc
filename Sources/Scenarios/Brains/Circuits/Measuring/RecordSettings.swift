import Declarations

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
