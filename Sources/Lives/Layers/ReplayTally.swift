import NetworkModels
import RateEngines

/// Which items a network of layers that is left to itself comes back to: in every cycle of a plus or minus phase the nearest one, by the mean
/// absolute difference of activations.
struct ReplayTally {
  private struct Item {
    let task, number: Int
    let patterns: [(layer: Int, values: [Float])]
  }

  private let tasks: [String]
  private let items: [Item]
  private var cycles: [Int]
  private var distance = 0.0
  /// Nearest items since the last plus phase began, and those of phases that were learnt from.
  private var current: [Int: Int] = [:]
  private var learnt: Set<Int> = []

  init(_ tasks: [(name: String, items: [[(layer: Int, values: [Float])]])]) {
    self.tasks = tasks.map(\.name)
    items = tasks.enumerated().flatMap { task, entry in
      entry.items.enumerated().map { Item(task: task, number: $0, patterns: $1) }
    }
    cycles = [Int](repeating: 0, count: tasks.count)
  }

  mutating func add(_ cycle: GradedSleepCycle, _ network: borrowing GradedNetwork) {
    guard !items.isEmpty else { return }
    if cycle.event == .plusBegins { current = [:] }
    if cycle.event == .learn, let most = current.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) { learnt.insert(most.key) }
    guard cycle.phase != .idle, let (nearest, difference) = nearest(network) else { return }
    cycles[items[nearest].task] += 1
    distance += difference
    current[nearest, default: 0] += 1
  }

  /// A settled state, which counts as learnt from.
  mutating func add(_ network: borrowing GradedNetwork) {
    guard let (nearest, difference) = nearest(network) else { return }
    cycles[items[nearest].task] += 1
    distance += difference
    current[nearest, default: 0] += 1
    learnt.insert(nearest)
  }

  /// Share of the settled states in which the item that came up most often did.
  var mostVisited: Double? {
    let total = current.values.reduce(0, +)
    return total > 0 ? Double(current.values.max() ?? 0) / Double(total) : nil
  }

  private func nearest(_ network: borrowing GradedNetwork) -> (Int, Double)? {
    var best: (Int, Double)?
    for (i, item) in items.enumerated() {
      var sum = 0.0, units = 0
      for pattern in item.patterns {
        let found = network.activations(pattern.layer)
        for (x, y) in zip(pattern.values, found) { sum += Double((x - y).magnitude) }
        units += pattern.values.count
      }
      let difference = sum / Double(max(units, 1))
      if difference < best?.1 ?? .infinity { best = (i, difference) }
    }
    return best
  }

  var scores: [(name: String, value: Double)] {
    let total = cycles.reduce(0, +)
    guard total > 0 else { return tasks.map { ("visited_items/" + $0, 0) } }
    return tasks.enumerated().flatMap { i, task in
      [
        ("visits/" + task, Double(cycles[i]) / Double(total)),
        ("visited_items/" + task, Double(learnt.count { items[$0].task == i })),
      ]
    } + [("visit_distance", distance / Double(total))]
  }
}
