import Analysis
import Materials
import NetworkModels
import NumericalMethods
import RateEngines
import Recordings
import Scenarios

/// What a network of layers does on tasks, trial by trial: the phases that only it lives.
struct LayeredTasks {
  private unowned let life: Life
  let graded: LayeredSettings
  let ablation: LayeredAblation
  let layerNumbers: [String: Int]
  let tasks: [String: any LayerTask]

  init(_ life: Life, _ graded: LayeredSettings) {
    self.life = life
    ablation = LayeredAblation(life.plan.scenario.ablations, graded)
    self.graded = ablation.settings
    layerNumbers = Dictionary(uniqueKeysWithValues: graded.layers.enumerated().map { ($1.name, $0) })
    var tasks: [String: any LayerTask] = [:]
    for (i, task) in graded.tasks.enumerated() {
      var random = life.stream(.materials, i)
      tasks[task.name] = task.value.kind?.task({ graded.unitCount($0) }, &random)
    }
    self.tasks = tasks
  }

  func random(_ kind: Purpose.Kind, _ number: Int) -> RandomStream { life.stream(kind, number) }

  func add(_ state: Int, _ score: String, _ value: Double?) { life.score(state, score, value) }

  /// Numbers of layers that are off: those named, and those that are ablated.
  func layers(_ names: [String]) -> Set<Int> { Set((names + ablation.off).compactMap { layerNumbers[$0] }) }

  func projections(_ names: [String]) -> Set<Int> {
    Set(graded.wires.indices.filter { names.contains(graded.wires[$0].name) })
  }

  func patterns(_ list: [LayerPattern]) -> [(layer: Int, values: [Float])] {
    list.compactMap { pattern in layerNumbers[pattern.layer].map { ($0, pattern.values) } }
  }

  func train(
    _ network: inout GradedNetwork, _ moment: inout Moment, _ phase: TrainPhase, _ number: Int, _ state: Int,
    _ workspace: GradedWorkspace
  ) {
    guard let task = tasks[phase.task] else { return }
    for rate in phase.rates {
      for p in projections([rate.name]) { network.rates[p] = ablation.rate(rate.rate) }
    }
    network.switchOff(layers(phase.off), cut: projections(phase.cut))
    damage(&network, phase.damage)
    network.noise = self.random(.practice, number)
    var random = random(.study, number), inARow = 0, epochs = 0
    while epochs < phase.epochs, inARow < phase.until?.inARow ?? .max {
      for trial in trials(phase, task, moment, &random) {
        let input = GradedInput(clamped: patterns(trial.shown), targets: patterns(trial.wanted))
        if let oscillation = phase.oscillation {
          network.train(input, oscillation, workspace)
        } else {
          network.train(input, asTested: phase.isCued, workspace)
        }
      }
      epochs += 1
      if let until = phase.until {
        let right = Answers(task, tested(network, task, part: phase.part, workspace)).accuracy
        inARow = right.values.allSatisfy { $0 >= until.atLeast } ? inARow + 1 : 0
      }
    }
    moment.trained[phase.task, default: 0] += phase.trials ?? 0
    network.switchOff()
    network.damage([:], damageStream)
    add(state, "epochs", Double(epochs))
    add(state, "reached", phase.until.map { inARow >= $0.inARow ? 1 : 0 })
  }

  /// Trials of an epoch, or of the part of it that is due, in order.
  private func trials(_ phase: TrainPhase, _ task: any LayerTask, _ moment: Moment, _ random: inout RandomStream) -> [LayerTrial]
  {
    if phase.isCued { return random.shuffled(task.tests.filter { phase.part.isEmpty || $0.part == phase.part }) }
    let all = phase.part.isEmpty ? task.epoch(&random) : task.epoch(of: phase.part, &random)
    guard let count = phase.trials, !all.isEmpty else { return all }
    let from = moment.trained[phase.task] ?? 0
    return (from..<from + count).map { all[$0 % all.count] }
  }

  /// Which units are damaged is a subject's own, and stays.
  var damageStream: StreamKey { life.key(.individual) }

  func damage(_ network: inout GradedNetwork, _ shares: [NamedRate]) {
    let pairs = shares.compactMap { share in layerNumbers[share.name].map { ($0, share.rate) } }
    network.damage(Dictionary(pairs) { a, _ in a }, damageStream)
  }

  func change(_ network: inout GradedNetwork, _ phase: ChangePhase) {
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
