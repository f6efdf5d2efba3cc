import Declarations
import NumericalMethods

/// A–B and A–C lists: each A is learnt first with a B, later with a C.
package struct PairedAssociates: MaterialGenerator, Equatable {
  package var pairs = 6
  package var sharedUnits = 10
  package var ownUnits = 10

  package init() {}

  package static let declaration = Declaration<Self>(
    "paired_associates",
    "A–B and A–C paired associates: groups AB and AC; the A of a pair is common to both, B and C are their own.",
    references: ["Norman2005"],
    fields: [
      .integer("pairs", \.pairs, 1...1000, "number of A items"),
      .integer("shared_units", \.sharedUnits, 0...1000, "units of an A (at size 1)"),
      .integer("own_units", \.ownUnits, 1...1000, "units of a B or C (at size 1)"),
    ])

  package var outline: [ItemOutline] {
    ["AB", "AC"].flatMap { (list: String) -> [ItemOutline] in
      (1...pairs).map { pair in ItemOutline("\(list)-\(pair)", family: "pair-\(pair)", group: list) }
    }
  }

  private func sizes(_ layer: InputLayer) -> (shared: Int, own: Int) {
    (layer.scaled(sharedUnits), layer.scaled(ownUnits, after: sharedUnits))
  }

  package func demand(_ layer: InputLayer) -> Int { pairs * (sizes(layer).shared + 2 * sizes(layer).own) }

  package func realize(
    name: String, layer: InputLayer, pool: inout UnitPool, others: [String: Material], random: inout RandomStream
  ) -> Material {
    let (shared, own) = sizes(layer)
    var stimuli: [String: [Int32]] = [:]
    let items = outline.map { item in
      let a = stimuli[item.family] ?? pool.take(shared, random: &random)
      stimuli[item.family] = a
      return Item(item, units: a + pool.take(own, random: &random), shared: a)
    }
    return Material(name: name, items: items)
  }
}
