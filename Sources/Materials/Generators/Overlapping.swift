import Declarations
import NumericalMethods

/// Groups of patterns that overlap to a given degree.
package struct Overlapping: MaterialGenerator, Equatable {
  package var groups = 5
  package var members = 2
  package var overlap = 0.5
  package var units = 20

  package init() {}

  package static let declaration = Declaration<Self>(
    "overlapping", "Groups of patterns that share a given part of their units; groups are disjoint where units suffice.",
    fields: [
      .integer("groups", \.groups, 1...1000, "number of groups"),
      .integer("members", \.members, 2...1000, "patterns in each"),
      .number("overlap", \.overlap, .fraction, 0...1, "share of a pattern's units that the whole group has in common"),
      .integer("units", \.units, 1...1000, "units of a pattern (at size 1)"),
    ])

  package var outline: [ItemOutline] {
    (1...groups).flatMap { g in (1...members).map { ItemOutline("g\(g)-\($0)", family: "group-\(g)") } }
  }

  package func demand(_ layer: InputLayer) -> Int { 0 }

  package func realize(
    name: String, layer: InputLayer, pool: inout UnitPool, others: [String: Material], random: inout RandomStream
  ) -> Material {
    let count = layer.scaled(units), common = Int((overlap * Double(count)).rounded())
    var cores: [String: [Int32]] = [:], taken: [String: [Int32]] = [:]
    let items = outline.map { item in
      let core = cores[item.family] ?? pool.take(common, random: &random)
      cores[item.family] = core
      // Beyond the pool units are used again, but never twice in one group.
      let own = pool.take(count - common, avoiding: core + (taken[item.family] ?? []), random: &random)
      taken[item.family, default: []] += own
      return Item(item, units: core + own, shared: core)
    }
    return Material(name: name, items: items)
  }
}
