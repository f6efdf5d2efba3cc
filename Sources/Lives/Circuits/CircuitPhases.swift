import Analysis
import NetworkModels
import NumericalMethods
import Recordings
import Scenarios
import SpikingEngines

/// What a circuit of freely spiking neurons does: the phases that only it lives.
struct CircuitPhases {
  private unowned let life: Life
  private let circuit: CircuitSettings

  init(_ life: Life, _ circuit: CircuitSettings) { (self.life, self.circuit) = (life, circuit) }

  private func isAblated(_ ablation: Ablation) -> Bool { life.plan.scenario.ablations.contains(ablation) }

  private func key(_ kind: Purpose.Kind, _ number: Int = 0, _ seed: UInt64? = nil) -> StreamKey {
    life.key(kind, number, seed: seed)
  }

  /// The moment as it goes one of several ways: with a seed of its own where ways do not share their random numbers.
  func branching(_ moment: Moment, _ number: Int) -> Moment {
    guard !life.plan.scenario.commonRandomNumbers, var copy = moment.brain as? CircuitBrain else { return moment }
    var moment = moment
    let seed = (copy.network.stream.seed &+ UInt64(number + 1)) &* 0x9E37_79B9_7F4A_7C15
    copy.network.stream.seed = seed
    for i in copy.bursts.keys { copy.bursts[i]?.draw(from: burstKey(i, seed)) }
    moment.brain = copy
    return moment
  }

  private func burstKey(_ population: Int, _ seed: UInt64? = nil) -> StreamKey {
    key(.activity, CircuitBrain.burstStream(population), seed)
  }

  func explore(_ state: inout CircuitBrain, _ phase: ExplorePhase, _ number: Int) throws {
    guard let population = circuit.populations.firstIndex(where: { $0.name == phase.population }) else { return }
    let cells = circuit.populations[population].value.count, step = circuit.step
    // Where the fields lie is the subject's own, whichever exploration comes first.
    let centres = phase.track.centres(cells: cells, key(.explore, population << 18))
    let spikes = phase.track.spikes(
      centres, duration: phase.duration, step: step,
      key(.explore, population << 18 | (number + 1) & 0x3FFFF, state.network.stream.seed))
    if !isAblated(.noPlasticity) {
      try state.network.learn(population, from: spikes, steps: Int((phase.duration / step).rounded()), step: step)
      let own = circuit.pathways.indices.filter { i in
        let pathway = circuit.pathways[i].value
        return pathway.isPlastic && pathway.from == phase.population && pathway.to == phase.population
      }
      shuffleLearnt(&state.network, own, 1 << 23 | number & 0x7F_FFFF)
    }
    state.places[population] = PlaceFields(track: phase.track, centres: centres)
  }

  /// `number`: of the random numbers of its first pathway.
  func change(_ network: inout SpikingNetwork, _ phase: ChangePhase, _ number: Int) {
    for (i, change) in phase.pathways.enumerated() {
      guard let pathway = circuit.pathways.firstIndex(where: { $0.name == change.name }) else { continue }
      if let transmission = change.value.transmission { network.setTransmission(of: pathway, transmission) }
      if change.value.isShuffled {
        var random = RandomStream(key(.weights, number + i, network.stream.seed))
        network.shuffleWeights(of: pathway, times: change.value.times, &random)
      } else if change.value.times != 1 {
        network.scaleWeights(of: pathway, times: change.value.times)
      }
    }
  }

  /// Where an ablation leaves no structure in what was learnt; `number`: of the stretch of learning.
  private func shuffleLearnt(_ network: inout SpikingNetwork, _ pathways: [Int], _ number: Int) {
    guard isAblated(.shuffledWeights) else { return }
    var random = RandomStream(key(.ablation, number, network.stream.seed))
    for pathway in pathways { network.shuffleWeights(of: pathway, &random) }
  }

  func observe(_ state: inout CircuitBrain, _ phase: ObservePhase, _ number: Int, state place: Int32) throws {
    state.network.isLearning = phase.isLearning && !isAblated(.noPlasticity)
    let stimuli = phase.stimuli.map {
      StimulusSchedule(
        $0, circuit, duration: phase.duration, key(.activity, 1 << 20 | number & 0xF_FFFF, state.network.stream.seed))
    }
    let silent = life.plan.map.silence(phase.lesion.names) ?? .none
    let transmissions = lesion(&state.network, silent)
    defer {
      for population in silent.off { state.network.setSilent(false, population) }
      for (pathway, factor) in transmissions { state.network.setTransmission(of: pathway, factor) }
    }
    try state.advance(Int((phase.settle / circuit.step).rounded()))
    var activity = CircuitActivity(circuit, phase, first: state.network.steps, shown: stimuli?.shown ?? [])
    let recording = try recording(phase, state.network, life.plan.index.states[Int(place)])
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
    if state.network.isLearning {
      shuffleLearnt(&state.network, circuit.pathways.indices.filter { circuit.pathways[$0].value.isPlastic }, number & 0x7F_FFFF)
    }
    state.network.isLearning = false
    func add(_ kind: String, _ of: String?, _ value: Double?) {
      life.score(Int(place), CircuitMeasures.score(kind, of), value)
    }
    var random = RandomStream(key(.decoding, number, state.network.stream.seed))
    try activity.scores(state.places, &random, add)
    activity.engrams(&state.engrams, add)
    for (i, pathway) in circuit.pathways.enumerated() where pathway.value.isPlastic || pathway.value.weights != nil {
      let weights = state.network.weights(of: i)
      add("mean_weight", pathway.name, weights.isEmpty ? nil : weights.reduce(0) { $0 + Double($1) } / Double(weights.count))
    }
  }

  /// Silences populations and cuts pathways; returns what the cut ones transmitted before.
  private func lesion(_ network: inout SpikingNetwork, _ silent: Lesion) -> [(pathway: Int, factor: Double)] {
    for population in silent.off { network.setSilent(true, population) }
    return silent.cut.map { pathway in
      defer { network.setTransmission(of: pathway, 0) }
      return (pathway, network.transmission(of: pathway))
    }
  }

  private func recording(_ phase: ObservePhase, _ network: SpikingNetwork, _ state: Index.State) throws -> CircuitRecording? {
    guard let recordings = life.recordings, let settings = phase.record, life.number <= settings.subjects else { return nil }
    let name = [String(life.number), state.branch, state.label].filter { !$0.isEmpty }.joined(separator: "-")
    return try CircuitRecording(circuit, settings, network, folder: recordings, name: name)
  }
}

/// A phase that only circuits live.
protocol CircuitPhase: LivedPhase {
  func live(_ phases: CircuitPhases, _ brain: inout CircuitBrain, _ step: PhaseStep) throws
}

extension CircuitPhase {
  func live(_ life: Life, _ moment: inout Moment, _ step: PhaseStep) throws {
    guard let phases = life.circuits else { return }
    try moment.with(CircuitBrain.self) { brain, _ in try live(phases, &brain, step) }
  }
}

extension ExplorePhase: CircuitPhase {
  func live(_ phases: CircuitPhases, _ brain: inout CircuitBrain, _ step: PhaseStep) throws {
    try phases.explore(&brain, self, step.number)
  }
}

extension ObservePhase: CircuitPhase {
  func live(_ phases: CircuitPhases, _ brain: inout CircuitBrain, _ step: PhaseStep) throws {
    try phases.observe(&brain, self, step.number, state: Int32(step.state))
  }

  func scores(_ scenario: Scenario) -> [String] { scenario.circuit?.scores(of: [self]) ?? [] }
}
