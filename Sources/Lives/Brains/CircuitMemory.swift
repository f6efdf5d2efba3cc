import NetworkModels
import NumericalMethods
import Scenarios
import SpikingEngines

/// What a circuit with a surface needs to hold items, beside its state: everything by number.
struct CircuitMemory {
  /// Where noise is drawn from: shared by all copies, as one thread goes through them.
  final class Noise {
    fileprivate var key = StreamKey(seed: 0, subject: 0, purpose: Purpose(.test))
    fileprivate var calls: UInt64 = 0
  }

  let surface: CircuitSurface
  /// Populations that show and that answer.
  let shown, read: Int
  /// Rate of cells that show nothing, Hz.
  let background: Double
  /// Cells of each population.
  let counts: [Int]
  /// Populations whose codes are compared.
  let coded: [Int]
  /// Pathways of each store: those from or to its populations; one between two stores is the first one's.
  let stores: [[Int]]
  /// The store that a study may spare.
  let spared: Int?
  /// Pathways that learn; none where an ablation takes that out.
  let plastic: [Int]
  /// Whether an ablation leaves no structure in what is learnt.
  let isShuffled: Bool
  let noise = Noise()
  /// The network before it learnt anything: what a store that is wiped becomes again. It shares memory with those that came of it.
  let newborn: SpikingNetwork

  init?(_ circuit: CircuitSettings, _ ablations: [Ablation], _ network: SpikingNetwork) {
    guard let surface = circuit.surface, let shown = circuit.number(of: surface.population),
      let read = circuit.number(of: surface.answers)
    else { return nil }
    (self.surface, self.shown, self.read, newborn) = (surface, shown, read, network)
    background = circuit.populations[shown].value.poisson?.rate ?? 0
    counts = circuit.populations.map(\.value.count)
    let map = circuit.map
    coded = map.coded.compactMap(circuit.number)
    spared = map.spared
    stores = circuit.stores.indices.map { store in
      let own = circuit.stores[store].parts, earlier = circuit.stores[..<store].flatMap(\.parts)
      return circuit.pathways.indices.filter { i in
        let ends = [circuit.pathways[i].value.from, circuit.pathways[i].value.to]
        return ends.contains(where: own.contains) && !ends.contains(where: earlier.contains)
      }
    }
    plastic = ablations.contains(.noPlasticity) ? [] : circuit.pathways.indices.filter { circuit.pathways[$0].value.isPlastic }
    isShuffled = ablations.contains(.shuffledWeights)
  }
}

extension CircuitBrain: MemoryBrain {
  func startNoise(_ key: StreamKey) {
    guard let memory else { return }
    (memory.noise.key, memory.noise.calls) = (key, 0)
  }

  func withNoise(_ key: StreamKey, _ body: () -> Void) {
    guard let noise = memory?.noise else { return body() }
    let before = (noise.key, noise.calls)
    startNoise(key)
    body()
    (noise.key, noise.calls) = before
  }

  /// The stream of the next presentation or retrieval.
  private func nextStream(_ noise: CircuitMemory.Noise) -> StreamKey {
    noise.calls += 1
    var key = noise.key
    let mixed = RandomStream(key, part: Int(UInt32(truncatingIfNeeded: noise.calls)))
    var random = mixed
    key.seed = random.next()
    return key
  }

  /// Runs `body`, which fails for lack of memory alone: what it is given was checked with the file.
  private func certain(_ body: () throws -> Void) {
    do { try body() } catch { fatalError("a circuit could not go on: \(error)") }
  }

  /// Goes on for `duration` ms with units shown; spikes of the populations in `watched` are handed to `record`.
  private mutating func show(
    _ memory: CircuitMemory, _ units: [Int32], _ amplitudes: [Float]? = nil, for duration: Double, watched: [Int] = [],
    record: (SpikeChunk) -> Void = { _ in }
  ) {
    let count = memory.counts[memory.shown], steps = Int((duration / network.step).rounded())
    var rates = [Double](repeating: memory.background, count: count)
    for (k, unit) in units.enumerated() {
      let share = Double(amplitudes?[k] ?? 1), rate = memory.background + share * (memory.surface.rate - memory.background)
      for cell in memory.surface.cells(of: Int(unit), among: count) { rates[cell] = max(0, rate) }
    }
    certain {
      try network.setRates(of: memory.shown, rates)
      try advance(steps, recording: watched, record: record)
      try network.setRates(of: memory.shown, [memory.background])
    }
  }

  /// Shows an item while plastic pathways learn, then lets all activity end.
  mutating func learn(_ presentation: Presentation) {
    guard let memory, presentation.strength > 0, !presentation.units.isEmpty else { return }
    let stream = network.stream
    network.stream = nextStream(memory.noise)
    let kept = presentation.teachesCortex ? [] : memory.spared.map { memory.stores[$0] } ?? []
    let before = network
    network.isLearning = !memory.plastic.isEmpty
    show(
      memory, presentation.units, presentation.amplitudes, for: memory.surface.duration * presentation.strength)
    network.isLearning = false
    for pathway in kept { network.take(pathway, from: before) }
    if memory.isShuffled {
      var random = RandomStream(nextStream(memory.noise))
      for pathway in memory.plastic { network.shuffleWeights(of: pathway, &random) }
    }
    let isSilent = network.populationIndices.map { network.isSilent($0) }
    for i in network.populationIndices { network.setSilent(true, i) }
    certain { try advance(Int((memory.surface.gap / network.step).rounded())) }
    for (i, silent) in zip(network.populationIndices, isSilent) { network.setSilent(silent, i) }
    network.stream = stream
  }

  /// Spikes of every cell of the populations in `watched`, in order, while a copy is shown units.
  private func responses(
    _ memory: CircuitMemory, to units: [Int32], for duration: Double, _ lesion: Lesion, of watched: [Int]
  ) -> [[Int]] {
    var copy = self, spikes = watched.map { [Int](repeating: 0, count: memory.counts[$0]) }
    copy.network.isLearning = false
    copy.network.stream = nextStream(memory.noise)
    for part in lesion.off { copy.network.setSilent(true, part) }
    for pathway in lesion.cut { copy.network.setTransmission(of: pathway, 0) }
    copy.show(memory, units, for: duration, watched: watched) { chunk in
      guard let i = watched.firstIndex(of: chunk.population) else { return }
      for spike in chunk.spikes { spikes[i][Int(spike.neuron)] += 1 }
    }
    return spikes
  }

  func answer(to cue: [Int32], lesion: Lesion) -> [Float] {
    guard let memory else { return [] }
    let surface = memory.surface, count = memory.counts[memory.read]
    let spikes = responses(memory, to: cue, for: surface.retrieval, lesion, of: [memory.read]).first ?? []
    return (0..<surface.units).map { unit in
      let cells = surface.cells(of: unit, among: count), total = spikes[cells].reduce(0, +)
      return Float(min(1, Double(total) / Double(cells.count) / surface.retrieval * 1000 / surface.full))
    }
  }

  /// Rates (Hz) of a population's cells: in the first quarter of a retrieval, or in all of it.
  func codes(of pattern: [Int32], kind: ResponseKind, lesion: Lesion) -> [Code?] {
    guard let memory else { return [] }
    let duration = memory.surface.retrieval * (kind == .initial ? 0.25 : 1)
    let spikes = responses(memory, to: pattern, for: duration, lesion, of: memory.coded)
    return zip(memory.coded, spikes).map { part, spikes in
      lesion.off.contains(part) ? nil : .graded(spikes.map { Float(Double($0) / duration * 1000) })
    }
  }

  mutating func fallAsleep(_ priority: Priority) {}

  mutating func replay(_ attempt: ReplayAttempt) -> ReplayOutcome { ReplayOutcome(isAccepted: false, pattern: []) }

  mutating func erase(store: Int) {
    guard let memory, memory.stores.indices.contains(store) else { return }
    for pathway in memory.stores[store] { network.take(pathway, from: memory.newborn) }
  }
}
