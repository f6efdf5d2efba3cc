import Declarations
import NumericalMethods

/// Lists of paired associates, AB and AC: the same first items with other second items in another context.
package struct PairedLists: Sendable, Equatable {
  package var input = ""
  package var output = ""
  package var pairs = 20
  package var poolUnits = 49
  package var contexts = 4
  package var active = 10
  package var different = 0.5
  package var flipped = 0.25
  package var drift = 0.1
  package var stages = 1
  package var hasLures = true
  package var tolerance = 0.34

  package init() {}

  /// Pools of the layers: the first item, the second, contexts.
  var pools: Int { 2 + contexts }
}

extension PairedLists: Declared {
  package static let declaration = Declaration<Self>(
    "paired_lists",
    "Lists of paired associates in pools of two layers: the first item (A) in the first pool, its associate (B, in the other list C) in "
      + "the second, contexts in all others. A test shows A and its context; a pair is recalled when too few units of the associate are wrongly "
      + "off and too few of all units wrongly on. Groups: ab, ac, lure (pairs of items that are in neither list), and ab2, ab3 … (list AB in "
      + "contexts that have drifted on).",
    references: ["Zheng2022", "Ketz2013"],
    fields: [
      .name("input", \.input, "layer that is clamped", required: true),
      .name("output", \.output, "layer that is to answer", required: true),
      .integer("pairs", \.pairs, 1...1000, "pairs of a list", source: "Zheng2022"),
      .integer("pool_units", \.poolUnits, 2...10_000, "units of a pool", source: "Zheng2022"),
      .integer("contexts", \.contexts, 0...32, "pools that show contexts", source: "Zheng2022"),
      .integer("active", \.active, 1...10_000, "active units of a pool", source: "Zheng2022"),
      .number(
        "different", \.different, .fraction, 0...1,
        "share of its active units in which an item differs from every other of its kind",
        source: "Zheng2022"),
      .number(
        "flipped", \.flipped, .fraction, 0...1, "share of the active units in which a pair's context departs from its list's",
        source: "Zheng2022"),
      .number(
        "drift", \.drift, .fraction, 0...1, "share of a context's active units that change from stage to stage",
        source: "Zheng2022"),
      .integer(
        "stages", \.stages, 1...10, "stages of drift; each after the first has a group of its own (ab2, ab3 …)",
        source: "convention"),
      .flag("lures", \.hasLures, "whether there are lures", source: "Zheng2022"),
      .number(
        "tolerance", \.tolerance, .fraction, 0...1, "recalled: shares of units wrongly off and wrongly on both lie below this",
        source: "Ketz2013"),
    ])
}

extension PairedLists: TrialGenerator {
  package var layers: [(name: String, units: Int?)] { [(input, pools * poolUnits), (output, pools * poolUnits)] }
  package var groups: [String] { ["ab", "ac"] + (hasLures ? ["lure"] : []) + (1..<max(stages, 1)).map { "ab\($0 + 1)" } }
  package var relations: [String] { ["within_ab", "within_ac", "same_cue", "other_cue"] }

  /// The pairs of all lists; those with the same cue are a family.
  package var outline: [ItemOutline] {
    groups.flatMap { group in
      (1...pairs).map { pair in
        ItemOutline("\(group)-\(pair)", family: group == "lure" ? "lure-\(pair)" : "pair-\(pair)", group: group)
      }
    }
  }

  package func task(_ units: (String) -> Int, _ random: inout RandomStream) -> any LayerTask {
    let first = vocabulary(&random), second = vocabulary(&random), third = vocabulary(&random)
    let lureFirst = vocabulary(&random), lureSecond = vocabulary(&random)
    // A prototype for each list, the same in all of its context pools; each pair departs from it in its own way.
    var lists = [
      PairedList(group: "ab", first: first, second: second, contexts: contexts(&random)),
      PairedList(group: "ac", first: first, second: third, contexts: contexts(&random)),
    ]
    if hasLures { lists.append(PairedList(group: "lure", first: lureFirst, second: lureSecond, contexts: contexts(&random))) }
    for stage in 1..<max(stages, 1) {
      var moved = lists[stage == 1 ? 0 : lists.count - 1]
      moved.group = "ab\(stage + 1)"
      moved.contexts = moved.contexts.map { $0.map { moving($0, share: drift, &random) } }
      lists.append(moved)
    }
    return PairedListsTask(settings: self, lists: lists)
  }

  /// Sets of active units of a pool, one for each pair, no two of them closer than `different`; where there is no room for that, as they come.
  private func vocabulary(_ random: inout RandomStream) -> [Set<Int>] {
    let all = Array(0..<poolUnits), count = min(active, poolUnits)
    let common = count - Int((different * Double(count)).rounded())
    var items: [Set<Int>] = []
    for _ in 0..<pairs {
      var item = Set(random.sample(count, of: all)), attempts = 1
      while attempts < 100, items.contains(where: { $0.intersection(item).count > common }) {
        item = Set(random.sample(count, of: all))
        attempts += 1
      }
      items.append(item)
    }
    return items
  }

  /// Contexts of a list's pairs, pool by pool.
  private func contexts(_ random: inout RandomStream) -> [[Set<Int>]] {
    let prototype = Set(random.sample(min(active, poolUnits), of: Array(0..<poolUnits)))
    return (0..<pairs).map { _ in (0..<contexts).map { _ in moving(prototype, share: flipped, &random) } }
  }

  /// The set with a share of its units exchanged for others.
  private func moving(_ units: Set<Int>, share: Double, _ random: inout RandomStream) -> Set<Int> {
    let others = (0..<poolUnits).filter { !units.contains($0) }
    let count = min(Int((share * Double(units.count)).rounded()), others.count)
    return units.subtracting(random.sample(count, of: units.sorted())).union(random.sample(count, of: others))
  }
}

/// One list: sets of active units of pools, pair by pair.
private struct PairedList {
  var group: String
  var first, second: [Set<Int>]
  var contexts: [[Set<Int>]]
}

/// Item k is pair k of list AB; those of the other lists follow, list by list.
private struct PairedListsTask: LayerTask {
  let settings: PairedLists
  let lists: [PairedList]
  /// As the answering layer shows them: in sleep nothing clamps the other.
  private(set) var items: [[LayerPattern]] = []
  private(set) var tests: [LayerTrial] = []

  init(settings: PairedLists, lists: [PairedList]) {
    (self.settings, self.lists) = (settings, lists)
    items = everyPair.map { trial($0.list, $0.pair, isCue: false).wanted }
    tests = everyPair.map { trial($0.list, $0.pair, isCue: true) }
  }

  var groups: [String] { settings.groups }
  var relations: [String] { settings.relations }

  /// The associate.
  func asked(_ trial: LayerTrial) -> [[Int]] {
    trial.wanted.map { _ in Array(settings.poolUnits..<2 * settings.poolUnits) }
  }

  func pools(_ layer: String) -> Int { settings.pools }

  private var everyPair: [(list: Int, pair: Int)] {
    lists.indices.flatMap { list in (0..<settings.pairs).map { (list, $0) } }
  }

  private func pattern(_ layer: String, _ pools: [Set<Int>]) -> LayerPattern {
    LayerPattern(
      layer, units: settings.pools * settings.poolUnits,
      active: pools.enumerated().flatMap { pool, units in units.map { pool * settings.poolUnits + $0 } })
  }

  private func trial(_ list: Int, _ pair: Int, isCue: Bool) -> LayerTrial {
    let it = lists[list], whole = [it.first[pair], it.second[pair]] + it.contexts[pair]
    let cue = [it.first[pair], []] + it.contexts[pair]
    return LayerTrial(
      item: list * settings.pairs + pair, group: it.group, shown: [pattern(settings.input, isCue ? cue : whole)],
      wanted: [pattern(settings.output, whole)])
  }

  /// All lists, before their contexts have drifted.
  func epoch(_ random: inout RandomStream) -> [LayerTrial] {
    let now = lists.indices.filter { lists[$0].group == "ab" || !lists[$0].group.hasPrefix("ab") }
    return random.shuffled(now.flatMap { list in (0..<settings.pairs).map { trial(list, $0, isCue: false) } })
  }

  func epoch(of group: String, _ random: inout RandomStream) -> [LayerTrial] {
    let list = lists.firstIndex { $0.group == group }
    return random.shuffled(list.map { list in (0..<settings.pairs).map { trial(list, $0, isCue: false) } } ?? [])
  }

  /// Shares of the associate's units that are wrongly off, and of all units that are wrongly on.
  func isRight(_ trial: LayerTrial, _ answers: [[Float]]) -> Bool {
    guard let wanted = trial.wanted.first?.values, let found = answers.first, found.count == wanted.count else { return false }
    let associate = settings.poolUnits..<2 * settings.poolUnits
    let due = associate.filter { wanted[$0] > 0.5 }, others = wanted.indices.filter { wanted[$0] <= 0.5 }
    let off = due.count { found[$0] < 0.5 }, on = others.count { found[$0] > 0.5 }
    return Double(off) < settings.tolerance * Double(due.count) && Double(on) < settings.tolerance * Double(others.count)
  }

  func relations(of a: Int, to b: Int) -> [String] {
    let n = settings.pairs, one = min(a / n, b / n), other = max(a / n, b / n)
    switch (one, other) {
    case (0, 0): return ["within_ab"]
    case (1, 1): return ["within_ac"]
    case (0, 1): return [a % n == b % n ? "same_cue" : "other_cue"]
    default: return []
    }
  }
}
