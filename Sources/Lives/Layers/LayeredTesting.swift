import Analysis
import Materials
import NetworkModels
import NumericalMethods
import RateEngines
import Recordings
import Scenarios

/// What a network of layers answers, and how similar its layers' activations are.
extension LayeredTasks {
  /// What the network answers to every test trial, and its layers' activations meanwhile.
  struct Tested {
    var trial: LayerTrial
    /// Activations of the layers that are asked for, settled.
    var answers: [[Float]]
    /// By moment, then by layer.
    var activations: [[[Float]]] = []
  }

  func tested(
    _ network: GradedNetwork, _ task: any LayerTask, groups: [String] = [], withLayers: Bool = false, _ workspace: GradedWorkspace
  ) -> [Tested] {
    var network = network
    // The same noise in every test: differences between them are paired.
    network.noise = random(.probe, 0)
    return task.tests.filter { groups.isEmpty || groups.contains($0.group) }.map { trial in
      network.test(GradedInput(clamped: patterns(trial.shown)), workspace)
      let answers = trial.wanted.map { network.activations(layerNumbers[$0.layer] ?? 0, .minus) }
      guard withLayers else { return Tested(trial: trial, answers: answers) }
      let kept = [GradedMoment.firstQuarter, .minus].map { moment in
        layered.layers.indices.map { network.activations($0, moment) }
      }
      return Tested(trial: trial, answers: answers, activations: kept)
    }
  }

  /// Shares of right trials and mean errors, by group.
  struct Answers {
    var accuracy: [String: Double] = [:]
    var error: [String: Double] = [:]

    init(_ task: any LayerTask, _ tested: [Tested]) {
      for group in Set(["all"] + task.groups) {
        let own = tested.filter { group == "all" || $0.trial.group == group }
        guard !own.isEmpty else { continue }
        let errors = own.map { test in
          zip(test.trial.wanted, test.answers).reduce(0.0) { sum, pair in
            sum + zip(pair.0.values, pair.1).reduce(0.0) { $0 + Self.error(wanted: $1.0, found: $1.1) }
          }
        }
        accuracy[group] = Double(own.count { task.isRight($0.trial, $0.answers) }) / Double(own.count)
        error[group] = errors.reduce(0, +) / Double(own.count)
      }
    }

    /// Squared, and none on the right side of one half.
    static func error(wanted: Float, found: Float) -> Double {
      let difference = Double(wanted - found)
      return difference.magnitude < 0.5 ? 0 : difference * difference
    }
  }

  func probe(_ network: GradedNetwork, _ phase: LayeredProbe, _ states: [Int], _ workspace: GradedWorkspace) {
    guard let task = tasks[phase.material] else { return }
    for (state, lesion) in zip(states, phase.lesions) {
      var lesioned = network
      silence(&lesioned, lesion)
      let tested = tested(lesioned, task, groups: phase.groups, withLayers: true, workspace)
      report(tested, phase.material, task, state)
      if let items = items[phase.material] { recall(lesioned, items, tested, state, workspace) }
    }
  }

  private func report(_ tested: [Tested], _ material: String, _ task: any LayerTask, _ state: Int) {
    let answers = Answers(task, tested)
    for (group, value) in answers.accuracy.sorted(by: { $0.key < $1.key }) { add(state, "accuracy/" + group, value) }
    for (group, value) in answers.error.sorted(by: { $0.key < $1.key }) { add(state, "output_error/" + group, value) }
    for (i, layer) in layered.layers.enumerated() {
      let mean = tested.reduce(0.0) { $0 + Double($1.activations[1][i].reduce(0, +)) / Double(layer.value.units) }
      add(state, "activity/" + layer.name, mean / Double(tested.count))
    }
    if life.plan.scenario.trials.first(where: { $0.name == material })?.generator.completes == true {
      completions(tested, task, state)
    }
    responses(tested, task, state)
    similarities(tested, task, state)
  }

  /// Shares of the units that a test asks for and does not show.
  private func completions(_ tested: [Tested], _ task: any LayerTask, _ state: Int) {
    for group in task.groups == ["all"] ? task.groups : ["all"] + task.groups {
      var due = 0, found = 0
      for test in tested where group == "all" || test.trial.group == group {
        for (wanted, answer) in zip(test.trial.wanted, test.answers) {
          let shown = test.trial.shown.first { $0.layer == wanted.layer }?.values
          for j in wanted.values.indices where wanted.values[j] > 0.5 && (shown?[j] ?? 0) <= 0.5 {
            due += 1
            if answer[j] > 0.5 { found += 1 }
          }
        }
      }
      if due > 0 { add(state, "completion/" + group, Double(found) / Double(due)) }
    }
  }

  /// Activations of each trial's own output units, and of those that only a related item has.
  private func responses(_ tested: [Tested], _ task: any LayerTask, _ state: Int) {
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
  private func similarities(_ tested: [Tested], _ task: any LayerTask, _ state: Int) {
    guard !task.relations.isEmpty else { return }
    for (i, layer) in layered.layers.enumerated() {
      for (moment, name) in LayeredProbe.moments.enumerated() {
        var sums: [String: (total: Double, count: Int)] = [:]
        for a in tested.indices {
          for b in tested.indices where a < b && tested[a].trial.item != tested[b].trial.item {
            let r = Code.correlation(tested[a].activations[moment][i], tested[b].activations[moment][i])
            for relation in task.relations(of: tested[a].trial.item, to: tested[b].trial.item) {
              sums[relation, default: (0, 0)].total += r
              sums[relation, default: (0, 0)].count += 1
            }
          }
        }
        for (relation, sum) in sums.sorted(by: { $0.key < $1.key }) {
          add(state, "similarity/\(layer.name)/\(name)/\(relation)", sum.total / Double(sum.count))
        }
      }
    }
  }
}
