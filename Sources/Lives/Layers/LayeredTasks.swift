import Analysis
import Materials
import NetworkModels
import NumericalMethods
import RateEngines
import Recordings
import Scenarios

/// What a network of layers does on tasks, trial by trial: the phases that only it lives.
struct LayeredTasks {
  unowned let life: Life
  let layered: LayeredSettings
  let ablation: LayeredAblation
  let layerNumbers: [String: Int]
  let tasks: [String: any LayerTask]
  /// Those of materials whose items are memories.
  let items: [String: TrialItems]

  init(_ life: Life, _ layered: LayeredSettings) {
    self.life = life
    ablation = LayeredAblation(life.plan.scenario.ablations, layered)
    self.layered = ablation.settings
    layerNumbers = Dictionary(uniqueKeysWithValues: layered.layers.enumerated().map { ($1.name, $0) })
    var tasks: [String: any LayerTask] = [:]
    for (i, material) in life.plan.scenario.trials.enumerated() {
      var random = life.stream(.materials, i)
      tasks[material.name] = material.generator.task({ layered.unitCount($0) }, &random)
    }
    self.tasks = tasks
    var items: [String: TrialItems] = [:]
    for material in life.plan.scenario.trials {
      guard let task = tasks[material.name], let first = life.plan.firstMemory[material.name] else { continue }
      items[material.name] = TrialItems(
        task, material.generator.outline, named: material.name, first: first, layers: layerNumbers)
    }
    self.items = items
  }

  func random(_ kind: Purpose.Kind, _ number: Int) -> RandomStream { life.stream(kind, number) }

  /// Keeps a number of a phase that has a label.
  func add(_ state: Int?, _ score: String, _ value: Double?) {
    if let state { life.score(state, score, value) }
  }

  /// Numbers of layers that are off: those named, and those that are ablated.
  func layers(_ names: [String]) -> Set<Int> { Set((names + ablation.off).compactMap { layerNumbers[$0] }) }

  func projections(_ names: [String]) -> Set<Int> {
    Set(layered.wires.indices.filter { names.contains(layered.wires[$0].name) })
  }

  func patterns(_ list: [LayerPattern]) -> [(layer: Int, values: [Float])] {
    list.compactMap { pattern in layerNumbers[pattern.layer].map { ($0, pattern.values) } }
  }

  func train(
    _ network: inout GradedNetwork, _ moment: inout Moment, _ phase: LayeredStudy, _ number: Int, _ state: Int?,
    _ workspace: GradedWorkspace
  ) {
    guard let task = tasks[phase.material] else { return }
    for rate in phase.rates {
      for p in projections([rate.name]) { network.rates[p] = ablation.rate(rate.rate) }
    }
    silence(&network, phase.lesion)
    network.noise = self.random(.practice, number)
    var random = random(.study, number), inARow = 0, epochs = 0
    let needed = phase.until.map { $0.inARow ?? 1 } ?? .max
    while epochs < phase.epochs, inARow < needed {
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
        let right = Answers(task, tested(network, task, groups: [phase.group].filter { !$0.isEmpty }, workspace)).accuracy
        inARow = right.values.allSatisfy { $0 >= until.atLeast } ? inARow + 1 : 0
      }
    }
    moment.trained[phase.material, default: 0] += phase.trials ?? 0
    wake(&network)
    add(state, "epochs", Double(epochs))
    add(state, "reached", phase.until.map { inARow >= $0.inARow ?? 1 ? 1 : 0 })
  }

  /// Trials of an epoch, or of the part of it that is due, in order.
  private func trials(_ phase: LayeredStudy, _ task: any LayerTask, _ moment: Moment, _ random: inout RandomStream)
    -> [LayerTrial]
  {
    if phase.isCued { return random.shuffled(task.tests.filter { phase.group.isEmpty || $0.group == phase.group }) }
    let all = phase.group.isEmpty ? task.epoch(&random) : task.epoch(of: phase.group, &random)
    guard let count = phase.trials, !all.isEmpty else { return all }
    let from = moment.trained[phase.material] ?? 0
    return (from..<from + count).map { all[$0 % all.count] }
  }

  /// Layers and projections that a lesion switches off, beside those that are ablated, and shares of other layers.
  func silent(_ lesion: LesionSettings) -> (off: Set<Int>, cut: Set<Int>, shares: [Int: Double]) {
    let silent = life.plan.map.silence(lesion.names) ?? .none
    let shares = silent.parts.filter { $0.share < 1 }.map { ($0.number, $0.share) }
    return (layers([]).union(silent.off), Set(silent.cut), Dictionary(uniqueKeysWithValues: shares))
  }

  /// Which units a lesion of a share takes is a subject's own, and stays.
  func silence(_ network: inout GradedNetwork, _ lesion: LesionSettings) {
    let (off, cut, shares) = silent(lesion)
    network.switchOff(off, cut: cut)
    network.damage(shares, life.key(.individual))
  }

  /// Nothing is silent any more.
  func wake(_ network: inout GradedNetwork) {
    network.switchOff()
    network.damage([:], life.key(.individual))
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
