import Declarations
import NumericalMethods

/// Pairs of items that share nothing but their time: one always follows the other.
package struct Pairs: MaterialGenerator, Equatable {
  package var pairs = 5
  package var units = 10
  package var epochs = 20

  package init() {}

  package static let declaration = Declaration<Self>(
    "pairs",
    "Pairs of items without common features; what relates them is that the second follows the first. Study with "
      + "`order: sequence` and a `trace` of the previous item.",
    references: ["Schapiro2017CHORSE"],
    fields: [
      .integer("pairs", \.pairs, 1...1000, "number of pairs"),
      .integer("units", \.units, 1...1000, "units of an item (at size 1)"),
      .integer("epochs", \.epochs, 1...10_000, "passes through all pairs in the sequence, pairs in random order"),
    ])

  package var outline: [ItemOutline] {
    (1...pairs).flatMap { p in ["a", "b"].map { ItemOutline("p\(p)\($0)", family: "pair-\(p)") } }
  }

  package var hasSequence: Bool { true }

  package func demand(_ layer: InputLayer) -> Int { 2 * pairs * layer.scaled(units) }

  package func realize(
    name: String, layer: InputLayer, pool: inout UnitPool, others: [String: Material], random: inout RandomStream
  ) -> Material {
    let items = outline.map { Item($0, units: pool.take(layer.scaled(units), random: &random), shared: []) }
    let sequence = (0..<epochs).flatMap { _ in random.shuffled(Array(0..<pairs)).flatMap { [2 * $0, 2 * $0 + 1] } }
    return Material(name: name, items: items, sequence: sequence)
  }
}
