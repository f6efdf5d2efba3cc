import NumericalMethods
import Scenarios

/// Measures of the tests beside cued recall.
enum TestMeasures {
  private static let lesion: (name: String, words: [String]?) = ("lesion", nil)

  private static func mean(_ values: [Double]) -> Double? { values.isEmpty ? nil : values.reduce(0, +) / Double(values.count) }

  /// Hit and false-alarm rate of an unbiased observer, whose criterion is the median of all its scores; log-linear correction.
  static func rates(_ s: Selection, _ tally: SubjectTally) -> (hits: Double, alarms: Double)? {
    let old = s.scores("recognition_studied", tally), new = s.scores("recognition_lure", tally)
    guard !old.isEmpty, !new.isEmpty else { return nil }
    let all = (old + new).sorted(), criterion = (all[(all.count - 1) / 2] + all[all.count / 2]) / 2
    func rate(_ values: [Double]) -> Double { (Double(values.count { $0 > criterion }) + 0.5) / (Double(values.count) + 1) }
    return (rate(old), rate(new))
  }

  /// Sensitivity d′ from the two rates.
  static func sensitivity(hits: Double, alarms: Double) -> Double {
    Statistics.normalQuantile(hits) - Statistics.normalQuantile(alarms)
  }

  private static func simple(_ name: String, _ summary: String, _ test: TestName, perMemory: Bool, equation: String? = nil)
    -> Measure
  {
    let selectors: [(name: String, words: [String]?)] = perMemory ? [lesion, ("group", nil), ("material", nil)] : [lesion]
    return Measure(name, summary, equation: equation, keys: selectors, needs: test) { s, tally in
      mean(s.scores(name, tally, memories: perMemory))
    }
  }

  static let all: [Measure] = [
    Measure("hits", "recognition: share of studied items called old by an unbiased observer", keys: [lesion], needs: .recognition)
    {
      rates($0, $1)?.hits
    },
    Measure("false_alarms", "recognition: share of lures called old by an unbiased observer", keys: [lesion], needs: .recognition)
    {
      rates($0, $1)?.alarms
    },
    Measure(
      "d_prime", "recognition: sensitivity", equation: "z(hits) − z(false alarms), log-linear correction", keys: [lesion],
      needs: .recognition
    ) { s, tally in
      rates(s, tally).map(sensitivity)
    },
    simple(
      "forced_choice", "share of choices of the own features against those of family partners", .forcedChoice, perMemory: true),
    simple(
      "generalization", "error on new members of a family, against its prototype", .generalization, perMemory: false,
      equation: "Σ (p − prototype)² over features not cued / prototype features not cued"),
    simple(
      "memorization", "error on studied members, against themselves", .generalization, perMemory: true,
      equation: "Σ (p − x)² over features not cued / own features not cued"),
    simple(
      "savings", "share of presentations saved in relearning", .savings, perMemory: false,
      equation: "1 − relearning / learning new"),
    Measure(
      "similarity",
      "mean Pearson correlation of the codes of two items; in a network of layers probed with trials, of a layer's activations",
      keys: [
        lesion, ("part", nil), ("state", ["initial", "settled"]),
        ("items", nil),
      ], needs: .similarity
    ) { s, tally in
      let words = s.words
      guard let part = words["part"] ?? s.standardPart else { return nil }
      let name = "similarity/\(part)/\(words["state"] ?? "initial")/\(words["items"] ?? "related")"
      return mean(s.scores(name, tally))
    },
  ]
}
