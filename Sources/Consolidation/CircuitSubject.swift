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

  private func key(_ kind: Purpose.Kind, _ number: Int = 0) -> StreamKey {
    StreamKey(seed: plan.seed, subject: record.subject, purpose: Purpose(kind, number))
  }

  mutating func run() throws {
    var network = try SpikingNetwork(
      step: circuit.step, populations: plan.populations, pathways: plan.pathways, stream: key(.brain))
    network.isLearning = false
    for (i, population) in circuit.populations.enumerated() { start(&network, i, population.value) }
    try run(plan.timeline.steps, network)
  }

  private mutating func run(_ steps: [Timeline.Step], _ start: consuming SpikingNetwork) throws {
    var network = start
    for step in steps {
      switch step {
      case .simulate(let phase, _, let state): try simulate(&network, phase, Int32(state))
      case .weights(let phase, let number): change(&network, phase, number)
      case .fork(let ways): for way in ways { try run(way, network) }
      case .study, .wake, .sleep, .probe, .practice, .erase: break
      }
    }
  }

  private func start(_ network: inout SpikingNetwork, _ i: Int, _ population: PopulationSettings) {
    guard let start = population.start else { return }
    network.scatterPotentials(of: i, start.low, start.high)
    for input in start.inputs {
      guard let receptor = population.receptors.firstIndex(where: { $0.name == input.name }) else { continue }
      var random = RandomStream(key(.activity, i << 8 | receptor))
      let lowest = population.leaky?.synapses == .currents ? -Double.infinity : 0
      let values = (0..<population.count).map { _ in Float(max(lowest, input.value.mean + random.normal(sd: input.value.sd))) }
      network.setInputs(of: i, receptor: receptor, values)
    }
  }

  private func change(_ network: inout SpikingNetwork, _ phase: WeightsPhase, _ number: Int) {
    guard let pathway = circuit.pathways.firstIndex(where: { $0.name == phase.pathway }) else { return }
    var weights = network.weights(of: pathway)
    if phase.isShuffled {
      var random = RandomStream(key(.weights, number))
      weights = random.shuffled(weights)
    }
    if phase.times != 1 { for i in weights.indices { weights[i] *= Float(phase.times) } }
    network.setWeights(of: pathway, weights)
  }

  private mutating func simulate(_ network: inout SpikingNetwork, _ phase: SimulatePhase, _ state: Int32) throws {
    network.isLearning = phase.isLearning
    network.advance(steps: Int((phase.settle / circuit.step).rounded()))
    let steps = Int((phase.duration / circuit.step).rounded()), first = network.steps, step = circuit.step
    var tallies = circuit.populations.map { FiringTally(neurons: $0.value.count, duration: Double(steps) * step) }
    network.advance(steps: steps, recording: Array(tallies.indices)) { chunk in
      for spike in chunk.spikes {
        tallies[chunk.population].add(time: Double(spike.step - first) * step, cell: spike.neuron)
      }
    }
    network.isLearning = false
    func add(_ kind: String, _ of: String?, _ value: Double?) {
      guard let value, let measure = numbers[CircuitMeasures.score(kind, of)] else { return }
      record.scores.append(Score(state: state, measure: measure, memory: -1, value: Float(value)))
    }
    for (population, tally) in zip(circuit.populations, tallies) {
      add("rate", population.name, tally.rate)
      add("cv_isi", population.name, tally.irregularity)
      add("silent", population.name, tally.silent)
      add("fano", population.name, tally.fano)
    }
    for (i, pathway) in circuit.pathways.enumerated() {
      let weights = network.weights(of: i)
      add("mean_weight", pathway.name, weights.isEmpty ? nil : weights.reduce(0) { $0 + Double($1) } / Double(weights.count))
    }
  }
}
