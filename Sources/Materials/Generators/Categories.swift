import Declarations
import NumericalMethods

/// Categories of exemplars that share some features and have others of their own.
package struct Categories: MaterialGenerator, Equatable {
  package var categories = 3
  package var exemplars = 5
  package var sharedUnits = 10
  package var uniqueUnits = 10

  package init() {}

  package static let declaration = Declaration<Self>(
    "categories", "Categories of exemplars: every exemplar has its category's shared features and unique ones of its own.",
    references: ["Schapiro2017"],
    fields: [
      .integer("categories", \.categories, 1...1000, "number of categories"),
      .integer("exemplars", \.exemplars, 1...1000, "exemplars in each"),
      .integer("shared_units", \.sharedUnits, 0...1000, "units that all exemplars of a category share (at size 1)"),
      .integer("unique_units", \.uniqueUnits, 1...1000, "units of an exemplar alone (at size 1)"),
    ])

  package var outline: [ItemOutline] {
    (1...categories).flatMap { c in (1...exemplars).map { ItemOutline("c\(c)-\($0)", family: "category-\(c)") } }
  }

  private func sizes(_ layer: InputLayer) -> (shared: Int, unique: Int) {
    (layer.scaled(sharedUnits), layer.scaled(uniqueUnits, after: sharedUnits))
  }

  package func demand(_ layer: InputLayer) -> Int {
    categories * (sizes(layer).shared + exemplars * sizes(layer).unique)
  }

  package func realize(
    name: String, layer: InputLayer, pool: inout UnitPool, others: [String: Material], random: inout RandomStream
  ) -> Material {
    let (sharedCount, uniqueCount) = sizes(layer)
    var prototypes: [String: [Int32]] = [:]
    let items = outline.map { item in
      let shared = prototypes[item.family] ?? pool.take(sharedCount, random: &random)
      prototypes[item.family] = shared
      return Item(item, units: shared + pool.take(uniqueCount, random: &random), shared: exemplars > 1 ? shared : [])
    }
    return Material(name: name, items: items, prototypes: prototypes.mapValues { $0.sorted() })
  }
}
