import Declarations

/// A stretch of the circuit's own activity, and what is measured in it.
package struct SimulatePhase: Declared {
  package var label = ""
  package var duration = 0.0
  package var settle = 0.0
  package var isLearning = false
  package var off: [String] = []
  package var cut: [String] = []
  package var stimuli: StimulusSettings?
  package var engrams: EngramSettings?
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
      .names("off", \.off, "populations that do not spike meanwhile: a lesion", count: 0...64),
      .names("cut", \.cut, "pathways that transmit and learn nothing meanwhile", count: 0...256),
      .nested("stimuli", \.stimuli, "stimuli that are shown meanwhile"),
      .nested("engrams", \.engrams, "engram cells of the stimuli, and whether they are recalled; needs 'stimuli'"),
      .nested("events", \.events, "sharp-wave-ripple events: stretches of high activity"),
      .nested("replay", \.replay, "decodes position in the events; needs 'events' and an explore before"),
      .named("bands", \.bands, "spectral peaks of the population rate, by name", count: 0...16),
      .nested("assemblies", \.assemblies, "looks for cell assemblies"),
      .nested("record", \.record, "spikes, potentials and weights that are written to files"),
    ])
}
