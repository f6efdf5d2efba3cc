import Declarations
import NumericalMethods

/// Noisy exemplars of prototypes.
package struct Families: MaterialGenerator, Equatable {
  package var families = 3
  package var exemplars = 5
  package var noise = 0.3
  package var units = 20

  package init() {}

  package static let declaration = Declaration<Self>(
    "families",
    "Exemplars of prototypes: a share of the prototype's units is replaced by random others, so that the family is the less "
      + "predictable the noisier it is.",
    references: ["Sun2023"],
    fields: [
      .integer("families", \.families, 1...1000, "number of prototypes"),
      .integer("exemplars", \.exemplars, 1...1000, "exemplars of each"),
      .number("noise", \.noise, .fraction, 0...1, "share of the prototype's units that an exemplar replaces"),
      .integer("units", \.units, 1...1000, "units of a prototype (at size 1)"),
    ])

  package var outline: [ItemOutline] {
    (1...families).flatMap { f in (1...exemplars).map { ItemOutline("f\(f)-\($0)", family: "family-\(f)") } }
  }

  package func demand(_ layer: InputLayer) -> Int { families * layer.scaled(units) }

  /// A noisy copy of a prototype.
  package func exemplar(of prototype: [Int32], layer: InputLayer, random: inout RandomStream) -> [Int32] {
    let replaced = Int((noise * Double(prototype.count)).rounded())
    let kept = random.sample(prototype.count - replaced, of: prototype)
    let outside = (0..<layer.units).map { Int32($0) }.filter { !prototype.contains($0) }
    return kept + random.sample(replaced, of: outside)
  }

  package func realize(
    name: String, layer: InputLayer, pool: inout UnitPool, others: [String: Material], random: inout RandomStream
  ) -> Material {
    var prototypes: [String: [Int32]] = [:]
    for f in 1...families { prototypes["family-\(f)"] = pool.take(layer.scaled(units), random: &random).sorted() }
    let items = outline.map { item in
      let prototype = prototypes[item.family] ?? []
      let units = exemplar(of: prototype, layer: layer, random: &random)
      return Item(item, units: units, shared: units.filter { prototype.contains($0) })
    }
    return Material(name: name, items: items, prototypes: prototypes)
  }
}
