import Declarations

/// Every number of the trisynaptic brain, at size 1: its pathways, and what is not of one pathway. One set serves every phenomenon.
package struct RateParameters: Sendable, Equatable {
  package var pathways = TrisynapticPathways()
  // Drives
  package var loopGain = 0.7
  package var outputBias = -3.0
  package var outputThreshold = 0.25
  // Learning
  package var commitment = 5.0
  package var minusKeepLow = 0.3
  package var minusKeepHigh = 0.7
  package var restrengthening = 0.0
  package var replayShuffling = 0.0
  package var errorCorrection = 1.0
  package var separateSlots = false
  package var encodingVariability = 0.5
  package var itemVariability = 0.5
  package var pressureEffect = 0.4
  package var schemaGain = 20.0
  package var replayWindow = 24.0
  // Retrieval practice
  package var deepening = 0.3
  package var rivalWeakening = 0.1
  // Matching
  package var lead = 0.2
  package var vigilance = 0.85
  package var resets = 1
  package var reproductionNREM = 0.5
  // Noise
  package var noiseEncoding = 0.001
  package var noiseRetrieval = 0.15
  package var noiseCortex = 0.3
  package var noiseEntorhinal = 0.3
  package var noiseSleep = 0.15
  package var noiseCA1 = 0.05
  // Settling
  package var retrievalCycles = 5
  package var upStateCycles = 6
  package var remCycles = 8
  // Replay
  package var depressionCA3 = 0.9
  package var recoveryCA3 = 20.0
  package var depressionEntorhinal = 0.9
  package var depressionCortex = 0.5
  package var recoveryREM = 20.0
  package var stabilityNREM = 0.8
  package var supportNREM = 0.12
  package var completenessNREM = 0.75
  package var stabilityREM = 0.75
  package var completenessREM = 0.6
  package var gainLimit = 4.0
  package var traceFloor = 0.15
  // Forgetting
  package var tagDecay = 4.0 * 24
  package var recencyDecay = 6.0
  package var decayAsleep = 0.5
  /// Whether tags act on replay; only an ablation says no.
  package var salienceCounts = true

  package init() {}
}

extension RateParameters: Declared {
  package static let declaration = Declaration<Self>(
    "parameters",
    "Numbers of the trisynaptic brain that are not of one pathway, at size 1; any of them can differ between subjects by a distribution in place of a number.",
    references: [
      "Schapiro2017", "Singh2022", "Fusi2005", "Tsodyks1997", "Carpenter1987", "Hasselmo1994", "Lisman2005",
      "Redondo2011",
    ],
    fields: [
      .number("loop_gain", \.loopGain, .number, 0...1, "activity of an entorhinal unit that is fed back", source: "fit"),
      .number(
        "output_bias", \.outputBias, .number, -20...20, "log-odds of an entorhinal unit without input (resting probability .047)",
        source: "fit"),
      .number(
        "output_threshold", \.outputThreshold, .fraction, 0.001...0.999,
        "least probability of a unit that is fed back or replayed", source: "fit"),
      .number(
        "commitment", \.commitment, .events, 0.01...1_000_000,
        "uses after which a feature's cortical plasticity has fallen to a quarter", source: "fit; Fusi2005"),
      .number(
        "minus_keep_low", \.minusKeepLow, .fraction, 0...1, "least share of a pattern that survives the minus phase",
        source: "fit"),
      .number("minus_keep_high", \.minusKeepHigh, .fraction, 0...1, "largest such share", source: "fit"),
      .number(
        "restrengthening", \.restrengthening, .fraction, 0...1,
        "Hebbian rate at which an accepted replay strengthens the hippocampal trace itself", source: "fit"),
      .number(
        "encoding_variability", \.encodingVariability, .number, 0...3,
        "coefficient of variation of the strength with which a presentation is stored: attention fluctuates (lognormal, mean 1)",
        source: "fit"),
      .number(
        "item_variability", \.itemVariability, .number, 0...3,
        "the same from item to item: some are easier than others for a brain, whenever they come", source: "fit"),
      .number(
        "pressure_effect", \.pressureEffect, .fraction, 0...1,
        "share of encoding strength that is lost at the highest sleep pressure", source: "fit; Yoo2007; Borbely1982"),
      .number(
        "schema_gain", \.schemaGain, .number, 0...1000,
        "how much faster the cortex learns in NREM and awake what half fits what it knows", source: "fit; Tse2007; McClelland2013"
      ),
      .number(
        "replay_window", \.replayWindow, .time, 0.01...1e7,
        "age of a trace at which what its replay teaches the cortex has fallen to a half", source: "fit; Kudrimoti1999; Giri2019"),
      .number(
        "deepening", \.deepening, .fraction, 0...1,
        "share of the way that the first hidden variable of a retrieved trace moves to the weight, at a retrieval in practice",
        source: "fit; RoedigerKarpicke2006"),
      .number(
        "rival_weakening", \.rivalWeakening, .fraction, 0...1,
        "share that the output of the strongest competitor loses at such a retrieval", source: "fit; Norman2007; Anderson1994"),
      .number(
        "lead", \.lead, .fraction, 0...1,
        "by how much cortex must be surer than a hippocampus that matches the cue, to answer in its place", source: "fit"),
      .number(
        "vigilance", \.vigilance, .fraction, 0...1,
        "least share of the cue that a hippocampal retrieval reproduces; with less it is refused (0: never)",
        source: "fit; Carpenter1987; Lisman2005"),
      .integer(
        "resets", \.resets, 0...100,
        "further candidates that are tried after a mismatch, each with the CA3 units of those before silenced",
        source: "fit; Carpenter1987"),
      .number(
        "reproduction_nrem", \.reproductionNREM, .fraction, 0...1,
        "least share of CA3 winners that the perforant path brings back from what an NREM event reads out; else it is refused",
        source: "fit"),
      .number(
        "error_correction", \.errorCorrection, .fraction, 0...1,
        "share of cortical learning that is driven by errors, x − p; the rest is Hebbian, x − σ(b), whatever the cortex predicts",
        source: "convention"),
      .flag(
        "separate_slots", \.separateSlots,
        "whether each pattern has a cortical unit of its own in place of an overlapping code; it learns as fast as a code does",
        source: "convention"),
      .number(
        "replay_shuffling", \.replayShuffling, .fraction, 0...1,
        "share of accepted NREM events from which the cortex learns as many random features in place of the pattern",
        source: "convention"),
      .number(
        "noise_encoding", \.noiseEncoding, .number, 0...10, "noise in CA3 at encoding (standard deviation of the net input)",
        source: "fit"),
      .number("noise_retrieval", \.noiseRetrieval, .number, 0...10, "noise in CA3 at retrieval", source: "fit"),
      .number("noise_cortex", \.noiseCortex, .number, 0...10, "noise in neocortex", source: "fit"),
      .number("noise_entorhinal", \.noiseEntorhinal, .number, 0...10, "noise in entorhinal cortex", source: "fit"),
      .number("noise_sleep", \.noiseSleep, .number, 0...10, "noise in CA3 in sleep", source: "fit"),
      .number("noise_ca1", \.noiseCA1, .number, 0...10, "noise in CA1 in sleep", source: "fit"),
      .integer("retrieval_cycles", \.retrievalCycles, 1...100, "settling cycles of a retrieval", source: "fit"),
      .integer(
        "up_state_cycles", \.upStateCycles, 2...100, "settling cycles of an NREM event (one slow-oscillation up state)",
        source: "fit"),
      .integer("rem_cycles", \.remCycles, 2...100, "settling cycles of a REM event", source: "fit"),
      .number(
        "depression_ca3", \.depressionCA3, .fraction, 0...1, "short-term depression of a CA3 unit's output by an NREM event",
        source: "fit; Tsodyks1997"),
      .number("recovery_ca3", \.recoveryCA3, .events, 1...100_000, "its recovery", source: "fit"),
      .number(
        "depression_entorhinal", \.depressionEntorhinal, .fraction, 0...1,
        "short-term depression of an entorhinal unit by a REM event", source: "fit"),
      .number(
        "depression_cortex", \.depressionCortex, .fraction, 0...1, "short-term depression of a neocortical unit by a REM event",
        source: "fit"),
      .number("recovery_rem", \.recoveryREM, .events, 1...100_000, "recovery of both", source: "fit"),
      .number(
        "stability_nrem", \.stabilityNREM, .fraction, 0...1,
        "least share of CA3 winners that stay in the last cycle of an accepted NREM event", source: "fit"),
      .number("support_nrem", \.supportNREM, .fraction, 0...1, "least mean recurrent weight among the winners", source: "fit"),
      .number(
        "completeness_nrem", \.completenessNREM, .fraction, 0...1, "least size of the replayed pattern, as a share of a full one",
        source: "fit"),
      .number(
        "stability_rem", \.stabilityREM, .fraction, 0...1,
        "least share of the pattern that stays in the last cycle of an accepted REM event", source: "fit"),
      .number(
        "completeness_rem", \.completenessREM, .fraction, 0...1, "least size of its pattern, as a share of a full one",
        source: "fit"),
      .number("gain_limit", \.gainLimit, .number, 1...1000, "bounds of the replay gain: 1/limit to limit", source: "fit"),
      .number(
        "trace_floor", \.traceFloor, .fraction, 0...1,
        "trace strength below which a CA3 unit has the least gain, where the priority makes up for strength",
        source: "fit"),
      .number("recency_decay", \.recencyDecay, .time, 0.01...1e7, "e-folding time of recency", source: "fit"),
      .number(
        "decay_asleep", \.decayAsleep, .number, 0...10, "speed of forgetting asleep, relative to awake", source: "fit; Hardt2013"),
      .number("tag_decay", \.tagDecay, .time, 0.01...1e7, "e-folding time of salience tags", source: "fit"),
    ])

  /// Words of older files, and where each number stands now.
  package static let former = [
    "mossy_gain_encoding": "pathways.mossy.encoding_gain", "perforant_gain_encoding": "pathways.perforant.encoding_gain",
    "mossy_gain_retrieval": "pathways.mossy.gain", "perforant_gain": "pathways.perforant.gain",
    "recurrent_gain": "pathways.recurrent.gain", "schaffer_gain": "pathways.schaffer.gain",
    "monosynaptic_gain": "pathways.monosynaptic_pathway.gain", "perforant_rate": "pathways.perforant.rate",
    "recurrent_rate": "pathways.recurrent.rate", "schaffer_rate": "pathways.schaffer.rate",
    "hippocampal_depression": "'depression' of perforant, recurrent and schaffer in 'pathways'",
    "monosynaptic_rate": "pathways.monosynaptic_pathway.rate",
    "monosynaptic_depression": "pathways.monosynaptic_pathway.depression", "ca1_output_rate": "pathways.output.rate",
    "wake_rate": "pathways.cortical_output.wake_rate", "nrem_rate": "pathways.cortical_output.nrem_rate",
    "rem_rate": "pathways.cortical_output.rem_rate", "cortex_input_rate": "pathways.cortical_input.rate",
    "cortex_input_depression": "pathways.cortical_input.depression", "capture_rate": "pathways.output.capture_rate",
    "hippocampal_decay": "'decay' of perforant, recurrent, schaffer and output in 'pathways'",
  ]

  /// The parameters in force at a size factor: rates fall and noise grows with the number of winners, so that one event changes
  /// log-odds as much as at size 1 and winners are as stable.
  package func scaled(by size: Double) -> RateParameters {
    var p = self
    let h = max(1, size), root = h.squareRoot()
    if p.pathways.output.rule == .delta { p.pathways.output.rate /= h }
    p.pathways.output.captureRate /= h
    for k in p.pathways.cortices.indices {
      p.pathways.cortices[k].output.wakeRate /= h
      p.pathways.cortices[k].output.nremRate /= h
      p.pathways.cortices[k].output.remRate /= h
      p.pathways.cortices[k].input.rate /= root
    }
    p.noiseRetrieval *= root
    p.noiseSleep *= root
    p.noiseCortex *= root * min(1, size)
    if size < 1 {
      p.pathways.perforant.gain /= size
      p.pathways.perforant.encodingGain /= size
      p.pathways.monosynaptic.gain /= size
    }
    return p
  }
}
