import Recordings
import Scenarios

/// Measures of graded and feed-forward networks.
package enum LayeredMeasures {
  /// Which phases give it.
  package enum Source: String, Sendable {
    case study = "a study of trials"
    case probe = "a probe of trials"
    case sleep = "a sleep with autonomous events"
    case settling = "a sleep with settling"
    case rehearsal = "a sleep with rehearsal"
    case sleepReplay = "sleep_replay"
  }

  /// One kind of number.
  package struct Kind: Sendable {
    package let name: String
    package let source: Source
    package let keys: [(name: String, standard: String?)]
    package let unit: String
    let summary: String
    var equation: String?
  }

  package static let kinds: [Kind] = [
    Kind(
      name: "accuracy", source: .probe, keys: [("group", "all")], unit: "",
      summary:
        "share of test trials in which every unit of the layers that are asked for is on the right side of one half; in a feed-forward network, "
        + "of test examples whose own output unit is more active than every other"),
    Kind(
      name: "completion", source: .probe, keys: [("group", "all")], unit: "",
      summary: "share of the active units of a pattern that a test does not show, and the network makes active"),
    Kind(
      name: "output_error", source: .probe, keys: [("group", "all")], unit: "",
      summary: "mean over test trials of the squared error of all units that are asked for; errors below one half count as none"),
    Kind(
      name: "response", source: .probe, keys: [("to", "own")], unit: "",
      summary: "mean activation of output units: the item's own, or those of items related to it"),
    Kind(
      name: "activity", source: .probe, keys: [("part", nil)], unit: "", summary: "mean activation of a layer's units, settled"),
    Kind(name: "epochs", source: .study, keys: [], unit: "", summary: "epochs that the training took"),
    Kind(
      name: "reached", source: .study, keys: [], unit: "",
      summary: "whether its criterion was reached (1) or the epochs ran out (0)"),
    Kind(
      name: "layer_spikes", source: .sleepReplay, keys: [("part", nil)], unit: "",
      summary: "spikes of a unit of a layer in a step of sleep, mean"),
    Kind(name: "learning_events", source: .sleep, keys: [], unit: "", summary: "minus phases that were learnt from"),
    Kind(name: "stability", source: .sleep, keys: [], unit: "", summary: "mean stability over the cycles"),
    Kind(name: "stable_share", source: .sleep, keys: [], unit: "", summary: "share of the cycles that lie in a plus phase"),
    Kind(
      name: "visits", source: .sleep, keys: [("material", nil)], unit: "",
      summary: "share of the cycles of plus and minus phases in which an item of a material is the nearest",
      equation: "nearest: least mean absolute difference of activations"),
    Kind(
      name: "visited_items", source: .sleep, keys: [("material", nil)], unit: "",
      summary: "how many of a material's items are the nearest in at least one learning event"),
    Kind(
      name: "most_visited", source: .rehearsal, keys: [], unit: "",
      summary: "share of the trials of a rehearsal whose nearest item is the one that comes up most often"),
    Kind(
      name: "visit_distance", source: .sleep, keys: [], unit: "",
      summary: "mean absolute difference of activations to the nearest item in those cycles"),
    Kind(
      name: "replayed", source: .settling, keys: [("material", nil), ("group", "all")], unit: "",
      summary: "share of the events of consolidation in which a pattern of a material, or of a group of it, is replayed",
      equation:
        "replayed: more than .7 of the pattern's units are active at the end of the event, and of no other pattern a larger share"
    ),
    Kind(
      name: "replayed_items", source: .settling, keys: [("material", nil)], unit: "",
      summary: "how many patterns of a material are replayed in at least one event"),
    Kind(
      name: "most_replayed", source: .settling, keys: [("material", nil)], unit: "",
      summary: "share of a material's replays that its most replayed pattern has"),
  ]

  static let all: [Measure] = kinds.map { kind in
    let score = ScoreName(keys: kind.keys, missing: kind.name, remedy: "the label of \(kind.source.rawValue)")
    return Measure(
      kind.name, kind.summary, equation: kind.equation,
      keys: kind.keys.map { ($0.name, nil) } + (kind.source == .probe ? [("lesion", nil)] : []), needs: nil, score: score
    ) { selection, tally in
      selection.scores(score.name(kind.name, selection.words), tally).first
    }
  }
}
