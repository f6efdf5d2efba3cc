import Declarations
import NumericalMethods

/// New members of the families of another material, never studied.
package struct HeldOut: MaterialGenerator, Equatable {
  package var of = ""
  package var items = 2
  /// Families of the source, filled in when the file is checked.
  package var families: [String] = []
  /// How the source makes exemplars, if it does so from prototypes.
  package var noise: Families?

  package init() {}

  package static let declaration = Declaration<Self>(
    "held_out",
    "New members of another material's families: made as the studied ones are, with new unique features. For generalization; not to be studied.",
    fields: [
      .name("of", \.of, "the material whose families these are", required: true),
      .integer("items", \.items, 1...1000, "new members of each family"),
    ])

  package var source: String? { of }

  package var outline: [ItemOutline] {
    families.flatMap { family in (1...items).map { ItemOutline("\(family)-new-\($0)", family: family) } }
  }

  package func demand(_ layer: InputLayer) -> Int { 0 }

  package func realize(
    name: String, layer: InputLayer, pool: inout UnitPool, others: [String: Material], random: inout RandomStream
  ) -> Material {
    guard let model = others[of] else { return Material(name: name, items: []) }
    let all = (0..<layer.units).map { Int32($0) }
    let made = outline.compactMap { item -> Item? in
      guard let member = model.items.first(where: { $0.outline.family == item.family }) else { return nil }
      if let noise, let prototype = model.prototypes[item.family] {
        let units = noise.exemplar(of: prototype, layer: layer, random: &random)
        return Item(item, units: units, shared: units.filter { prototype.contains($0) })
      }
      let core = model.prototypes[item.family] ?? member.shared
      let free = all.filter { !core.contains($0) }
      return Item(item, units: core + random.sample(member.units.count - core.count, of: free), shared: core)
    }
    let prototypes =
      model.prototypes.isEmpty ? Dictionary(made.map { ($0.outline.family, $0.shared) }) { a, _ in a } : model.prototypes
    return Material(name: name, items: made, prototypes: prototypes)
  }
}
