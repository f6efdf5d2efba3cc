import CKernels
import NetworkModels
import NumericalMethods

/// A network of spiking neurons: populations, pathways and all state, a value. A copy shares the synapses, and whatever
/// changes is copied when it is first written to. What happens depends on the description and `stream` alone.
package struct SpikingNetwork: Sendable {
  /// ms.
  package let step: Double
  /// The noise's seed and subject; may be changed between calls, so that copies go different ways.
  package var stream: StreamKey
  /// Whether plastic pathways learn. Learning that begins again knows nothing of the spikes before.
  package var isLearning = true {
    didSet { if isLearning, !oldValue { for i in pathways.indices { pathways[i].forgetSpikes() } } }
  }
  /// Steps done.
  package internal(set) var steps: Int64 = 0
  /// How many of them were computed; the others were skipped, since no state could change in them.
  package internal(set) var computedSteps: Int64 = 0
  /// Whether steps in which no state can change are skipped. Results are the same either way.
  package var passesOverSilence = true
  /// The first step at which rest is tested for: no spike is in transit then, and the last test was long enough ago.
  var nextTry: Int64 = 0
  var populations: [PopulationState] = []
  var pathways: [PathwayState] = []

  /// Wires the network; each pathway from its own stream.
  package init(
    step: Double, populations: [Population], pathways: [Pathway], stream: StreamKey,
    kernels: UnsafePointer<engram_spiking_kernels> = engram_spiking_selected()
  ) throws(SpikingError) {
    try Check.network(step: step, populations: populations, pathways: pathways)
    self.step = step
    self.stream = stream
    for (i, population) in populations.enumerated() {
      let longest = pathways.filter { $0.source.population == i }.map { Int(($0.delay / step).rounded()) }.max() ?? 0
      self.populations.append(try PopulationState(population, step: step, memory: longest + 2))
    }
    for (i, pathway) in pathways.enumerated() {
      self.pathways.append(
        try PathwayState(
          pathway, number: i, source: populations[pathway.source.population], target: populations[pathway.target.population],
          step: step, stream: stream, kernels: kernels))
    }
  }

  /// ms since the beginning.
  package var time: Double { Double(steps) * step }
}

extension SpikingNetwork {
  /// Goes on by `count` steps.
  package mutating func advance(
    steps count: Int, kernels: UnsafePointer<engram_spiking_kernels> = engram_spiking_selected()
  ) {
    advance(steps: count, recording: [], kernels: kernels) { _ in }
  }

  /// Goes on by `count` steps. Spikes of the populations in `recording` are handed to `record` in chunks, each of at most `chunk` spikes
  /// or one step's, whichever is more; so recording takes bounded memory, however long it goes on.
  package mutating func advance(
    steps count: Int, recording: [Int], chunk: Int = 65_536,
    kernels: UnsafePointer<engram_spiking_kernels> = engram_spiking_selected(), record: (SpikeChunk) throws -> Void
  ) rethrows {
    guard count > 0 else { return }
    let frame = Frame(), described = frame.zeroed(engram_population.self, populations.count)
    let paths = frame.zeroed(engram_pathway.self, pathways.count)
    var buffers: [SpikeBuffer?] = []
    for i in populations.indices {
      let room = max(chunk, 2 * populations[i].padded)
      buffers.append(recording.contains(i) ? SpikeBuffer(room: room) : nil)
      populations[i].describe(
        described + i, number: i, step: step, stream: stream, recording: buffers[i], now: steps, frame)
    }
    for i in pathways.indices {
      pathways[i].describe(paths + i, step: step, populations: described, isLearning: isLearning, frame)
    }
    let network = frame.zeroed(engram_spiking_network.self, 1)
    network.pointee.populations = described
    network.pointee.population_count = populations.count
    network.pointee.pathways = paths
    network.pointee.pathway_count = pathways.count
    network.pointee.key = stream.seed
    network.pointee.now = steps
    network.pointee.memory = Int64(populations.map { $0.mask + 1 }.max() ?? 1)
    network.pointee.next_try = nextTry
    network.pointee.restless = passesOverSilence && populations.allSatisfy(\.canRest) ? 0 : 1
    network.pointee.computed = computedSteps
    defer { for i in populations.indices { populations[i].absorb(described[i]) } }
    var left = count
    while left > 0 {
      let most = min(left, 1 << 24)
      left -= kernels.pointee.advance(network, most)
      steps = network.pointee.now
      (nextTry, computedSteps) = (network.pointee.next_try, network.pointee.computed)
      for (i, buffer) in buffers.enumerated() {
        guard let buffer else { continue }
        let spikes = (0..<described[i].recorded).map {
          Spike(step: described[i].record_from + Int64(buffer.steps[$0]), neuron: buffer.neurons[$0])
        }
        described[i].recorded = 0
        described[i].record_from = steps
        if !spikes.isEmpty { try record(SpikeChunk(population: i, spikes: spikes)) }
      }
    }
  }
}
