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
  private let phase: SimulatePhase
  private let first: Int64
  private var tallies: [FiringTally]
  private var trains: [Int: SpikeTrains] = [:]

  /// A stretch that begins at step `first`.
  init(_ circuit: CircuitSettings, _ phase: SimulatePhase, first: Int64) {
    (self.circuit, self.phase, self.first) = (circuit, phase, first)
    let duration = (phase.duration / circuit.step).rounded() * circuit.step
    tallies = circuit.populations.map { FiringTally(neurons: $0.value.count, duration: duration) }
    let names = [phase.events?.population, phase.assemblies?.population].compactMap(\.self) + phase.bands.map(\.value.population)
    for (i, population) in circuit.populations.enumerated() where names.contains(population.name) {
      trains[i] = SpikeTrains(neurons: population.value.count, duration: duration)
    }
  }

  mutating func add(_ chunk: SpikeChunk) {
    for spike in chunk.spikes {
      let time = Double(spike.step - first) * circuit.step
      tallies[chunk.population].add(time: time, cell: spike.neuron)
      trains[chunk.population]?.append(time: time, cell: spike.neuron)
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
    for band in phase.bands {
      guard let trains = train(band.value.population)?.trains else { continue }
      let rate = PopulationRate(trains, bin: 1), range = band.value.low...band.value.high
      let peak = try PowerSpectrum.periodogram(rate).peak(in: range), smooth = try PowerSpectrum(rate)
      add("peak_frequency", band.name, smooth.peak(in: range)?.frequency)
      add("peak_p", band.name, peak?.p)
      add("band_power", band.name, smooth.share(in: range))
    }
    if let settings = phase.events, let found = train(settings.population) {
      let events = EventDetector(settings).events(in: found.trains), seconds = found.trains.duration / 1000
      add("events", nil, Double(events.count) / seconds)
      if !events.isEmpty { add("event_duration", nil, events.reduce(0) { $0 + $1.duration } / Double(events.count)) }
      if let replay = phase.replay, let fields = places[found.number] {
        try decode(events, found.trains, fields, replay, seconds, &random, add)
      }
    }
  }
}
