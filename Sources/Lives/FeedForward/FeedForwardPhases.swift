import Analysis
import Materials
import NetworkModels
import NumericalMethods
import RateEngines
import Recordings
import Scenarios

/// A feed-forward network that learns to name digits: the phases that only it lives.
struct FeedForwardPhases {
  private unowned let life: Life
  private let settings: FeedForwardSettings
  private let training, testing: Digits

  init(_ life: Life, _ settings: FeedForwardSettings) {
    (self.life, self.settings) = (life, settings)
    var random = life.stream(.materials, 0)
    (training, testing) = settings.digits.draw(&random)
  }

  private func add(_ state: Int, _ score: String, _ value: Double) { life.score(state, score, value) }

  func train(
    _ network: inout FeedForwardNetwork, _ moment: inout Moment, _ tasks: Set<Int>, _ epochs: Int, _ number: Int,
    _ workspace: FeedForwardWorkspace
  ) {
    let examples = training.examples(of: tasks), rule = settings.backpropagation
    var order = life.stream(.study, number), dropout = life.stream(.practice, number)
    network.rest()
    for _ in 0..<epochs {
      let shuffled = order.shuffled(examples)
      for start in stride(from: 0, to: shuffled.count, by: rule.batch) {
        let some = shuffled[start..<min(start + rule.batch, shuffled.count)]
        workspace.show(some, of: training.pixels)
        network.learn(some.map { training.labels[$0] }, rule, workspace, &dropout)
      }
    }
    moment.learnt.formUnion(tasks)
  }

  func sleep(
    _ network: inout FeedForwardNetwork, _ moment: Moment, _ phase: SleepReplayPhase, _ number: Int, _ state: Int,
    _ workspace: FeedForwardWorkspace
  ) {
    guard !life.plan.scenario.ablations.contains(.noSleep) else { return }
    var random = life.stream(.sleep, number), replay = settings.replay
    let input = life.plan.scenario.ablations.contains(.shuffledReplay) ? .shuffled : phase.input
    if !phase.isLearning { (replay.increase, replay.decrease) = (0, 0) }
    let examples = training.examples(of: moment.learnt)
    let largest = network.largestActivations(examples, of: training.pixels, workspace)
    let spikes = network.sleep(
      replay, steps: phase.steps, image: image(input, examples, &random), side: settings.digits.grid, largest: largest, &random,
      workspace)
    for (l, name) in settings.layerNames.enumerated() {
      add(state, "layer_spikes/" + name, Double(spikes[l]) / Double(settings.layers[l + 1] * phase.steps))
    }
  }

  /// What makes input units spike.
  private func image(_ input: ReplayInput, _ examples: [Int], _ random: inout RandomStream) -> [Float] {
    let n = settings.layers[0]
    var mean = [Double](repeating: 0, count: n)
    for example in examples { for i in 0..<n { mean[i] += Double(training.pixels[example * n + i]) } }
    let image = mean.map { Float($0 / Double(max(examples.count, 1))) }
    switch input {
    case .meanImage: return image
    case .shuffled: return random.shuffled(image)
    case .uniform: return [Float](repeating: image.reduce(0, +) / Float(n), count: n)
    }
  }

  /// Shares of test examples whose own output unit is more active than every other.
  func classify(_ network: FeedForwardNetwork, _ state: Int, _ workspace: FeedForwardWorkspace) {
    let output = settings.layers.count - 1, classes = 0..<DigitSet.classes
    var right = [Int](repeating: 0, count: DigitSet.tasks), all = right
    for start in stride(from: 0, to: testing.count, by: workspace.batch) {
      let some = start..<min(start + workspace.batch, testing.count)
      workspace.show(some, of: testing.pixels)
      network.forward(some.count, workspace)
      for (b, example) in some.enumerated() {
        let label = testing.labels[example], own = workspace.activation(output, b, label)
        all[testing.task(example)] += 1
        if classes.allSatisfy({ $0 == label || own > workspace.activation(output, b, $0) }) { right[testing.task(example)] += 1 }
      }
    }
    add(state, "accuracy/all", Double(right.reduce(0, +)) / Double(all.reduce(0, +)))
    for (k, group) in FeedForwardSettings.groups.enumerated() {
      add(state, "accuracy/" + group, Double(right[k]) / Double(all[k]))
    }
  }
}

/// A phase that only feed-forward networks live.
protocol FeedForwardPhase: LivedPhase {
  func live(_ phases: FeedForwardPhases, _ brain: inout FeedForwardBrain, _ moment: inout Moment, _ step: PhaseStep)
}

extension FeedForwardPhase {
  func live(_ life: Life, _ moment: inout Moment, _ step: PhaseStep) throws {
    guard let phases = life.digits else { return }
    moment.with(FeedForwardBrain.self) { brain, moment in live(phases, &brain, &moment, step) }
  }
}

extension BackpropagatePhase: FeedForwardPhase {
  func live(_ phases: FeedForwardPhases, _ brain: inout FeedForwardBrain, _ moment: inout Moment, _ step: PhaseStep) {
    phases.train(&brain.network, &moment, Set(tasks.map { $0 - 1 }), epochs, step.number, brain.workspace)
  }
}

extension SleepReplayPhase: FeedForwardPhase {
  func live(_ phases: FeedForwardPhases, _ brain: inout FeedForwardBrain, _ moment: inout Moment, _ step: PhaseStep) {
    phases.sleep(&brain.network, moment, self, step.number, step.state, brain.workspace)
  }

  func scores(_ scenario: Scenario) -> [String] { scenario.feedForward?.sleepScores ?? [] }
}

extension ClassifyPhase: FeedForwardPhase {
  func live(_ phases: FeedForwardPhases, _ brain: inout FeedForwardBrain, _ moment: inout Moment, _ step: PhaseStep) {
    phases.classify(brain.network, step.state, brain.workspace)
  }

  func scores(_ scenario: Scenario) -> [String] { scenario.feedForward?.testScores ?? [] }
}
