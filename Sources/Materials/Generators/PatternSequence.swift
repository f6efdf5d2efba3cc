import Declarations
import NumericalMethods

/// Random patterns over several layers, learnt one after another.
package struct PatternSequence: Sendable, Equatable {
  package var count = 15
  package var places: [Named<PatternLayer>] = []
  package var isDistinct = false

  package init() {}
}

extension PatternSequence: Declared {
  package static let declaration = Declaration<Self>(
    "sequence",
    "Random patterns over several layers, in an order that stays. Training shows a pattern in all its layers; a test shows a share of it and "
      + "asks for the rest. Groups of the test: the oldest, middle and newest third of the patterns.",
    references: ["Murre1996", "Alvarez1994"],
    fields: [
      .integer("count", \.count, 1...10_000, "patterns", source: "convention"),
      .named("layers", \.places, "what a pattern is in each layer", count: 1...64, required: true),
      .flag(
        "distinct", \.isDistinct, "whether patterns share no units: pattern k has its own units of every pool",
        source: "convention"),
    ])
}

/// A pattern in one layer.
package struct PatternLayer: Sendable, Equatable {
  package var active = 1
  package var pools = 1
  package var cue = 0.0
  package var isWanted = false

  package init() {}
}

extension PatternLayer: Declared {
  package static let declaration = Declaration<Self>(
    "pattern_layer", "What a pattern is in one layer.",
    fields: [
      .integer("active", \.active, 1...100_000, "active units of each pool", required: true),
      .integer("pools", \.pools, 1...1000, "pools of equal size", source: "convention"),
      .number("cue", \.cue, .fraction, 0...1, "share of the active units that a test shows", source: "convention"),
      .flag("wanted", \.isWanted, "whether a test asks for those that it does not show"),
    ])
}

extension PatternSequence: TrialGenerator {
  package var layers: [(name: String, units: Int?)] { places.map { ($0.name, nil) } }
  package var relations: [String] { [] }
  package var completes: Bool { true }

  /// Patterns are drawn on their own: none is related to another.
  package var outline: [ItemOutline] {
    (0..<count).map { ItemOutline("pattern-\($0 + 1)", family: "pattern-\($0 + 1)", group: groups[groups.count * $0 / count]) }
  }

  package var groups: [String] { count < 3 ? ["all"] : ["oldest", "middle", "newest"] }

  package func task(_ units: (String) -> Int, _ random: inout RandomStream) -> any LayerTask {
    var items = [[LayerPattern]](repeating: [], count: count), shown = items
    for place in places {
      let n = units(place.name), settings = place.value, size = n / max(settings.pools, 1)
      let pools = (0..<settings.pools).map { pool in Array(pool * size..<(pool + 1) * size) }
      let orders = pools.map { random.shuffled($0) }
      for k in 0..<count {
        let active = pools.indices.map { pool in
          isDistinct
            ? Array(orders[pool].dropFirst(k * settings.active).prefix(settings.active))
            : random.sample(settings.active, of: pools[pool])
        }
        let all = active.flatMap(\.self)
        let cue = random.sample(Int((settings.cue * Double(all.count)).rounded()), of: all)
        items[k].append(LayerPattern(place.name, units: n, active: all))
        if !cue.isEmpty { shown[k].append(LayerPattern(place.name, units: n, active: cue)) }
      }
    }
    let wanted = Set(places.filter(\.value.isWanted).map(\.name)), groups = groups
    let tests = items.indices.map { k in
      LayerTrial(
        item: k, group: groups[groups.count * k / count], shown: shown[k],
        wanted: items[k].filter { wanted.contains($0.layer) })
    }
    return PatternTask(places: places, items: items, groups: groups, tests: tests)
  }
}

private struct PatternTask: LayerTask {
  let places: [Named<PatternLayer>]
  let items: [[LayerPattern]]
  let groups: [String]
  let tests: [LayerTrial]

  func pools(_ layer: String) -> Int { places.first { $0.name == layer }?.value.pools ?? 1 }

  func epoch(_ random: inout RandomStream) -> [LayerTrial] {
    tests.map { LayerTrial(item: $0.item, group: $0.group, shown: items[$0.item], wanted: []) }
  }
}
