import Declarations

/// Phases of circuits on the timeline.
extension Timeline {
  mutating func simulate(
    _ phase: SimulatePhase, _ rounds: [Int], _ mark: Mark, _ path: inout Path, _ reader: inout Reader
  ) -> Step? {
    guard let circuit else { return nil }
    var names = phase.bands.map(\.value.population)
    if let events = phase.events { names.append(events.population) }
    if let assemblies = phase.assemblies { names.append(assemblies.population) }
    if let record = phase.record {
      names += record.spikes + record.potentials
      for name in record.weights { _ = circuit.pathway(name, at: mark, &reader) }
    }
    names += phase.off
    for name in phase.cut { _ = circuit.pathway(name, at: mark, &reader) }
    if let stimuli = phase.stimuli { check(stimuli, phase, circuit, mark, &reader) }
    if let engrams = phase.engrams {
      names += engrams.populations
      if phase.stimuli == nil {
        reader.report("engrams are those of stimuli, and there are none", at: mark, expected: "'stimuli: {…}' beside it")
      }
    }
    // A name that could not be read has been reported.
    for name in names where !name.isEmpty { _ = circuit.population(name, at: mark, &reader) }
    if phase.replay != nil {
      if let events = phase.events {
        if !events.population.isEmpty, !path.explored.contains(events.population) {
          reader.report("'\(events.population)' has no place fields yet", at: mark, expected: "an 'explore' of it before")
        }
      } else {
        reader.report(
          "replay is looked for in events, and there are none", at: mark, expected: "'events: {population: …}' beside it")
      }
    }
    for band in phase.bands where band.value.low >= band.value.high {
      reader.report("the band '\(band.name)' is empty", at: band.mark, expected: "'low' below 'high'")
    }
    // Whole trains are kept for these.
    if phase.duration > 10_000_000, phase.events != nil || phase.assemblies != nil || !phase.bands.isEmpty {
      reader.report(
        "a stretch of \(Value.format(phase.duration / 1000)) s with events, bands or assemblies", at: mark,
        expected: "at most 10000 s; several stretches may follow each other")
    }
    if (phase.duration + phase.settle) / circuit.step > 4e9 {
      reader.report("too many steps", at: mark, expected: "at most 4,000,000,000")
    }
    let states = addStates(phase.label, rounds, ["none"], what: "stretch", mark, &path, &reader)
    path.hours += (phase.duration + phase.settle) / 3_600_000
    defer { path.simulate += 1 }
    return states.first.map { .simulate(phase, number: path.simulate + path.offset, state: $0) }
  }

  func explore(_ phase: ExplorePhase, _ mark: Mark, _ path: inout Path, _ reader: inout Reader) {
    guard let circuit, !phase.population.isEmpty, circuit.population(phase.population, at: mark, &reader) != nil else { return }
    path.explored.insert(phase.population)
    path.hours += phase.duration / 3_600_000
    let pathways = circuit.pathways.map(\.value)
    if !pathways.contains(where: { $0.isPlastic && $0.from == phase.population && $0.to == phase.population }) {
      reader.report(
        "nothing learns: '\(phase.population)' has no plastic pathway onto itself", at: mark,
        expected: "a pathway with a rule of plasticity")
    }
    if phase.duration / circuit.step > 4e9 { reader.report("too many steps", at: mark, expected: "at most 4,000,000,000") }
  }

  private func check(
    _ stimuli: StimulusSettings, _ phase: SimulatePhase, _ circuit: CircuitSettings, _ mark: Mark, _ reader: inout Reader
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
    let count = stimuli.count(in: phase.duration)
    if !(1...10_000).contains(count) {
      reader.report(
        "\(count) stimuli in a stretch", at: mark,
        expected: "between 1 and 10000: 'duration' and 'gap' of each, within that of the stretch")
    }
  }

  func check(_ phase: WeightsPhase, _ mark: Mark, _ reader: inout Reader) {
    guard let circuit, !phase.pathway.isEmpty, let number = circuit.pathway(phase.pathway, at: mark, &reader) else { return }
    let pathway = circuit.pathways[number].value
    let changesWeights = phase.transmission == nil || phase.times != 1 || phase.isShuffled
    if changesWeights, !pathway.isPlastic, pathway.weights == nil {
      reader.report(
        "all synapses of '\(phase.pathway)' share one weight", at: mark,
        expected: "a pathway with a rule of plasticity, or 'weights'")
    }
  }
}
