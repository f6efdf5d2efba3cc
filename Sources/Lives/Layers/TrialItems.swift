import Materials
import NumericalMethods

/// The items of a material with trials: which units each is made of, in whatever layers its tests show and ask for.
struct TrialItems {
  /// A unit of a layer.
  struct Unit: Hashable, Comparable {
    var layer, unit: Int

    static func < (a: Unit, b: Unit) -> Bool { (a.layer, a.unit) < (b.layer, b.unit) }
  }

  let task: any LayerTask
  let families: [String]
  /// Position of the first one among the memories.
  let first: Int
  let tests: [[LayerTrial]]
  let units: [Set<Unit>]
  /// Those that other members of an item's family have too.
  let shared: [Set<Unit>]
  private let layers: [String: Int]

  init(_ task: any LayerTask, _ outline: [ItemOutline], named material: String, first: Int, layers: [String: Int]) {
    (self.task, self.first, self.layers) = (task, first, layers)
    families = outline.map { material + "/" + $0.family }
    let all = task.tests
    let tests = outline.indices.map { item in all.filter { $0.item == item } }
    let units = tests.map { tests in
      Set(tests.flatMap { ($0.shown + $0.wanted).flatMap { pattern in Self.active(pattern, layers) } })
    }
    let members = Dictionary(grouping: outline.indices) { outline[$0].family }
    shared = outline.indices.map { item in
      let others = members[outline[item].family]?.filter { $0 != item } ?? []
      return units[item].intersection(others.reduce(into: Set<Unit>()) { $0.formUnion(units[$1]) })
    }
    (self.tests, self.units) = (tests, units)
  }

  private static func active(_ pattern: LayerPattern, _ layers: [String: Int]) -> [Unit] {
    guard let layer = layers[pattern.layer] else { return [] }
    return pattern.values.indices.filter { pattern.values[$0] > 0.5 }.map { Unit(layer: layer, unit: $0) }
  }

  /// Mean activations, over tests, of the units that they ask for.
  func answers(_ tested: [LayeredTasks.Tested]) -> [Unit: Float] {
    var sums: [Unit: (total: Float, count: Float)] = [:]
    for test in tested {
      for ((wanted, found), asked) in zip(zip(test.trial.wanted, test.answers), task.asked(test.trial)) {
        guard let layer = layers[wanted.layer] else { continue }
        for unit in asked where found.indices.contains(unit) {
          let sum = sums[Unit(layer: layer, unit: unit)] ?? (0, 0)
          sums[Unit(layer: layer, unit: unit)] = (sum.total + found[unit], sum.count + 1)
        }
      }
    }
    return sums.mapValues { $0.total / $0.count }
  }

  /// Tests of a pattern that was never learnt, made from an item's: `kind` 0 keeps its shared units and has other unique ones, 1 has other
  /// units throughout; each lies in the pool of the one in whose place it stands. Units of the item and those in their place.
  func lure(like item: Int, kind: Int, _ random: inout RandomStream) -> (tests: [LayerTrial], places: [Unit: Unit]) {
    var places: [Unit: Unit] = [:], taken = units[item]
    let sizes = Dictionary(
      tests[item].flatMap { $0.shown + $0.wanted }.map { ($0.layer, $0.values.count) }
    ) { a, _ in a }
    for unit in units[item].sorted() where kind == 1 || !shared[item].contains(unit) {
      guard let layer = layers.first(where: { $0.value == unit.layer })?.key, let size = sizes[layer] else { continue }
      let pool = max(1, size / max(1, task.pools(layer))), start = unit.unit / pool * pool
      let free = (start..<min(start + pool, size)).map { Unit(layer: unit.layer, unit: $0) }.filter { !taken.contains($0) }
      guard !free.isEmpty else { continue }
      let new = free[random.below(free.count)]
      places[unit] = new
      taken.insert(new)
    }
    func moved(_ pattern: LayerPattern) -> LayerPattern {
      let active = Self.active(pattern, layers).map { (places[$0] ?? $0).unit }
      return LayerPattern(pattern.layer, units: pattern.values.count, active: active)
    }
    let lures = tests[item].map {
      LayerTrial(item: item, group: $0.group, shown: $0.shown.map(moved), wanted: $0.wanted.map(moved))
    }
    return (lures, places)
  }
}
