import Analysis
import NetworkModels
import NumericalMethods
import Recordings
import Scenarios
import SpikingEngines

/// One subject's circuit on its way through the timeline; where the timeline branches, a copy of the network goes each way.
struct CircuitSubject {
  let plan: Plan
  let circuit: CircuitSettings
  private(set) var record: SubjectRecord
  private let numbers: [String: Int32]
  /// Where recordings are written; nil: nowhere.
  private let recordings: String?

  init(_ plan: Plan, _ circuit: CircuitSettings, number: Int, recordings: String?) {
    self.plan = plan
    self.circuit = circuit
    self.recordings = recordings
    record = SubjectRecord(subject: number)
    numbers = Dictionary(uniqueKeysWithValues: plan.index.measures.enumerated().map { ($1, Int32($0)) })
  }

  private func key(_ kind: Purpose.Kind, _ number: Int = 0, _ seed: UInt64? = nil) -> StreamKey {
    StreamKey(seed: seed ?? plan.seed, subject: record.subject, purpose: Purpose(kind, number))
  }

  /// A circuit at one moment, a value.
  private struct Circuit {
    var network: SpikingNetwork
    /// Of the populations that fire in bursts.
    var bursts: [Int: BurstSource]
    /// Of the populations that have explored a track.
    var places: [Int: PlaceFields] = [:]
    /// Of the populations in which they have been looked for.
    var engrams: [Int: [[Int]]] = [:]

    /// Goes on by `count` steps; spikes are given by the minute, so that they take bounded memory.
    mutating func advance(
      _ count: Int, recording: [Int] = [], potentials: [PotentialRecorder] = [], record: (SpikeChunk) throws -> Void = { _ in }
    ) throws {
      let window = bursts.isEmpty ? count : max(1, Int(60_000 / network.step))
      var left = count
      while left > 0 {
        let now = min(left, window)
        for i in bursts.keys.sorted() {
          let end = network.steps + Int64(now)
          if let spikes = bursts[i]?.spikes(before: end, step: network.step) { try network.setGiven(of: i, spikes) }
        }
        try network.advance(steps: now, recording: recording, potentials: potentials, record: record)
        left -= now
      }
    }
  }

  private func burstKey(_ population: Int, _ seed: UInt64? = nil) -> StreamKey { key(.activity, population << 8 | 0xFF, seed) }

  mutating func run() throws {
    var network = try SpikingNetwork(
      step: circuit.step, populations: plan.populations, pathways: plan.pathways, stream: key(.brain))
    network.isLearning = false
    var bursts: [Int: BurstSource] = [:]
    for (i, population) in circuit.populations.enumerated() {
      start(&network, i, population.value)
      bursts[i] = population.value.bursts.map { BurstSource($0, neurons: population.value.count, burstKey(i)) }
    }
    try run(plan.timeline.steps, Circuit(network: network, bursts: bursts))
  }

  private mutating func run(_ steps: [Timeline.Step], _ start: consuming Circuit) throws {
    var circuit = start
    for step in steps {
      switch step {
      case .simulate(let phase, let number, let state): try simulate(&circuit, phase, number, state: Int32(state))
      case .explore(let phase, let number): try explore(&circuit, phase, number)
      case .weights(let phase, let number): change(&circuit.network, phase, number)
      case .fork(let ways):
        for (number, way) in ways.enumerated() {
          var copy = circuit
          // Ways that do not share their random numbers have a seed of their own from here on.
          if !plan.scenario.commonRandomNumbers {
            let seed = (copy.network.stream.seed &+ UInt64(number + 1)) &* 0x9E37_79B9_7F4A_7C15
            copy.network.stream.seed = seed
            for i in copy.bursts.keys { copy.bursts[i]?.draw(from: burstKey(i, seed)) }
          }
          try run(way, copy)
        }
      case .study, .wake, .sleep, .probe, .practice, .erase, .train, .test, .autonomousSleep, .consolidate, .rehearse, .change,
        .backpropagate, .sleepReplay, .classify:
        break
      }
    }
  }

  private func start(_ network: inout SpikingNetwork, _ i: Int, _ population: PopulationSettings) {
    guard let start = population.start else {
      // At rest; those that would fire by themselves at their reset, where the engine has them.
      let rest = population.leaky.map { $0.resting < $0.threshold ? $0.resting : $0.reset } ?? population.adaptive?.resting
      if let rest { network.setPotentials(of: i, [Double](repeating: rest, count: population.count)) }
      return
    }
    network.scatterPotentials(of: i, start.low, start.high)
    for input in start.inputs {
      guard let receptor = population.receptors.firstIndex(where: { $0.name == input.name }) else { continue }
      var random = RandomStream(key(.activity, i << 8 | receptor))
      let lowest = population.leaky?.synapses == .currents ? -Double.infinity : 0
      let values = (0..<population.count).map { _ in Float(max(lowest, input.value.mean + random.normal(sd: input.value.sd))) }
      network.setInputs(of: i, receptor: receptor, values)
    }
  }

  private func explore(_ state: inout Circuit, _ phase: ExplorePhase, _ number: Int) throws {
    guard let population = circuit.populations.firstIndex(where: { $0.name == phase.population }) else { return }
    let cells = circuit.populations[population].value.count, step = circuit.step
    // Where the fields lie is the subject's own, whichever exploration comes first.
    let centres = phase.track.centres(cells: cells, key(.explore, population << 18))
    let spikes = phase.track.spikes(
      centres, duration: phase.duration, step: step,
      key(.explore, population << 18 | (number + 1) & 0x3FFFF, state.network.stream.seed))
    try state.network.learn(population, from: spikes, steps: Int((phase.duration / step).rounded()), step: step)
    state.places[population] = PlaceFields(track: phase.track, centres: centres)
  }

  private func change(_ network: inout SpikingNetwork, _ phase: WeightsPhase, _ number: Int) {
    guard let pathway = circuit.pathways.firstIndex(where: { $0.name == phase.pathway }) else { return }
    if let transmission = phase.transmission { network.setTransmission(of: pathway, transmission) }
    guard phase.isShuffled || phase.times != 1 else { return }
    var order = Array(0..<network.synapseCount(of: pathway))
    if phase.isShuffled {
      var random = RandomStream(key(.weights, number, network.stream.seed))
      order = random.shuffled(order)
    }
    func changed(_ values: [Float]) -> [Float] { order.map { values[$0] * Float(phase.times) } }
    network.setWeights(of: pathway, changed(network.weights(of: pathway)))
    if let references = network.references(of: pathway) { network.setReferences(of: pathway, changed(references)) }
  }

  private mutating func simulate(_ state: inout Circuit, _ phase: SimulatePhase, _ number: Int, state place: Int32) throws {
    state.network.isLearning = phase.isLearning
    let stimuli = phase.stimuli.map {
      StimulusSchedule(
        $0, circuit, duration: phase.duration, key(.activity, 1 << 20 | number & 0xF_FFFF, state.network.stream.seed))
    }
    let transmissions = lesion(&state.network, phase)
    defer {
      for name in phase.off { circuit.number(of: name).map { state.network.setSilent(false, $0) } }
      for (pathway, factor) in transmissions { state.network.setTransmission(of: pathway, factor) }
    }
    try state.advance(Int((phase.settle / circuit.step).rounded()))
    var activity = CircuitActivity(circuit, phase, first: state.network.steps, shown: stimuli?.shown ?? [])
    let recording = try recording(phase, state.network, plan.index.states[Int(place)])
    for piece in stimuli?.pieces ?? [.init(steps: Int((phase.duration / circuit.step).rounded()))] {
      for (population, rates) in piece.rates { try state.network.setRates(of: population, rates) }
      try state.advance(
        piece.steps, recording: Array(circuit.populations.indices), potentials: recording?.potentials ?? []
      ) { chunk in
        activity.add(chunk)
        try recording?.spikes.record(chunk)
      }
    }
    try recording?.finish(state.network)
    state.network.isLearning = false
    func add(_ kind: String, _ of: String?, _ value: Double?) {
      guard let value, let measure = numbers[CircuitMeasures.score(kind, of)] else { return }
      record.scores.append(Score(state: place, measure: measure, memory: -1, value: Float(value)))
    }
    var random = RandomStream(key(.decoding, number, state.network.stream.seed))
    try activity.scores(state.places, &random, add)
    activity.engrams(&state.engrams, add)
    for (i, pathway) in circuit.pathways.enumerated() {
      let weights = state.network.weights(of: i)
      add("mean_weight", pathway.name, weights.isEmpty ? nil : weights.reduce(0) { $0 + Double($1) } / Double(weights.count))
    }
  }

  /// Silences what is off and cuts what is cut; returns what the cut pathways transmitted before.
  private func lesion(_ network: inout SpikingNetwork, _ phase: SimulatePhase) -> [(pathway: Int, factor: Double)] {
    for name in phase.off { circuit.number(of: name).map { network.setSilent(true, $0) } }
    return circuit.pathways.indices.filter { phase.cut.contains(circuit.pathways[$0].name) }.map { pathway in
      defer { network.setTransmission(of: pathway, 0) }
      return (pathway, network.transmission(of: pathway))
    }
  }

  private func recording(_ phase: SimulatePhase, _ network: SpikingNetwork, _ state: Index.State) throws -> CircuitRecording? {
    guard let recordings, let settings = phase.record, record.subject <= settings.subjects else { return nil }
    let name = [String(record.subject), state.branch, state.label].filter { !$0.isEmpty }.joined(separator: "-")
    return try CircuitRecording(circuit, settings, network, folder: recordings, name: name)
  }
}
