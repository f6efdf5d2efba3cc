/// Measures of cued recall, on withheld features only.
enum RecallMeasures {
  private static let keys: [(name: String, words: [String]?)] = [("lesion", nil), ("group", nil), ("material", nil)]
  private static let features: (name: String, words: [String]?) = ("features", ["all", "unique", "shared"])

  static let all: [Measure] = [
    Measure("recall", "mean probability of withheld features", equation: "mean p over withheld features", keys: keys + [features])
    { s, tally in
      switch s.words["features"] {
      case "unique": s.mean(tally) { $0.unique.mean }
      case "shared": s.mean(tally) { $0.shared.mean }
      default: s.mean(tally) { $0.all.mean }
      }
    },
    Measure("unique", "mean probability of withheld features that no family partner has", equation: "u", keys: keys) { s, tally in
      s.mean(tally) { $0.unique.mean }
    },
    Measure("shared", "mean probability of withheld features that family partners have too", equation: "g", keys: keys) {
      s, tally in
      s.mean(tally) { $0.shared.mean }
    },
    Measure("correct", "share of withheld features with p ≥ ½", keys: keys + [features]) { s, tally in
      switch s.words["features"] {
      case "unique": return s.mean(tally) { $0.uniqueCorrect.mean }
      case "shared": return s.mean(tally) { $0.sharedCorrect.mean }
      default:
        guard let u = s.mean(tally, { $0.uniqueCorrect.mean }) else { return s.mean(tally) { $0.sharedCorrect.mean } }
        guard let g = s.mean(tally, { $0.sharedCorrect.mean }) else { return u }
        return (u + g) / 2
      }
    },
    Measure(
      "margin", "how far the memory's own features lie above those of its strongest competitor; below 0: another comes back",
      equation: "u − v, v the largest mean p over another memory's features that are not its own", keys: keys
    ) { s, tally in
      s.mean(tally) { $0.margin.mean }
    },
    Measure("wrong", "features outside the memory with p ≥ ½, per retrieval", keys: keys) { s, tally in
      s.mean(tally) { $0.wrong.mean }
    },
  ]
}
