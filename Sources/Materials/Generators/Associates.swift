import Declarations
import NumericalMethods

/// Pairs of patterns, input and output, in blocks of units of their own.
package struct Associates: Sendable, Equatable {
  package var input = ""
  package var output = ""
  package var pairs = 10
  package var block = 12
  package var offsets: [Int] = [0, 1, 2, 3, 6, 7, 8]
  package var decoded: [String] = []

  package init() {}
}

extension Associates: Declared {
  package static let declaration = Declaration<Self>(
    "associates",
    "Pairs of an input and an output pattern. Pair k is active in the same units of the k-th block of both layers; two tasks with common "
      + "offsets have related pairs, pair by pair, and no overlap otherwise.",
    references: ["Singh2022"],
    fields: [
      .name("input", \.input, "layer that is clamped", required: true),
      .name("output", \.output, "layer that is to answer", required: true),
      .integer("pairs", \.pairs, 1...10_000, "pairs, each with a block of its own", source: "Singh2022"),
      .integer("block", \.block, 1...10_000, "units of a block", source: "Singh2022"),
      .integers("active", \.offsets, 0...9999, "active units of a block, from 0 on"),
      .names(
        "decoded", \.decoded, "layers that show a pair's pattern when it is replayed; the output if none is named", count: 0...16),
    ])
}

extension Associates: TrialGenerator {
  package var layers: [(name: String, units: Int?)] { [(input, nil), (output, nil)] + decoded.map { ($0, nil) } }
  package var groups: [String] { ["all"] }
  package var relations: [String] { [] }
  package var outline: [ItemOutline] { (1...pairs).map { ItemOutline("pair-\($0)", family: "pair-\($0)", group: "pairs") } }

  package func task(_ units: (String) -> Int, _ random: inout RandomStream) -> any LayerTask {
    func pattern(_ layer: String, _ k: Int) -> LayerPattern {
      LayerPattern(layer, units: units(layer), active: offsets.map { k * block + $0 })
    }
    let replayed = decoded.isEmpty ? [output] : decoded
    return AssociatesTask(
      items: (0..<pairs).map { k in replayed.map { pattern($0, k) } },
      tests: (0..<pairs).map { k in
        LayerTrial(item: k, group: "all", shown: [pattern(input, k)], wanted: [pattern(output, k)])
      })
  }
}

private struct AssociatesTask: LayerTask {
  let items: [[LayerPattern]]
  let tests: [LayerTrial]

  var groups: [String] { ["all"] }

  func epoch(_ random: inout RandomStream) -> [LayerTrial] { random.shuffled(tests) }
}
