import Declarations
import NumericalMethods

/// Unrelated random patterns, in classes of different strength and salience.
package struct RandomPatterns: MaterialGenerator, Equatable {
  package var classes = [PatternClass()]
  package var units = 20

  package init() {}

  /// Patterns that are learnt alike.
  package struct PatternClass: Declared, Equatable {
    package var name = "all"
    package var items = 16
    package var strength = 1.0
    package var salience = 0.0

    package init() {}

    package static let declaration = Declaration<Self>(
      "class", "Random patterns that are learnt alike.",
      fields: [
        .name("name", \.name, "group of these patterns, for claims and reports", required: true),
        .integer("items", \.items, 1...10_000, "number of patterns", required: true),
        .number("strength", \.strength, .number, 0...100, "multiplies the learning rates of each presentation"),
        .number("salience", \.salience, .number, 0...100, "reward or emotion at encoding"),
      ])
  }

  package static let declaration = Declaration<Self>(
    "random_patterns",
    "Random patterns over the whole entorhinal cortex, which overlap by chance; all their features count as unique.",
    fields: [
      Field(
        "classes", "classes of patterns",
        form: .list(.mapping(PatternClass.declaration.info), count: 1...100)
      ) { reader, node, root in
        let list = reader.list(node, count: 1...100) { reader, node -> PatternClass? in
          var value = PatternClass()
          PatternClass.declaration.read(&reader, node, into: &value)
          return value
        }
        if let list { root.classes = list }
      } show: { root in
        .list(root.classes.map { PatternClass.declaration.show($0) })
      },
      .integer("units", \.units, 1...1000, "units of a pattern (at size 1)"),
    ])

  package var outline: [ItemOutline] {
    classes.flatMap { c in
      (1...c.items).map {
        ItemOutline("\(c.name)-\($0)", family: "\(c.name)-\($0)", group: c.name, strength: c.strength, salience: c.salience)
      }
    }
  }

  package func demand(_ layer: InputLayer) -> Int { 0 }

  package func realize(
    name: String, layer: InputLayer, pool: inout UnitPool, others: [String: Material], random: inout RandomStream
  ) -> Material {
    let all = (0..<layer.units).map { Int32($0) }
    return Material(
      name: name, items: outline.map { Item($0, units: random.sample(layer.scaled(units), of: all), shared: []) })
  }
}
