import Declarations
import NumericalMethods

/// A random walk on a graph with community structure.
package struct GraphWalk: MaterialGenerator, Equatable {
  package var communities = 3
  package var nodes = 5
  package var steps = 300
  package var units = 10

  package init() {}

  package static let declaration = Declaration<Self>(
    "graph_walk",
    "A random walk on a ring of communities: within a community every node is linked to every other except the two boundary nodes; "
      + "each boundary node is linked to the neighbouring community. Study with `order: sequence` and a `trace`.",
    references: ["Schapiro2013", "Schapiro2017CHORSE"],
    fields: [
      .integer("communities", \.communities, 2...100, "number of communities"),
      .integer("nodes", \.nodes, 3...100, "nodes in each; the first and the last are its boundary"),
      .integer("steps", \.steps, 1...1_000_000, "steps of the walk"),
      .integer("units", \.units, 1...1000, "units of a node (at size 1)"),
    ])

  package var outline: [ItemOutline] {
    (1...communities).flatMap { c in (1...nodes).map { ItemOutline("n\(c)-\($0)", family: "community-\(c)") } }
  }

  package var hasSequence: Bool { true }

  /// Nodes that can follow `node`.
  package func neighbours(_ node: Int) -> [Int] {
    let community = node / nodes, place = node % nodes, first = community * nodes, last = first + nodes - 1
    let isBoundary = place == 0 || place == nodes - 1
    var result = (first...last).filter { $0 != node && !(isBoundary && ($0 == first || $0 == last)) }
    if place == nodes - 1 { result.append((community + 1) % communities * nodes) }
    if place == 0 { result.append((community + communities - 1) % communities * nodes + nodes - 1) }
    return result
  }

  package func demand(_ layer: InputLayer) -> Int { communities * nodes * layer.scaled(units) }

  package func realize(
    name: String, layer: InputLayer, pool: inout UnitPool, others: [String: Material], random: inout RandomStream
  ) -> Material {
    let items = outline.map { Item($0, units: pool.take(layer.scaled(units), random: &random), shared: []) }
    var sequence = [random.below(communities * nodes)]
    while sequence.count < steps {
      let next = neighbours(sequence[sequence.count - 1])
      sequence.append(next[random.below(next.count)])
    }
    return Material(name: name, items: items, sequence: sequence)
  }
}
