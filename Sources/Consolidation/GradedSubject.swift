import Analysis
import Materials
import NetworkModels
import NumericalMethods
import RateEngines
import Recordings
import Scenarios

/// One subject's graded network on its way through the timeline; where the timeline branches, a copy goes each way.
struct GradedSubject {
  let plan: Plan
  let graded: GradedSettings
  let ablation: GradedAblation
  let workspace: GradedWorkspace
  private(set) var record: SubjectRecord
  private let numbers: [String: Int32]
  let layerNumbers: [String: Int]
  let tasks: [String: any LayerTask]
  /// Trials of each task that the network has been trained on in parts of epochs.
  var trained: [String: Int] = [:]

  init(_ plan: Plan, _ graded: GradedSettings, number: Int, workspace: GradedWorkspace) {
    self.plan = plan
    ablation = GradedAblation(plan.scenario.ablations, graded)
    self.graded = ablation.settings
    self.workspace = workspace
    record = SubjectRecord(subject: number)
    numbers = Dictionary(uniqueKeysWithValues: plan.index.measures.enumerated().map { ($1, Int32($0)) })
    layerNumbers = Dictionary(uniqueKeysWithValues: graded.layers.enumerated().map { ($1.name, $0) })
    var tasks: [String: any LayerTask] = [:]
    for (i, task) in graded.tasks.enumerated() {
      var random = RandomStream(StreamKey(seed: plan.seed, subject: number, purpose: Purpose(.materials, i)))
      tasks[task.name] = task.value.kind?.task({ graded.unitCount($0) }, &random)
    }
    self.tasks = tasks
  }

  func random(_ kind: Purpose.Kind, _ number: Int) -> RandomStream {
    RandomStream(StreamKey(seed: plan.seed, subject: record.subject, purpose: Purpose(kind, number)))
  }

  mutating func run() {
    let network = GradedNetwork(
      units: graded.units, layers: graded.layers.map { ($0.name, $0.value) }, projections: graded.wires.map(\.value),
      stream: StreamKey(seed: plan.seed, subject: record.subject, purpose: Purpose(.brain)), workspace)
    run(plan.timeline.steps, network)
  }

  private mutating func run(_ steps: [Timeline.Step], _ start: consuming GradedNetwork) {
    var network = start
    for step in steps {
      switch step {
      case .train(let phase, let number, let state): train(&network, phase, number, state)
      case .test(let phase, let state): test(network, phase, state)
      case .autonomousSleep(let phase, let number, let state): sleep(&network, phase, number, state)
      case .consolidate(let phase, let number, let state): consolidate(&network, phase, number, state)
      case .rehearse(let phase, let number, let state): rehearse(&network, phase, number, state)
      case .change(let phase): change(&network, phase)
      case .fork(let ways):
        for way in ways {
          let before = trained
          run(way, network)
          trained = before
        }
      case .study, .wake, .sleep, .probe, .practice, .erase, .explore, .simulate, .weights, .backpropagate, .sleepReplay,
        .classify:
        break
      }
    }
  }

  mutating func add(_ state: Int, _ score: String, _ value: Double?) {
    guard let value, value.isFinite, let measure = numbers[score] else { return }
    record.scores.append(Score(state: Int32(state), measure: measure, memory: -1, value: Float(value)))
  }

  /// Numbers of layers that are off: those named, and those that are ablated.
  func layers(_ names: [String]) -> Set<Int> { Set((names + ablation.off).compactMap { layerNumbers[$0] }) }

  func projections(_ names: [String]) -> Set<Int> {
    Set(graded.wires.indices.filter { names.contains(graded.wires[$0].name) })
  }

  func patterns(_ list: [LayerPattern]) -> [(layer: Int, values: [Float])] {
    list.compactMap { pattern in layerNumbers[pattern.layer].map { ($0, pattern.values) } }
  }

  private mutating func train(_ network: inout GradedNetwork, _ phase: TrainPhase, _ number: Int, _ state: Int) {
    guard let task = tasks[phase.task] else { return }
    for rate in phase.rates {
      for p in projections([rate.name]) { network.rates[p] = ablation.rate(rate.rate) }
    }
    network.switchOff(layers(phase.off), cut: projections(phase.cut))
    damage(&network, phase.damage)
    network.noise = self.random(.practice, number)
    var random = random(.study, number), inARow = 0, epochs = 0
    while epochs < phase.epochs, inARow < phase.until?.inARow ?? .max {
      for trial in trials(phase, task, &random) {
        let input = GradedInput(clamped: patterns(trial.shown), targets: patterns(trial.wanted))
        if let oscillation = phase.oscillation {
          network.train(input, oscillation, workspace)
        } else {
          network.train(input, asTested: phase.isCued, workspace)
        }
      }
      epochs += 1
      if let until = phase.until {
        let right = Answers(task, tested(network, task, part: phase.part)).accuracy
        inARow = right.values.allSatisfy { $0 >= until.atLeast } ? inARow + 1 : 0
      }
    }
    trained[phase.task, default: 0] += phase.trials ?? 0
    network.switchOff()
    network.damage([:], damageStream)
    add(state, "epochs", Double(epochs))
    add(state, "reached", phase.until.map { inARow >= $0.inARow ? 1 : 0 })
  }

  /// Trials of an epoch, or of the part of it that is due, in order.
  private func trials(_ phase: TrainPhase, _ task: any LayerTask, _ random: inout RandomStream) -> [LayerTrial] {
    if phase.isCued { return random.shuffled(task.tests.filter { phase.part.isEmpty || $0.part == phase.part }) }
    let all = phase.part.isEmpty ? task.epoch(&random) : task.epoch(of: phase.part, &random)
    guard let count = phase.trials, !all.isEmpty else { return all }
    let from = trained[phase.task] ?? 0
    return (from..<from + count).map { all[$0 % all.count] }
  }

  /// Which units are damaged is a subject's own, and stays.
  var damageStream: StreamKey { StreamKey(seed: plan.seed, subject: record.subject, purpose: Purpose(.individual)) }

  func damage(_ network: inout GradedNetwork, _ shares: [NamedRate]) {
    let pairs = shares.compactMap { share in layerNumbers[share.name].map { ($0, share.rate) } }
    network.damage(Dictionary(pairs) { a, _ in a }, damageStream)
  }

  private func change(_ network: inout GradedNetwork, _ phase: ChangePhase) {
    for change in phase.projections {
      for p in projections([change.name]) {
        network.change(projection: p, to: ablation.projection(change.applied(to: network.projections[p])))
      }
    }
    for change in phase.layers {
      guard let i = layerNumbers[change.name] else { continue }
      network.change(layer: i, to: change.applied(to: network.layers[i]))
    }
  }
}
