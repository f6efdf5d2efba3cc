import Analysis
import Materials
import NetworkModels
import NumericalMethods
import RateEngines
import Recordings
import Scenarios

/// One subject's feed-forward network on its way through the timeline; where the timeline branches, a copy goes each way.
struct FeedForwardSubject {
  let plan: Plan
  let settings: FeedForwardSettings
  let workspace: FeedForwardWorkspace
  private(set) var record: SubjectRecord
  private let numbers: [String: Int32]
  private let training, testing: Digits

  /// A network and what it has learnt.
  private struct Learner {
    var network: FeedForwardNetwork
    var learnt: Set<Int> = []
  }

  init(_ plan: Plan, _ settings: FeedForwardSettings, number: Int, workspace: FeedForwardWorkspace) {
    (self.plan, self.settings, self.workspace) = (plan, settings, workspace)
    record = SubjectRecord(subject: number)
    numbers = Dictionary(uniqueKeysWithValues: plan.index.measures.enumerated().map { ($1, Int32($0)) })
    var random = RandomStream(StreamKey(seed: plan.seed, subject: number, purpose: Purpose(.materials)))
    (training, testing) = settings.digits.draw(&random)
  }

  private func key(_ kind: Purpose.Kind, _ number: Int = 0) -> StreamKey {
    StreamKey(seed: plan.seed, subject: record.subject, purpose: Purpose(kind, number))
  }

  mutating func run() {
    let network = FeedForwardNetwork(layers: settings.layers, spread: settings.spread, stream: key(.brain))
    run(plan.timeline.steps, Learner(network: network))
  }

  private mutating func run(_ steps: [Timeline.Step], _ start: consuming Learner) {
    var learner = start
    for step in steps {
      switch step {
      case .backpropagate(let tasks, let epochs, let number): train(&learner, tasks, epochs, number)
      case .sleepReplay(let phase, let number, let state): sleep(&learner, phase, number, state)
      case .classify(let state): classify(learner.network, state)
      case .fork(let ways): for way in ways { run(way, learner) }
      default: break
      }
    }
  }

  private mutating func add(_ state: Int, _ score: String, _ value: Double) {
    guard value.isFinite, let measure = numbers[score] else { return }
    record.scores.append(Score(state: Int32(state), measure: measure, memory: -1, value: Float(value)))
  }

  private func train(_ learner: inout Learner, _ tasks: Set<Int>, _ epochs: Int, _ number: Int) {
    let examples = training.examples(of: tasks), rule = settings.backpropagation
    var order = RandomStream(key(.study, number)), dropout = RandomStream(key(.practice, number))
    learner.network.rest()
    for _ in 0..<epochs {
      let shuffled = order.shuffled(examples)
      for start in stride(from: 0, to: shuffled.count, by: rule.batch) {
        let some = shuffled[start..<min(start + rule.batch, shuffled.count)]
        workspace.show(some, of: training.pixels)
        learner.network.learn(some.map { training.labels[$0] }, rule, workspace, &dropout)
      }
    }
    learner.learnt.formUnion(tasks)
  }

  private mutating func sleep(_ learner: inout Learner, _ phase: SleepReplayPhase, _ number: Int, _ state: Int) {
    guard !plan.scenario.ablations.contains(.noReplay) else { return }
    var random = RandomStream(key(.sleep, number)), replay = settings.replay
    let input = plan.scenario.ablations.contains(.shuffledReplay) ? .shuffled : phase.input
    if !phase.isLearning { (replay.increase, replay.decrease) = (0, 0) }
    let examples = training.examples(of: learner.learnt)
    let largest = learner.network.largestActivations(examples, of: training.pixels, workspace)
    let spikes = learner.network.sleep(
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
  private mutating func classify(_ network: FeedForwardNetwork, _ state: Int) {
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
    for (k, part) in FeedForwardSettings.parts.enumerated() { add(state, "accuracy/" + part, Double(right[k]) / Double(all[k])) }
  }
}
