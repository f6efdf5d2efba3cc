import Declarations
import NumericalMethods

/// Items, one unit each, that follow or accompany each other.
package struct ItemStream: Sendable, Equatable {
  /// Which items belong together.
  package enum Structure: String, Sendable, CaseIterable {
    case pairs, community, triads
  }

  package var structure = Structure.pairs
  package var groupCount = 4
  package var current = 0.95
  package var previous = 0.9
  package var trials = 80
  package var input = ""
  package var output = ""

  package init() {}

  /// Items of a group.
  var size: Int {
    switch structure {
    case .pairs: 2
    case .community: 5
    case .triads: 3
    }
  }

  var count: Int { groupCount * size }
}

extension ItemStream.Structure: Word {
  package var summary: String {
    switch self {
    case .pairs: "a stream in which the second item of a pair always follows the first, and no pair itself"
    case .community: "a random walk on a ring of communities of five items; all neighbours are equally likely to follow"
    case .triads: "A with B, and B with C, shown together; A and C never are (associative inference)"
    }
  }
}

extension ItemStream: Declared {
  package static let declaration = Declaration<Self>(
    "stream",
    "Items of one unit each, shown in a stream or together; the network is to reproduce what it is shown. Tests show single items.",
    references: ["Schapiro2017b", "Schapiro2013"],
    fields: [
      .word("structure", \.structure, "which items belong together", source: "Schapiro2017b"),
      .integer("groups", \.groupCount, 2...1000, "pairs, communities or triads", source: "Schapiro2017b"),
      .number("current", \.current, .fraction, 0...1, "activity of an item that is shown", source: "Schapiro2017b"),
      .number("previous", \.previous, .fraction, 0...1, "activity of the previous item of the stream", source: "Schapiro2017b"),
      .integer("trials", \.trials, 1...100_000, "trials of an epoch", source: "Schapiro2017b"),
      .name("input", \.input, "layer that is clamped to the items", required: true),
      .name("output", \.output, "layer that is to reproduce them", required: true),
    ])
}

extension ItemStream: TrialGenerator {
  package var layers: [(name: String, units: Int?)] { [(input, count), (output, count)] }

  package func task(_ units: (String) -> Int, _ random: inout RandomStream) -> any LayerTask { ItemStreamTask(stream: self) }

  package var groups: [String] { ["all"] }
  package static var gives: String { "trials for named layers (its items are predicted, and have no fates)" }
  package var outline: [ItemOutline] { [] }

  package var relations: [String] {
    switch structure {
    case .pairs: ["pair", "forward", "backward", "other"]
    case .community: ["within", "between", "adjacent_within", "apart_within", "adjacent_between", "apart_between"]
    case .triads: ["direct", "indirect", "other"]
    }
  }
}

/// The items of a stream, in order, pair after pair.
private struct ItemStreamTask: LayerTask {
  let stream: ItemStream

  var count: Int { stream.count }
  var groups: [String] { stream.groups }
  var relations: [String] { stream.relations }

  var items: [[LayerPattern]] { (0..<count).map { [pattern(stream.input, [($0, 1)]), pattern(stream.output, [($0, 1)])] } }

  var tests: [LayerTrial] { (0..<count).map { trial([($0, Float(stream.current))]) } }

  private func pattern(_ layer: String, _ active: [(item: Int, value: Float)]) -> LayerPattern {
    var values = [Float](repeating: 0, count: count)
    for (item, value) in active { values[item] = max(values[item], value) }
    return LayerPattern(layer, values)
  }

  private func trial(_ active: [(item: Int, value: Float)]) -> LayerTrial {
    LayerTrial(
      item: active.first?.item ?? 0, group: "all", shown: [pattern(stream.input, active)],
      wanted: [pattern(stream.output, active)]
    )
  }

  func epoch(_ random: inout RandomStream) -> [LayerTrial] {
    switch stream.structure {
    case .triads:
      return (0..<stream.trials).map { _ in
        let first = 3 * random.below(stream.groupCount) + random.below(2)
        return trial([(first, Float(stream.current)), (first + 1, Float(stream.current))])
      }
    case .pairs, .community:
      var trials: [LayerTrial] = [], previous: Int?
      for item in walk(&random) {
        trials.append(trial([(item, Float(stream.current))] + (previous.map { [($0, Float(stream.previous))] } ?? [])))
        previous = item
      }
      return trials
    }
  }

  private func walk(_ random: inout RandomStream) -> [Int] {
    var items: [Int] = []
    if stream.structure == .pairs {
      var last = -1
      while items.count < stream.trials {
        var pair = random.below(stream.groupCount)
        while pair == last { pair = random.below(stream.groupCount) }
        items += [2 * pair, 2 * pair + 1]
        last = pair
      }
      return Array(items.prefix(stream.trials))
    }
    var here = random.below(count)
    for _ in 0..<stream.trials {
      items.append(here)
      let next = (0..<count).filter { isAdjacent(here, $0) }
      here = next[random.below(next.count)]
    }
    return items
  }

  /// Neighbours on the graph: all of a community but its two ends to each other; an end and the next community's beginning.
  func isAdjacent(_ a: Int, _ b: Int) -> Bool {
    guard a != b else { return false }
    let size = stream.size, low = min(a, b), high = max(a, b)
    if a / size == b / size { return !(low % size == 0 && high % size == size - 1) }
    return (low % size == size - 1 && high == low + 1) || (low == 0 && high == count - 1)
  }

  func relations(of a: Int, to b: Int) -> [String] {
    let same = a / stream.size == b / stream.size
    switch stream.structure {
    case .pairs: return same ? ["pair", a < b ? "forward" : "backward"] : ["other"]
    case .community:
      let place = same ? "within" : "between"
      return [place, (isAdjacent(a, b) ? "adjacent_" : "apart_") + place]
    case .triads: return !same ? ["other"] : abs(a - b) == 1 ? ["direct"] : ["indirect"]
    }
  }
}
