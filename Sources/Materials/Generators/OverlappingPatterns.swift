import Declarations
import NumericalMethods

/// Patterns that share most of their units, each to be completed from a part of it.
package struct OverlappingPatterns: Sendable, Equatable {
  package var input = ""
  package var output = ""
  package var patterns = 10
  package var active = 8
  package var kept = 6
  package var hidden = 1

  package init() {}
}

extension OverlappingPatterns: Declared {
  package static let declaration = Declaration<Self>(
    "overlapping_patterns",
    "Patterns that each keep some units of one prototype and have others of their own. Training shows a pattern as a whole; tests hide one "
      + "active unit after the other (or several), and the whole is to be completed.",
    equation: "expected overlap of two patterns: (kept/active)² of their active units, and what falls together by chance",
    references: ["Norman2006", "Norman2005"],
    fields: [
      .name("input", \.input, "layer that is clamped", required: true),
      .name("output", \.output, "layer that is to answer, of the same size", required: true),
      .integer("patterns", \.patterns, 1...10_000, "how many", source: "convention"),
      .integer("active", \.active, 1...10_000, "active units of a pattern", source: "Norman2006"),
      .integer("kept", \.kept, 0...10_000, "units of the prototype that a pattern keeps", source: "convention"),
      .integer("hidden", \.hidden, 0...10_000, "active units that a test hides", source: "convention"),
    ])
}

extension OverlappingPatterns: TrialGenerator {
  package var layers: [(name: String, units: Int?)] { [(input, nil), (output, nil)] }
  package var groups: [String] { ["all"] }
  package var relations: [String] { ["other"] }
  package var outline: [ItemOutline] { (1...patterns).map { ItemOutline("pattern-\($0)", family: "patterns") } }

  package func task(_ units: (String) -> Int, _ random: inout RandomStream) -> any LayerTask {
    let count = min(units(input), units(output)), active = min(active, count), kept = min(kept, active)
    let prototype = random.sample(active, of: Array(0..<count))
    let others = (0..<count).filter { !prototype.contains($0) }
    var patterns: [[Int]] = []
    for _ in 0..<self.patterns {
      patterns.append(
        random.shuffled(random.sample(kept, of: prototype) + random.sample(min(active - kept, others.count), of: others)))
    }
    return OverlappingTask(settings: self, units: count, patterns: patterns)
  }
}

private struct OverlappingTask: LayerTask {
  let settings: OverlappingPatterns
  let units: Int
  /// Active units, in the order in which tests hide them.
  let patterns: [[Int]]
  /// As the answering layer shows them: in sleep nothing clamps the other.
  private(set) var items: [[LayerPattern]] = []
  private(set) var tests: [LayerTrial] = []

  init(settings: OverlappingPatterns, units: Int, patterns: [[Int]]) {
    (self.settings, self.units, self.patterns) = (settings, units, patterns)
    items = patterns.indices.map { trial($0, hiding: []).wanted }
    tests = everyTest
  }

  var groups: [String] { settings.groups }
  var relations: [String] { settings.relations }
  func relations(of a: Int, to b: Int) -> [String] { ["other"] }

  /// Input and output correspond, unit by unit.
  func asked(_ trial: LayerTrial) -> [[Int]] {
    trial.wanted.map { wanted in wanted.values.indices.filter { (trial.shown.first?.values[$0] ?? 0) <= 0.5 } }
  }

  private func trial(_ item: Int, hiding hidden: [Int]) -> LayerTrial {
    LayerTrial(
      item: item, group: "all",
      shown: [LayerPattern(settings.input, units: units, active: patterns[item].filter { !hidden.contains($0) })],
      wanted: [LayerPattern(settings.output, units: units, active: patterns[item])])
  }

  /// Each active unit is hidden once, with those that follow it.
  private var everyTest: [LayerTrial] {
    patterns.indices.flatMap { item in
      let units = patterns[item]
      guard settings.hidden > 0 else { return [trial(item, hiding: [])] }
      return units.indices.map { first in
        trial(item, hiding: (0..<min(settings.hidden, units.count)).map { units[(first + $0) % units.count] })
      }
    }
  }

  func epoch(_ random: inout RandomStream) -> [LayerTrial] {
    random.shuffled(patterns.indices.map { trial($0, hiding: []) })
  }
}
