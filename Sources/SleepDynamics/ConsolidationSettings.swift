import Declarations

/// What a night does to memories: how far cortex listens to the hippocampus, stage by stage.
package struct ConsolidationSettings: Declared, Equatable {
  package var gain = 0.25
  package var upWeight = 0.25
  package var downWeight = 0.0
  package var acetylcholineWake = 0.9
  package var acetylcholineN1 = 0.5
  package var acetylcholineN2 = 0.1
  package var acetylcholineN3 = 0.0
  package var acetylcholineREM = 1.0
  package var remEvents = 60.0
  package var remGain = 1.0
  package var downscaling = 0.0

  package init() {}

  package static let declaration = Declaration<Self>(
    "learning", "How much cortex learns from a ripple: by UP state, spindle and acetylcholine.",
    equation: "rate = gain · (1 − ACh(stage)) · (spindle in UP: 1; UP: up_weight; DOWN: down_weight)",
    references: ["Hasselmo1999", "GaisBorn2004", "TononiCirelli2014"],
    fields: [
      .number(
        "gain", \.gain, .number, 0...100, "cortical learning from a fully coupled ripple, relative to nrem_rate", source: "fit"),
      .number("up_weight", \.upWeight, .fraction, 0...1, "share of it in an UP state without a spindle", source: "fit"),
      .number("down_weight", \.downWeight, .fraction, 0...1, "share of it in a DOWN state", source: "convention"),
      .number(
        "acetylcholine_wake", \.acetylcholineWake, .fraction, 0...1, "closes the way from hippocampus to cortex in quiet waking",
        source: "fit: cues awake do little (Hu2020); Hasselmo1999"),
      .number("acetylcholine_n1", \.acetylcholineN1, .fraction, 0...1, "the same in N1", source: "fit"),
      .number("acetylcholine_n2", \.acetylcholineN2, .fraction, 0...1, "in N2", source: "fit"),
      .number("acetylcholine_n3", \.acetylcholineN3, .fraction, 0...1, "in N3", source: "Hasselmo1999"),
      .number("acetylcholine_rem", \.acetylcholineREM, .fraction, 0...1, "in REM", source: "Hasselmo1999"),
      .number("rem_events", \.remEvents, .rate, 0...3600, "REM events: the cortex replays alone", source: "fit"),
      .number("rem_gain", \.remGain, .number, 0...100, "cortical learning from one, relative to rem_rate", source: "fit"),
      .number(
        "downscaling", \.downscaling, .rate, 0...10, "rate at which all plastic weights shrink in N3 (synaptic homeostasis)",
        source: "TononiCirelli2014"),
    ])

  /// How far cortex is open to the hippocampus.
  package func openness(_ stage: SleepStage) -> Double {
    switch stage {
    case .wake: 1 - acetylcholineWake
    case .n1: 1 - acetylcholineN1
    case .n2: 1 - acetylcholineN2
    case .n3: 1 - acetylcholineN3
    case .rem: 1 - acetylcholineREM
    }
  }

  /// Cortical learning from a ripple, relative to a standard NREM event.
  package func coupling(_ ripple: Night.Ripple) -> Double {
    let weight = ripple.isInUp ? (ripple.isInSpindle ? 1 : upWeight) : downWeight
    return gain * openness(ripple.stage) * weight
  }
}
