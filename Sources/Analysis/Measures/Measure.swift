import Declarations
import Recordings
import Scenarios

/// A number that each subject has: what claims and agreement tables are made of.
package struct Measure: Sendable {
  /// The word in claims.
  package let name: String
  package let summary: String
  package let equation: String?
  /// Keys that may follow the label, with the words they take (nil: names from the file).
  package let keys: [(name: String, words: [String]?)]
  /// Whether it belongs to a probe and so has a label.
  package let hasLabel: Bool
  /// Which rows of a recording it needs.
  package let needs: TestName?
  /// Whether it is of nights from equations.
  package let needsPhysiology: Bool
  /// How its scores are called, where a circuit or a network of layers gives them.
  package let score: ScoreName?
  /// The value in one subject; nil where it is not defined.
  let value: @Sendable (Selection, SubjectTally) -> Double?

  init(
    _ name: String, _ summary: String, equation: String? = nil, keys: [(name: String, words: [String]?)] = [],
    hasLabel: Bool = true,
    needs: TestName? = .cuedRecall, needsPhysiology: Bool = false, score: ScoreName? = nil,
    value: @escaping @Sendable (Selection, SubjectTally) -> Double?
  ) {
    self.name = name
    self.summary = summary
    self.equation = equation
    self.keys = keys
    self.hasLabel = hasLabel
    self.needs = needs
    self.needsPhysiology = needsPhysiology
    self.score = score
    self.value = value
  }

  /// All measures, each one line here.
  package static let all: [Measure] =
    RecallMeasures.all + FateMeasures.all + ReplayMeasures.all + TestMeasures.all + SleepMeasures.all + CircuitMeasures.all
    + LayeredMeasures.all

  static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  package var entry: CatalogEntry {
    let fields = keys.map { key in
      let words = key.words.map { Form.word($0.map { Form.Word($0) }) } ?? .name
      return FieldInfo(name: key.name, summary: Self.meanings[key.name] ?? "", form: words, isRequired: false)
    }
    return CatalogEntry(name: name, summary: summary, equation: equation, fields: fields)
  }

  private static let meanings = [
    "lesion": "what was silenced during the probe (none if nothing is said, or the only lesion that it has)",
    "group": "only memories, or trials, of this group (all if nothing is said)",
    "material": "only memories of this material", "features": "which withheld features", "kind": "which lures",
    "stage": "events of which stage",
    "part": "a part of the brain, such as ca3 (which it is in similarity if nothing is said), or a layer",
    "state": "the feed-forward response (in trials: after the first quarter), or after settling (the third)",
    "population": "of which population", "pathway": "of which pathway", "band": "which of the stretch's bands",
    "items": "which pairs of items: related (if nothing is said) or unrelated; in trials, as the material relates them",
    "to": "outputs related so to the item",
    "sleep": "only the sleep with this number, or rest: only quiet rests",
  ]
}

/// What a measure is asked for, with names turned into numbers once.
package struct Selection: Sendable {
  /// Position among the index's states; −1 for measures of sleep.
  var state = -1
  /// Positions among the index's memories that count.
  var memories: [Int] = []
  /// Positions among the index's sleeps that count.
  var sleeps: [Int] = []
  /// Positions among the index's score names, by name.
  var scores: [String: Int32] = [:]
  /// The part of the brain that a measure of parts is of if none is named.
  var standardPart: String?
  /// Other arguments, as they stand.
  var words: [String: String] = [:]

  /// Values of one kind of score in the selected state, only of the chosen memories if asked for.
  func scores(_ name: String, _ tally: SubjectTally, memories chosen: Bool = false) -> [Double] {
    guard let number = scores[name] else { return [] }
    let wanted = chosen ? Set(memories.map(Int32.init)) : []
    return tally.record.scores.compactMap { score in
      guard Int(score.state) == state, score.measure == number, !chosen || wanted.contains(score.memory) else { return nil }
      return Double(score.value)
    }
  }

  /// Mean of `value` over the chosen memories in which it is defined.
  func mean(_ tally: SubjectTally, _ value: (SubjectTally.Cell) -> Double?) -> Double? {
    var sum = 0.0, count = 0
    for memory in memories {
      if let x = value(tally.cell(state, memory)) {
        sum += x
        count += 1
      }
    }
    return count > 0 ? sum / Double(count) : nil
  }
}
