import Recordings
import Scenarios

/// Measures of graded and feed-forward networks.
package enum GradedMeasures {
  /// Which phases give it.
  package enum Source: String, Sendable {
    case train, test
    case sleep = "autonomous_sleep"
    case consolidate
    case rehearsal = "rehearse"
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
      name: "accuracy", source: .test, keys: [("part", "all")], unit: "",
      summary:
        "share of test trials in which every unit of the layers that are asked for is on the right side of one half; in a feed-forward network, "
        + "of test examples whose own output unit is more active than every other"),
    Kind(
      name: "completion", source: .test, keys: [("part", "all")], unit: "",
      summary: "share of the active units of a pattern that a test does not show, and the network makes active"),
    Kind(
      name: "output_error", source: .test, keys: [("part", "all")], unit: "",
      summary: "mean over test trials of the squared error of all units that are asked for; errors below one half count as none"),
    Kind(
      name: "response", source: .test, keys: [("to", "own")], unit: "",
      summary: "mean activation of output units: the item's own, or those of items related to it"),
    Kind(
      name: "likeness", source: .test, keys: [("layer", nil), ("items", nil), ("at", "settled")], unit: "",
      summary: "similarity of two items' activations in a layer, mean over pairs of items",
      equation: "Pearson correlation over units"),
    Kind(
      name: "activity", source: .test, keys: [("layer", nil)], unit: "", summary: "mean activation of a layer's units, settled"),
    Kind(name: "epochs", source: .train, keys: [], unit: "", summary: "epochs that the training took"),
    Kind(
      name: "reached", source: .train, keys: [], unit: "",
      summary: "whether its criterion was reached (1) or the epochs ran out (0)"),
    Kind(
      name: "layer_spikes", source: .sleepReplay, keys: [("layer", nil)], unit: "",
      summary: "spikes of a unit of a layer in a step of sleep, mean"),
    Kind(name: "learning_events", source: .sleep, keys: [], unit: "", summary: "minus phases that were learnt from"),
    Kind(name: "stability", source: .sleep, keys: [], unit: "", summary: "mean stability over the cycles"),
    Kind(name: "stable_share", source: .sleep, keys: [], unit: "", summary: "share of the cycles that lie in a plus phase"),
    Kind(
      name: "visits", source: .sleep, keys: [("task", nil)], unit: "",
      summary: "share of the cycles of plus and minus phases in which an item of a task is the nearest",
      equation: "nearest: least mean absolute difference of activations"),
    Kind(
      name: "visited_items", source: .sleep, keys: [("task", nil)], unit: "",
      summary: "how many of a task's items are the nearest in at least one learning event"),
    Kind(
      name: "most_visited", source: .rehearsal, keys: [], unit: "",
      summary: "share of the trials of a rehearsal whose nearest item is the one that comes up most often"),
    Kind(
      name: "visit_distance", source: .sleep, keys: [], unit: "",
      summary: "mean absolute difference of activations to the nearest item in those cycles"),
    Kind(
      name: "replayed", source: .consolidate, keys: [("task", nil), ("part", "all")], unit: "",
      summary: "share of the events of consolidation in which a pattern of a task, or of a part of it, is replayed",
      equation:
        "replayed: more than .7 of the pattern's units are active at the end of the event, and of no other pattern a larger share"
    ),
    Kind(
      name: "replayed_items", source: .consolidate, keys: [("task", nil)], unit: "",
      summary: "how many patterns of a task are replayed in at least one event"),
    Kind(
      name: "most_replayed", source: .consolidate, keys: [("task", nil)], unit: "",
      summary: "share of a task's replays that its most replayed pattern has"),
  ]

  static let all: [Measure] = kinds.map { kind in
    let score = ScoreName(keys: kind.keys, missing: kind.name, remedy: "the label of \(kind.source.rawValue)")
    return Measure(
      kind.name, kind.summary, equation: kind.equation, keys: kind.keys.map { ($0.name, nil) }, needs: nil, score: score
    ) { selection, tally in
      selection.scores(score.name(kind.name, selection.words), tally).first
    }
  }
}
