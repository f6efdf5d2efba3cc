import Declarations

/// How a feed-forward network sleeps: its units are spiking threshold units for as long as it lasts.
package struct SleepReplay: Sendable, Equatable {
  package var rate = 0.2395
  package var patch = 10
  package var leak = 0.999
  package var thresholds = [0.26, 0.8, 0.68]
  package var increase = 0.032064
  package var decrease = 0.003344
  package var rule = ReplayRule.sigmoid
  package var scale = 0.001

  package init() {}
}

/// Whose pixels make input units spike.
package enum ReplayInput: String, Word {
  case meanImage = "mean_image"
  case shuffled
  case uniform

  package var summary: String {
    switch self {
    case .meanImage: "the mean image of all tasks that have been learnt"
    case .shuffled: "that image with its pixels in random order: a control"
    case .uniform: "its mean in every pixel: a control"
    }
  }
}

/// How a spike changes the weights of the unit that fires it.
package enum ReplayRule: String, Word {
  case sigmoid
  case proportional

  package var summary: String {
    switch self {
    case .sigmoid:
      "f(w) = 2/(1 + exp(w/scale)): negative weights change by up to twice the rate, weights far above the scale not at all"
    case .proportional: "f(w) = w"
    }
  }
}

extension SleepReplay: Declared {
  package static let declaration = Declaration<Self>(
    "replay",
    "Sleep replay consolidation: the units of a feed-forward network become spiking threshold units, a random square patch of the mean image "
      + "of all tasks learnt so far makes input units spike, and every spike of a unit raises its weights from senders that have spiked and "
      + "lowers those from senders that have not. Of earlier examples only that image and each layer's largest activation are used.",
    equation:
      "V ← leak V + (λ(l−1)/λ(l)) Σ w s, λ(l): the largest activation of layer l to any example of the tasks learnt so far (input: 1), taken as sleep begins; "
      + "a spike and V ← 0 where V ≥ threshold; Δw = increase f(w) from a sender that spikes in this step, −decrease f(w) from others",
    references: ["Tadros2022", "Diehl2015"],
    fields: [
      .number("rate", \.rate, .fraction, 0...1, "probability of a spike in a step where a pixel is 1", source: "Tadros2022"),
      .integer(
        "patch", \.patch, 1...32, "side of the square that is not masked (pixels); a new place in every step",
        source: "Tadros2022"),
      .number("leak", \.leak, .fraction, 0...1, "share of the potential that a step leaves", source: "Tadros2022"),
      Field(
        "thresholds",
        "threshold of the units of each layer behind the input, where the largest activation in training would add 1 in a step",
        form: .list(.number(.number, 0.0001...10_000), count: 1...64), source: "Tadros2022"
      ) { reader, node, root in
        if let list = reader.list(node, count: 1...64, { $0.number($1, as: .number, in: 0.0001...10_000) }) {
          root.thresholds = list
        }
      } show: {
        $0.thresholds.isEmpty ? nil : .list($0.thresholds.map(Value.number))
      },
      .number("increase", \.increase, .number, 0...10, "rate from senders that have spiked", source: "Tadros2022"),
      .number("decrease", \.decrease, .number, 0...10, "rate from senders that have not", source: "Tadros2022"),
      .word("rule", \.rule, "how changes depend on the weight", source: "Tadros2022"),
      .number("scale", \.scale, .number, 0.00001...10, "width of the sigmoid", source: "Tadros2022"),
    ])
}
