import Declarations

/// What a pathway of the trisynaptic brain learns by.
package enum TrisynapticRule: String, CaseIterable, Sendable {
  case fixed, hebb, delta
}

extension TrisynapticRule: Word {
  package var summary: String {
    switch self {
    case .fixed: "it does not learn"
    case .hebb: "bounded Hebbian: Δw = e x (y (1 − w) − depression (1 − y) w)"
    case .delta: "from errors: Δw = e x (target − p), p = σ(output_bias + x W)"
    }
  }
}

/// Weights from one region of the trisynaptic brain to another: what they are at first, how they learn, what they transmit.
package struct TrisynapticPathway: Sendable, Equatable {
  package var share = 0.0
  package var low = 0.0
  package var high = 0.0
  package var rule = TrisynapticRule.fixed
  package var rate = 0.0
  package var depression = 0.0
  package var captureRate = 0.0
  package var wakeRate = 0.0
  package var nremRate = 0.0
  package var remRate = 0.0
  package var gain = 1.0
  package var encodingGain = 1.0
  package var decay = Decay.never

  package init() {}

  /// Whether any weight is there before anything is learnt.
  package var isConnected: Bool { share > 0 && high > 0 }
}

extension TrisynapticPathway: Declared {
  package static let declaration = Declaration<Self>(
    "pathway",
    "Weights from one region of the trisynaptic brain to another. What a pathway does not say is as in the default brain; a pathway has only "
      + "the keys that have a meaning for it.",
    references: ["Schapiro2017", "Fusi2005", "Redondo2011"],
    fields: [
      .number("share", \.share, .fraction, 0...1, "share of the pairs of units that are connected before anything is learnt"),
      Field(
        "weights", "the weights of these at first: uniform from the first to the second number",
        form: .list(.number(.number, 0...100), count: 2...2)
      ) { reader, node, root in
        guard let ends = reader.list(node, count: 2...2, { $0.number($1, as: .number, in: 0...100) }) else { return }
        if ends[0] > ends[1] { reader.report("the first weight is the larger", at: node.mark, expected: "[least, largest]") }
        (root.low, root.high) = (ends[0], ends[1])
      } show: {
        .list([.number($0.low), .number($0.high)])
      },
      .word("rule", \.rule, "what it learns by"),
      .number(
        "rate", \.rate, .number, 0...10,
        "learning rate e per presentation; of a cortex' input per NREM event, for a feature never used before",
        source: "fit; Schapiro2017; Fusi2005"),
      .number(
        "wake_rate", \.wakeRate, .number, 0...1, "of a cortex' output: learning rate per waking presentation", source: "fit"),
      .number("nrem_rate", \.nremRate, .number, 0.000001...1, "the same per NREM event", source: "fit"),
      .number("rem_rate", \.remRate, .number, 0...1, "the same per REM event", source: "fit"),
      .number(
        "capture_rate", \.captureRate, .number, 0...10,
        "of the hippocampal output: learning rate per accepted NREM event, on what is read out, for a trace of this very moment",
        source: "fit; Redondo2011"),
      .number(
        "depression", \.depression, .fraction, 0...1,
        "long-term depression as a share of potentiation; of the output: share of its errors that units which are off learn from",
        source: "fit"),
      .number("gain", \.gain, .number, 0...100, "factor on what it transmits at retrieval", source: "fit"),
      .number("encoding_gain", \.encodingGain, .number, 0...100, "factor on what it transmits at encoding", source: "fit"),
      Field(
        "decay", "how its weights fade: one e-folding time, a chain of variables behind each weight, or 'none'",
        form: .either([
          .number(.time, 0.01...1e7), .mapping(Decay.declaration.info), .word([.init("none", "they do not fade")]),
        ]), source: "fit; BennaFusi2016"
      ) { reader, node, root in
        if case .scalar("none", _) = node { return root.decay = .never }
        if let decay = Decay.read(&reader, node, from: root.decay) { root.decay = decay }
      } show: {
        $0.decay.shown
      },
    ])
}
