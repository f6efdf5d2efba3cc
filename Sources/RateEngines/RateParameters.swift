import Declarations
import NetworkModels

/// Every number of the trisynaptic brain, at size 1. One set serves every phenomenon.
package struct RateParameters: Sendable, Equatable {
  // Drives
  package var mossyGainEncoding = 1.0
  package var perforantGainEncoding = 0.05
  package var mossyGainRetrieval = 0.15
  package var perforantGain = 1.0
  package var recurrentGain = 1.0
  package var schafferGain = 2.0
  package var monosynapticGain = 1.0
  package var loopGain = 0.7
  package var outputBias = -3.0
  package var outputThreshold = 0.25
  // Learning
  package var perforantRate = 0.5
  package var recurrentRate = 0.5
  package var schafferRate = 0.5
  package var hippocampalDepression = 0.25
  package var monosynapticRate = 0.005
  package var monosynapticDepression = 1.0
  package var ca1OutputRate = 0.25
  package var wakeRate = 0.0005
  package var nremRate = 0.015
  package var remRate = 0.015
  package var cortexInputRate = 0.01
  package var cortexInputDepression = 0.25
  package var commitment = 5.0
  package var minusKeepLow = 0.3
  package var minusKeepHigh = 0.7
  package var restrengthening = 0.0
  package var replayShuffling = 0.0
  package var errorCorrection = 1.0
  package var separateSlots = false
  package var captureRate = 0.009
  // Matching
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
  package var traceFloor = 0.05
  // Forgetting
  package var hippocampalDecay = 9.0 * 24
  package var tagDecay = 4.0 * 24
  package var recencyDecay = 6.0

  package init() {}
}

extension RateParameters: Declared {
  package static let declaration = Declaration<Self>(
    "parameters",
    "Every number of the trisynaptic brain at size 1; any of them can differ between subjects by a distribution in place of a number.",
    references: [
      "Schapiro2017", "Singh2022", "Fusi2005", "Tsodyks1997", "Carpenter1987", "Hasselmo1994", "Lisman2005",
      "Redondo2011",
    ],
    fields: [
      .number(
        "mossy_gain_encoding", \.mossyGainEncoding, .number, 0...100, "drive of dentate gyrus to CA3 at encoding (detonator)",
        source: "convention"),
      .number(
        "perforant_gain_encoding", \.perforantGainEncoding, .number, 0...100, "drive of entorhinal cortex to CA3 at encoding",
        source: "fit"),
      .number(
        "mossy_gain_retrieval", \.mossyGainRetrieval, .number, 0...100, "drive of dentate gyrus to CA3 at retrieval",
        source: "fit"),
      .number(
        "perforant_gain", \.perforantGain, .number, 0...100, "drive of entorhinal cortex to CA3 at retrieval", source: "fit"),
      .number("recurrent_gain", \.recurrentGain, .number, 0...100, "drive of CA3 to itself at retrieval", source: "fit"),
      .number("schaffer_gain", \.schafferGain, .number, 0.001...100, "drive of CA3 to CA1", source: "fit"),
      .number("monosynaptic_gain", \.monosynapticGain, .number, 0...100, "drive of entorhinal cortex to CA1", source: "fit"),
      .number("loop_gain", \.loopGain, .number, 0...1, "activity of an entorhinal unit that is fed back", source: "fit"),
      .number(
        "output_bias", \.outputBias, .number, -20...20, "log-odds of an entorhinal unit without input (resting probability .047)",
        source: "fit"),
      .number(
        "output_threshold", \.outputThreshold, .fraction, 0.001...0.999,
        "least probability of a unit that is fed back or replayed", source: "fit"),
      .number(
        "perforant_rate", \.perforantRate, .fraction, 0...1, "fast Hebbian rate, entorhinal cortex to CA3, per presentation",
        source: "Schapiro2017"),
      .number("recurrent_rate", \.recurrentRate, .fraction, 0...1, "fast Hebbian rate within CA3", source: "Schapiro2017"),
      .number("schaffer_rate", \.schafferRate, .fraction, 0...1, "fast Hebbian rate, CA3 to CA1", source: "Schapiro2017"),
      .number(
        "hippocampal_depression", \.hippocampalDepression, .fraction, 0...1,
        "long-term depression of the fast Hebbian rules, as a share of potentiation", source: "fit"),
      .number(
        "monosynaptic_rate", \.monosynapticRate, .fraction, 0...1, "slow Hebbian rate, entorhinal cortex to CA1", source: "fit"),
      .number("monosynaptic_depression", \.monosynapticDepression, .fraction, 0...1, "its long-term depression", source: "fit"),
      .number(
        "ca1_output_rate", \.ca1OutputRate, .number, 0...10, "delta rule, CA1 to entorhinal cortex, per presentation",
        source: "fit"),
      .number(
        "wake_rate", \.wakeRate, .number, 0...1, "delta rule, neocortex to entorhinal cortex, per waking presentation",
        source: "fit"),
      .number("nrem_rate", \.nremRate, .number, 0.000001...1, "the same per NREM event", source: "fit"),
      .number("rem_rate", \.remRate, .number, 0...1, "the same per REM event", source: "fit"),
      .number(
        "cortex_input_rate", \.cortexInputRate, .fraction, 0...1,
        "Hebbian rate, entorhinal cortex to neocortex, per NREM event, for a feature never used before", source: "fit; Fusi2005"),
      .number("cortex_input_depression", \.cortexInputDepression, .fraction, 0...1, "its long-term depression", source: "fit"),
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
        "capture_rate", \.captureRate, .number, 0...10,
        "delta rule, CA1 to entorhinal cortex, per accepted NREM event, on what it reads out, for a trace of this very moment",
        source: "fit; Redondo2011"),
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
        "trace_floor", \.traceFloor, .fraction, 0...1, "trace strength below which a CA3 unit has no gain of its own",
        source: "fit"),
      .number(
        "hippocampal_decay", \.hippocampalDecay, .time, 0.01...1e7, "e-folding time of the fast hippocampal weights",
        source: "fit"),
      .number("recency_decay", \.recencyDecay, .time, 0.01...1e7, "e-folding time of recency", source: "fit"),
      .number("tag_decay", \.tagDecay, .time, 0.01...1e7, "e-folding time of salience tags", source: "fit"),
    ])

  /// The parameters in force at a size factor: rates fall and noise grows with the number of winners, so that one event changes
  /// log-odds as much as at size 1 and winners are as stable.
  func scaled(by size: Double) -> RateParameters {
    var p = self
    let h = max(1, size), root = h.squareRoot()
    p.ca1OutputRate /= h
    p.captureRate /= h
    p.wakeRate /= h
    p.nremRate /= h
    p.remRate /= h
    p.noiseRetrieval *= root
    p.noiseSleep *= root
    p.noiseCortex *= root * min(1, size)
    p.cortexInputRate /= root
    if size < 1 {
      p.perforantGain /= size
      p.perforantGainEncoding /= size
      p.monosynapticGain /= size
    }
    return p
  }
}
