import Materials
import RateEngines

/// Which patterns of a task the events of consolidation end in.
struct PatternReplays {
  /// A pattern is replayed where more than this share of its units is active, and of no other one more.
  static let threshold = 0.7

  private let task: String
  private let groups: [String]
  /// Group of every item, and its active units.
  private let items: [(group: String, units: [(layer: Int, unit: Int)])]
  private var counts: [Int]
  private var events = 0

  init(_ name: String, _ task: any LayerTask, layer: (String) -> Int?) {
    self.task = name
    groups = task.groups
    items = task.items.enumerated().map { k, patterns in
      let units = patterns.flatMap { pattern in
        layer(pattern.layer).map { number in
          pattern.values.indices.filter { pattern.values[$0] > 0.5 }.map { (layer: number, unit: $0) }
        } ?? []
      }
      return (task.tests.first { $0.item == k }?.group ?? "all", units)
    }
    counts = [Int](repeating: 0, count: items.count)
  }

  /// Takes the end of an event; layers that are `off` are not looked at.
  mutating func add(_ network: borrowing GradedNetwork, layers: Int, off: Set<Int>) {
    events += 1
    let found = (0..<layers).map { network.activations($0) }
    var best: (item: Int, share: Double)?
    for (k, item) in items.enumerated() {
      let units = item.units.filter { !off.contains($0.layer) }
      guard !units.isEmpty else { continue }
      let share = Double(units.count { found[$0.layer][$0.unit] > 0.5 }) / Double(units.count)
      if share > best?.share ?? 0 { best = (k, share) }
    }
    if let best, best.share > Self.threshold { counts[best.item] += 1 }
  }

  var scores: [(name: String, value: Double)] {
    let all = counts.reduce(0, +), each = Double(max(events, 1))
    let shares = (groups == ["all"] ? [] : groups).map { group in
      ("replayed/\(task)/" + group, Double(counts.indices.reduce(0) { $0 + (items[$1].group == group ? counts[$1] : 0) }) / each)
    }
    return [("replayed/\(task)/all", Double(all) / each)] + shares + [("replayed_items/" + task, Double(counts.count { $0 > 0 }))]
      + (all > 0 ? [("most_replayed/" + task, Double(counts.max() ?? 0) / Double(all))] : [])
  }
}
