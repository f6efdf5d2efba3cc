import Declarations
import NumericalMethods

/// Wholly new patterns.
package struct Novel: MaterialGenerator, Equatable {
  package var items = 10
  package var units = 20

  package init() {}

  package static let declaration = Declaration<Self>(
    "novel", "Wholly new random patterns: lures, or a second set to learn.",
    fields: [
      .integer("items", \.items, 1...10_000, "number of patterns"),
      .integer("units", \.units, 1...1000, "units of a pattern (at size 1)"),
    ])

  package var outline: [ItemOutline] { (1...items).map { ItemOutline("new-\($0)", family: "new-\($0)", group: "new") } }

  package func demand(_ layer: InputLayer) -> Int { 0 }

  package func realize(
    name: String, layer: InputLayer, pool: inout UnitPool, others: [String: Material], random: inout RandomStream
  ) -> Material {
    let all = (0..<layer.units).map { Int32($0) }
    return Material(
      name: name, items: outline.map { Item($0, units: random.sample(layer.scaled(units), of: all), shared: []) })
  }
}
