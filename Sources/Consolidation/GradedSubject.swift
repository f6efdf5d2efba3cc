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
  private let ablation: GradedAblation
  let workspace: GradedWorkspace
  private(set) var record: SubjectRecord
  private let numbers: [String: Int32]
  private let layerNumbers: [String: Int]
  private let tasks: [String: any LayerTask]
  /// Trials of each task that the network has been trained on in parts of epochs.
  private var trained: [String: Int] = [:]

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

  private func random(_ kind: Purpose.Kind, _ number: Int) -> RandomStream {
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
      case .study, .wake, .sleep, .probe, .practice, .erase, .explore, .simulate, .weights: break
      }
    }
  }

  private mutating func add(_ state: Int, _ score: String, _ value: Double?) {
    guard let value, value.isFinite, let measure = numbers[score] else { return }
    record.scores.append(Score(state: Int32(state), measure: measure, memory: -1, value: Float(value)))
  }

  /// Numbers of layers that are off: those named, and those that are ablated.
  private func layers(_ names: [String]) -> Set<Int> { Set((names + ablation.off).compactMap { layerNumbers[$0] }) }

  private func projections(_ names: [String]) -> Set<Int> {
    Set(graded.wires.indices.filter { names.contains(graded.wires[$0].name) })
  }

  private func patterns(_ list: [LayerPattern]) -> [(layer: Int, values: [Float])] {
    list.compactMap { pattern in layerNumbers[pattern.layer].map { ($0, pattern.values) } }
  }

  // MARK: Training

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
  private var damageStream: StreamKey { StreamKey(seed: plan.seed, subject: record.subject, purpose: Purpose(.individual)) }

  private func damage(_ network: inout GradedNetwork, _ shares: [NamedRate]) {
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

  // MARK: Testing

  /// What the network answers to every test trial, and its layers' activations meanwhile.
  private struct Tested {
    var trial: LayerTrial
    /// Activations of the layers that are asked for, settled.
    var answers: [[Float]]
    /// By moment, then by layer.
    var activations: [[[Float]]] = []
  }

  private func tested(_ network: GradedNetwork, _ task: any LayerTask, part: String = "", withLayers: Bool = false) -> [Tested] {
    var network = network
    // The same noise in every test: differences between them are paired.
    network.noise = random(.probe, 0)
    return task.tests.filter { part.isEmpty || $0.part == part }.map { trial in
      network.test(GradedInput(clamped: patterns(trial.shown)), workspace)
      let answers = trial.wanted.map { network.activations(layerNumbers[$0.layer] ?? 0, .minus) }
      guard withLayers else { return Tested(trial: trial, answers: answers) }
      let kept = [GradedMoment.firstQuarter, .minus].map { moment in
        graded.layers.indices.map { network.activations($0, moment) }
      }
      return Tested(trial: trial, answers: answers, activations: kept)
    }
  }

  /// Shares of right trials and mean errors, by part.
  private struct Answers {
    var accuracy: [String: Double] = [:]
    var error: [String: Double] = [:]

    init(_ task: any LayerTask, _ tested: [Tested]) {
      for part in Set(["all"] + task.parts) {
        let own = tested.filter { part == "all" || $0.trial.part == part }
        guard !own.isEmpty else { continue }
        let errors = own.map { test in
          zip(test.trial.wanted, test.answers).reduce(0.0) { sum, pair in
            sum + zip(pair.0.values, pair.1).reduce(0.0) { $0 + Self.error(wanted: $1.0, found: $1.1) }
          }
        }
        accuracy[part] = Double(own.count { task.isRight($0.trial, $0.answers) }) / Double(own.count)
        error[part] = errors.reduce(0, +) / Double(own.count)
      }
    }

    /// Squared, and none on the right side of one half.
    static func error(wanted: Float, found: Float) -> Double {
      let difference = Double(wanted - found)
      return difference.magnitude < 0.5 ? 0 : difference * difference
    }
  }

  private mutating func test(_ network: GradedNetwork, _ phase: TestPhase, _ state: Int) {
    guard let task = tasks[phase.task] else { return }
    var lesioned = network
    lesioned.switchOff(layers(phase.off), cut: projections(phase.cut))
    damage(&lesioned, phase.damage)
    let tested = tested(lesioned, task, part: phase.part, withLayers: true)
    let answers = Answers(task, tested)
    for (part, value) in answers.accuracy.sorted(by: { $0.key < $1.key }) { add(state, "accuracy/" + part, value) }
    for (part, value) in answers.error.sorted(by: { $0.key < $1.key }) { add(state, "output_error/" + part, value) }
    for (i, layer) in graded.layers.enumerated() {
      let mean = tested.reduce(0.0) { $0 + Double($1.activations[1][i].reduce(0, +)) / Double(layer.value.units) }
      add(state, "activity/" + layer.name, mean / Double(tested.count))
    }
    completions(tested, task, state)
    responses(tested, task, state)
    likenesses(tested, task, state)
  }

  /// Shares of the units that a test asks for and does not show.
  private mutating func completions(_ tested: [Tested], _ task: any LayerTask, _ state: Int) {
    for part in task.parts == ["all"] ? task.parts : ["all"] + task.parts {
      var due = 0, found = 0
      for test in tested where part == "all" || test.trial.part == part {
        for (wanted, answer) in zip(test.trial.wanted, test.answers) {
          let shown = test.trial.shown.first { $0.layer == wanted.layer }?.values
          for j in wanted.values.indices where wanted.values[j] > 0.5 && (shown?[j] ?? 0) <= 0.5 {
            due += 1
            if answer[j] > 0.5 { found += 1 }
          }
        }
      }
      if due > 0 { add(state, "completion/" + part, Double(found) / Double(due)) }
    }
  }

  /// Activations of each trial's own output units, and of those that only a related item has.
  private mutating func responses(_ tested: [Tested], _ task: any LayerTask, _ state: Int) {
    var sums: [String: (total: Double, count: Int)] = [:]
    func collect(_ relation: String, _ values: [Float]) {
      guard !values.isEmpty else { return }
      let mean = values.reduce(0) { $0 + Double($1) } / Double(values.count)
      sums[relation, default: (0, 0)].total += mean
      sums[relation, default: (0, 0)].count += 1
    }
    for test in tested {
      for (wanted, found) in zip(test.trial.wanted, test.answers) {
        collect("own", zip(wanted.values, found).filter { $0.0 > 0.5 }.map(\.1))
        guard !task.relations.isEmpty else { continue }
        for other in task.items.indices where other != test.trial.item {
          guard let pattern = task.items[other].first(where: { $0.layer == wanted.layer }) else { continue }
          let theirs = found.indices.filter { pattern.values[$0] > 0.5 && wanted.values[$0] <= 0.5 }.map { found[$0] }
          for relation in task.relations(of: test.trial.item, to: other) { collect(relation, theirs) }
        }
      }
    }
    for (relation, sum) in sums.sorted(by: { $0.key < $1.key }) {
      add(state, "response/" + relation, sum.total / Double(sum.count))
    }
  }

  /// Correlations of layers' activations between tests of different items, by their relation.
  private mutating func likenesses(_ tested: [Tested], _ task: any LayerTask, _ state: Int) {
    guard !task.relations.isEmpty else { return }
    for (i, layer) in graded.layers.enumerated() {
      for (moment, name) in GradedSettings.moments.enumerated() {
        var sums: [String: (total: Double, count: Int)] = [:]
        for a in tested.indices {
          for b in tested.indices where a < b && tested[a].trial.item != tested[b].trial.item {
            let r = Self.correlation(tested[a].activations[moment][i], tested[b].activations[moment][i])
            for relation in task.relations(of: tested[a].trial.item, to: tested[b].trial.item) {
              sums[relation, default: (0, 0)].total += r
              sums[relation, default: (0, 0)].count += 1
            }
          }
        }
        for (relation, sum) in sums.sorted(by: { $0.key < $1.key }) {
          add(state, "likeness/\(layer.name)/\(relation)/\(name)", sum.total / Double(sum.count))
        }
      }
    }
  }

  /// Pearson correlation; 0 where one does not vary.
  private static func correlation(_ a: [Float], _ b: [Float]) -> Double {
    let n = Double(a.count), ma = a.reduce(0) { $0 + Double($1) } / n, mb = b.reduce(0) { $0 + Double($1) } / n
    var aa = 0.0, bb = 0.0, ab = 0.0
    for (x, y) in zip(a, b) {
      let dx = Double(x) - ma, dy = Double(y) - mb
      (aa, bb, ab) = (aa + dx * dx, bb + dy * dy, ab + dx * dy)
    }
    return aa > 0 && bb > 0 ? ab / (aa * bb).squareRoot() : 0
  }

  // MARK: Sleep

  private mutating func consolidate(_ network: inout GradedNetwork, _ phase: ConsolidatePhase, _ number: Int, _ state: Int) {
    guard ablation.happens(off: phase.off) else { return }
    let off = layers(phase.off), held = layers(phase.held)
    network.switchOff(off, cut: projections(phase.cut))
    damage(&network, phase.damage)
    network.noise = random(.sleep, number)
    var replays = phase.decoded.compactMap { name in
      tasks[name].map { PatternReplays(name, $0) { layerNumbers[$0] } }
    }
    for _ in 0..<phase.events {
      network.consolidate(cycles: phase.cycles, learning: phase.learning, held: held, workspace)
      for k in replays.indices { replays[k].add(network, layers: graded.layers.count, off: off) }
    }
    network.switchOff()
    network.damage([:], damageStream)
    for score in replays.flatMap(\.scores) { add(state, score.name, score.value) }
  }

  private mutating func sleep(_ network: inout GradedNetwork, _ phase: AutonomousSleep, _ number: Int, _ state: Int) {
    guard let phase = ablation.sleep(phase) else { return add(state, "learning_events", 0) }
    network.switchOff(layers(phase.off), cut: projections(phase.cut))
    var random = random(.sleep, number), stability = 0.0, stable = 0, events = 0
    var decoder = ReplayTally(phase.decoded.map { name in (name, tasks[name]?.items.map(patterns) ?? []) })
    network.sleep(phase, rates: network.projections.map(\.sleepRate), &random, workspace) { cycle, network in
      stability += cycle.stability
      if cycle.phase == .plus { stable += 1 }
      if cycle.event == .learn { events += 1 }
      decoder.add(cycle, network)
    }
    network.switchOff()
    add(state, "learning_events", Double(events))
    add(state, "stability", stability / Double(phase.cycles))
    add(state, "stable_share", Double(stable) / Double(phase.cycles))
    for score in decoder.scores { add(state, score.name, score.value) }
  }

  private mutating func rehearse(_ network: inout GradedNetwork, _ phase: Rehearsal, _ number: Int, _ state: Int) {
    guard let phase = ablation.rehearsal(phase) else { return }
    network.switchOff(layers(phase.off), cut: projections(phase.cut))
    var random = random(.sleep, number)
    var tally = ReplayTally(phase.decoded.map { name in (name, tasks[name]?.items.map(patterns) ?? []) })
    network.rehearse(phase, rates: network.projections.map(\.sleepRate), &random, workspace) { tally.add($0) }
    network.switchOff()
    for score in tally.scores { add(state, score.name, score.value) }
    add(state, "most_visited", tally.mostVisited)
  }
}
