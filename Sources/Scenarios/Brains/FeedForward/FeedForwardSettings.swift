import Declarations
import Materials
import NetworkModels

/// A feed-forward network and the images that it learns to name, described in full by the scenario.
package struct FeedForwardSettings: BrainSettings, Marked {
  package var hidden = [200, 200]
  package var spread = 1.0
  package var backpropagation = Backpropagation()
  package var replay = SleepReplay()
  /// The images, which stand among the materials.
  package var digits = DigitSet()
  package var mark = Mark(file: "", line: 1, column: 1)

  package init() {}

  package static let declaration = Declaration<Self>(
    "feedforward",
    "A fully connected feed-forward network of rectified linear units without biases that learns to name images of digits, task by task. Its "
      + "answer to an image is a digit, which is no item: it has no fates. Its timeline is made of backpropagate, sleep_replay and classify.",
    equation: "x(l) = max(W(l) x(l−1), 0); the answer is the most active of ten output units",
    references: ["Tadros2022"],
    fields: [
      .integers("hidden", \.hidden, 1...2000, "units of the hidden layers, from the input on", count: 1...4),
      .number(
        "spread", \.spread, .number, 0.001...100, "weights begin uniform within this times √(1.5/senders)", source: "convention"),
      .nested("backpropagation", \.backpropagation, "how it learns awake"),
      .nested("replay", \.replay, "how it sleeps"),
    ])

  package static var noun: String { "a feed-forward network" }
  package static var ownPhases: String { "backpropagate, sleep_replay or classify" }
  package var map: BrainMap { BrainMap() }
  package var description: String { "a feed-forward network of \(size)" }
  package var size: String { "\(layers.reduce(0, +)) units" }
  package var ablations: [Ablation] { [.shuffledReplay, .noSleep] }

  /// Units of all layers, from the input on.
  package var layers: [Int] { [digits.grid * digits.grid] + hidden + [DigitSet.classes] }

  /// Reports what does not fit together.
  package func check(_ reader: inout Reader) {
    if replay.thresholds.count != layers.count - 1 {
      reader.report(
        "\(replay.thresholds.count) thresholds for \(layers.count - 1) layers behind the input", at: mark,
        expected: "'replay: {thresholds: […]}' with \(layers.count - 1) numbers")
    }
    if replay.patch > digits.grid {
      reader.report(
        "a patch of \(replay.patch) pixels does not fit images of \(digits.grid)", at: mark,
        expected: "'replay: {patch: …}' of at most \(digits.grid)")
    }
  }

  /// Names of tasks in claims.
  package static let groups = (1...DigitSet.tasks).map { "task-\($0)" }
  /// Names of the layers behind the input in claims.
  package var layerNames: [String] { (1...hidden.count).map { "hidden-\($0)" } + ["output"] }
}
