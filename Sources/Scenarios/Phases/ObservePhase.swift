import Declarations

/// A stretch of the circuit's own activity, and what is measured in it.
package struct ObservePhase: Declared {
  package var label = ""
  package var duration = 0.0
  package var settle = 0.0
  package var isLearning = false
  package var lesion = LesionSettings()
  package var stimuli: StimulusSettings?
  package var engrams: EngramSettings?
  package var events: EventSettings?
  package var replay: DecodingSettings?
  package var bands: [Named<BandSettings>] = []
  package var assemblies: AssemblySettings?
  package var record: RecordSettings?

  package init() {}

  package static let declaration = Declaration<Self>(
    "observe",
    "Lets the circuit run on its own, and measures what it does: rates and regularity of every population, and what else is asked for.",
    fields: [
      .name("label", \.label, "name of this stretch in claims and reports", required: true),
      .number("duration", \.duration, .duration, 1...100_000_000, "how long is measured", required: true),
      .number("settle", \.settle, .duration, 0...100_000_000, "time before it that is not measured", source: "convention"),
      .flag("learning", \.isLearning, "whether plastic pathways learn meanwhile"),
      LesionSettings.field(\.lesion),
      .nested("stimuli", \.stimuli, "stimuli that are shown meanwhile"),
      .nested("engrams", \.engrams, "engram cells of the stimuli, and whether they are recalled; needs 'stimuli'"),
      .nested("events", \.events, "sharp-wave-ripple events: stretches of high activity"),
      .nested("replay", \.replay, "decodes position in the events; needs 'events' and an explore before"),
      .named("bands", \.bands, "spectral peaks of the population rate, by name", count: 0...16),
      .nested("assemblies", \.assemblies, "looks for cell assemblies"),
      .nested("record", \.record, "spikes, potentials and weights that are written to files"),
    ])
}

extension ObservePhase: PhaseSettings {
  package static var brain: (any BrainSettings.Type)? { CircuitSettings.self }

  package func unroll(
    _ timeline: inout Timeline, _ path: inout Timeline.Path, _ place: Timeline.Place, _ reader: inout Reader
  ) -> PhaseStep? {
    guard let circuit = timeline.circuit else { return nil }
    var names = bands.map(\.value.population)
    if let events = events { names.append(events.population) }
    if let assemblies = assemblies { names.append(assemblies.population) }
    if let record = record {
      names += record.spikes + record.potentials
      for name in record.weights { _ = circuit.pathway(name, at: place.mark, &reader) }
    }
    timeline.check(lesion, &reader)
    if let stimuli = stimuli { check(stimuli, circuit, place.mark, &reader) }
    if let engrams = engrams {
      names += engrams.populations
      if stimuli == nil {
        reader.report("engrams are those of stimuli, and there are none", at: place.mark, expected: "'stimuli: {…}' beside it")
      }
    }
    // A name that could not be read has been reported.
    for name in names where !name.isEmpty { _ = circuit.population(name, at: place.mark, &reader) }
    if replay != nil {
      if let events = events {
        if !events.population.isEmpty, !path.explored.contains(events.population) {
          reader.report("'\(events.population)' has no place fields yet", at: place.mark, expected: "an 'explore' of it before")
        }
      } else {
        reader.report(
          "replay is looked for in events, and there are none", at: place.mark, expected: "'events: {population: …}' beside it")
      }
    }
    for band in bands where band.value.low >= band.value.high {
      reader.report("the band '\(band.name)' is empty", at: band.mark, expected: "'low' below 'high'")
    }
    // Whole trains are kept for these.
    if duration > 10_000_000, events != nil || assemblies != nil || !bands.isEmpty {
      reader.report(
        "a stretch of \(Value.format(duration / 1000)) s with events, bands or assemblies", at: place.mark,
        expected: "at most 10000 s; several stretches may follow each other")
    }
    if (duration + settle) / circuit.step > 4e9 {
      reader.report("too many steps", at: place.mark, expected: "at most 4,000,000,000")
    }
    let states = timeline.addStates(label, place.rounds, ["none"], what: "stretch", place.mark, &path, &reader)
    path.hours += (duration + settle) / 3_600_000
    return PhaseStep(self, number: path.next("observe"), states: states)
  }

  private func check(
    _ stimuli: StimulusSettings, _ circuit: CircuitSettings, _ mark: Mark, _ reader: inout Reader
  ) {
    for name in stimuli.populations {
      guard let number = circuit.population(name, at: mark, &reader) else { continue }
      let population = circuit.populations[number].value
      if population.poisson == nil {
        reader.report(
          "'\(name)' is shown stimuli, and is no source of Poisson trains", at: mark, expected: "a population with 'poisson'")
      } else if population.count < stimuli.patterns {
        reader.report(
          "\(stimuli.patterns) patterns for the \(population.count) neurons of '\(name)'", at: mark,
          expected: "no more patterns than neurons")
      }
    }
    let count = stimuli.count(in: duration)
    if !(1...10_000).contains(count) {
      reader.report(
        "\(count) stimuli in a stretch", at: mark,
        expected: "between 1 and 10000: 'duration' and 'gap' of each, within that of the stretch")
    }
  }
}
