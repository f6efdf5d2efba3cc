import Analysis
import NetworkModels
import NumericalMethods
import Recordings
import Scenarios
import SpikingEngines

/// What a circuit does in one stretch: counted while it fires; whole trains are kept of those populations only whose events, spectra or
/// assemblies are looked for.
struct CircuitActivity {
  private let circuit: CircuitSettings
  private let phase: ObservePhase
  private let first: Int64
  private var tallies: [FiringTally]
  private var trains: [Int: SpikeTrains] = [:]
  private var responses: [Int: StimulusResponses] = [:]

  /// A stretch that begins at step `first`.
  init(_ circuit: CircuitSettings, _ phase: ObservePhase, first: Int64, shown: [StimulusPresentation]) {
    (self.circuit, self.phase, self.first) = (circuit, phase, first)
    let duration = (phase.duration / circuit.step).rounded() * circuit.step
    tallies = circuit.populations.map { FiringTally(neurons: $0.value.count, duration: duration) }
    let names = [phase.events?.population, phase.assemblies?.population].compactMap(\.self) + phase.bands.map(\.value.population)
    for (i, population) in circuit.populations.enumerated() where names.contains(population.name) {
      trains[i] = SpikeTrains(neurons: population.value.count, duration: duration)
    }
    guard let stimuli = phase.stimuli, let engrams = phase.engrams else { return }
    for (i, population) in circuit.populations.enumerated() where engrams.populations.contains(population.name) {
      responses[i] = StimulusResponses(shown, patterns: stimuli.patterns, neurons: population.value.count)
    }
  }

  mutating func add(_ chunk: SpikeChunk) {
    for spike in chunk.spikes {
      // A spike leaves at the end of its step.
      let time = Double(spike.step - first + 1) * circuit.step
      tallies[chunk.population].add(time: time, cell: spike.neuron)
      trains[chunk.population]?.append(time: time, cell: spike.neuron)
      responses[chunk.population]?.add(time: time, cell: spike.neuron)
    }
  }

  private func train(_ name: String) -> (number: Int, trains: SpikeTrains)? {
    guard let i = circuit.populations.firstIndex(where: { $0.name == name }), let trains = trains[i] else { return nil }
    return (i, trains)
  }

  /// Hands every score of the stretch to `add`: kind, what it is of, value. `places`: fields of populations that have explored a track.
  func scores(
    _ places: [Int: PlaceFields], _ random: inout RandomStream, _ add: (_ kind: String, _ of: String?, _ value: Double?) -> Void
  ) throws {
    for (population, tally) in zip(circuit.populations, tallies) {
      add("rate", population.name, tally.rate)
      add("cv_isi", population.name, tally.irregularity)
      add("silent", population.name, tally.silent)
      add("fano", population.name, tally.fano)
    }
    var events: [ActivityEvent] = []
    if let settings = phase.events, let found = train(settings.population) {
      events = HighActivityEvents(settings).find(in: found.trains)
      add("events", nil, Double(events.count) / found.trains.duration * 1000)
      if !events.isEmpty { add("event_duration", nil, events.reduce(0) { $0 + $1.duration } / Double(events.count)) }
      if let replay = phase.replay, let fields = places[found.number] {
        try decode(events, found.trains, fields, replay, &random, add)
      }
    }
    // The largest power of two that the shortest event has.
    var segment = 1
    while Double(2 * segment) <= phase.events?.duration ?? 0, segment < 512 { segment *= 2 }
    for band in phase.bands {
      guard let trains = train(band.value.population)?.trains else { continue }
      let rate = PopulationRate(trains, bin: 1), range = band.value.low...band.value.high
      let spectrum = try band.value.isInEvents ? PowerSpectrum(rate, in: events, length: segment) : PowerSpectrum(rate)
      let peak = spectrum.peak(in: range)
      add("peak_frequency", band.name, peak?.frequency)
      // Exact for the periodogram of the whole stretch, too cautious for a mean over events.
      add("peak_p", band.name, band.value.isInEvents ? peak?.p : try PowerSpectrum.periodogram(rate).peak(in: range)?.p)
      add("band_power", band.name, spectrum.share(in: range))
    }
    if let settings = phase.assemblies, let trains = train(settings.population)?.trains {
      let some = trains.keeping(Array(0..<min(trains.neurons, AssemblyDetector.mostNeurons)))
      add("assemblies", nil, Double(try AssemblyDetector(some, settings: settings, random: &random).assemblies.count))
    }
  }

  /// Scores of the engrams; `first`: engrams of each population in the first stretch in which they were looked for, which may be this one.
  func engrams(_ first: inout [Int: [[Int]]], _ add: (_ kind: String, _ of: String?, _ value: Double?) -> Void) {
    guard let settings = phase.engrams else { return }
    for (i, population) in circuit.populations.enumerated() {
      guard let responses = responses[i] else { continue }
      let now = responses.engrams(above: settings.rate), name = population.name
      if first[i]?.count != now.count { first[i] = now }
      let engrams = first[i] ?? now
      add("engram_size", name, Double(now.reduce(0) { $0 + $1.count }) / Double(now.count * population.value.count))
      add("engram_overlap", name, EngramRecall.overlap(of: engrams, with: now))
      let recall = EngramRecall(responses, of: engrams, above: settings.recalled)
      add("engram_recall", name, recall?.accuracy)
      add("true_positives", name, recall?.truePositives)
      add("false_positives", name, recall?.falsePositives)
      add("engram_rate", name, recall?.rate)
    }
  }

  /// Replays of the track in events: the cells with a field, by Bayesian decoding and by the order in which they fire.
  private func decode(
    _ events: [ActivityEvent], _ trains: SpikeTrains, _ fields: PlaceFields, _ settings: DecodingSettings,
    _ random: inout RandomStream, _ add: (_ kind: String, _ of: String?, _ value: Double?) -> Void
  ) throws {
    let (cells, tuning) = fields.tuning(bins: settings.positions), placed = trains.keeping(cells)
    let decoder = try ReplayDecoder(
      tuning: tuning, trackLength: fields.track.length, runVelocity: fields.track.speed, settings: settings)
    var decoded = 0, replays: [Replay] = [], orders: [Double] = []
    for event in events {
      if let order = TemplateCorrelation(placed, in: event, template: Array(cells.indices), permutations: 0, random: &random) {
        orders.append(order.correlation.magnitude)
      }
      guard let replay = decoder.replay(in: event, of: placed, random: &random) else { continue }
      decoded += 1
      if replay.p <= settings.alpha { replays.append(replay) }
    }
    let seconds = trains.duration / 1000
    add("forward_replays", nil, Double(replays.count { $0.direction == .forward }) / seconds)
    add("backward_replays", nil, Double(replays.count { $0.direction == .backward }) / seconds)
    if decoded > 0 { add("replay_share", nil, Double(replays.count) / Double(decoded)) }
    let speeds = replays.map(\.compression).sorted()
    if !speeds.isEmpty { add("compression", nil, (speeds[(speeds.count - 1) / 2] + speeds[speeds.count / 2]) / 2) }
    let lines = replays.compactMap { $0.weightedCorrelation?.magnitude }
    if !lines.isEmpty { add("weighted_correlation", nil, lines.reduce(0, +) / Double(lines.count)) }
    if !orders.isEmpty { add("template_correlation", nil, orders.reduce(0, +) / Double(orders.count)) }
  }
}
