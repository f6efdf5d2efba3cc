import Declarations
import NumericalMethods

/// Slow oscillations, spindles and ripples by stage.
package struct RhythmSettings: Declared, Equatable {
  // Cortical field
  package var cortexWeight = 6.0
  package var cortexTime = 5.0 / 3_600_000
  package var inputWake = -1.5
  package var inputN1 = -1.8
  package var inputN2 = -1.95
  package var inputN3 = -2.15
  package var inputREM = -1.5
  // Hippocampal field
  package var hippocampusTime = 3.0 / 3_600_000
  package var ripplesWake = 72.0
  package var ripplesN1 = 72.0
  package var ripplesN2 = 180.0
  package var ripplesN3 = 180.0
  package var ripplesREM = 0.0
  package var rippleUp = 0.05
  package var rippleSpindle = 0.15
  // Spindles
  package var spindlesN2 = 150.0
  package var spindlesN3 = 90.0
  package var spindleCoupling = 0.8
  package var spindleDelay = 0.3 / 3600
  package var spindleDuration = 0.9 / 3600
  package var spindleRefractory = 3.0 / 3600

  package init() {}

  package static let declaration = Declaration<Self>(
    "rhythms", "Mean fields of neocortex and hippocampus at 1 ms, and spindles in the UP state.",
    equation: "τ_r r′ = −r + R(w r − a + I + ξ); τ_a a′ = −a + R(15 (r − ½)); R(z) = 1/(1 + e^−z); ξ: OU, sd .25, rate .05/τ_r",
    references: ["Levenstein2019"],
    fields: [
      .number("cortex_weight", \.cortexWeight, .number, 4...8, "w of the cortical field", source: "Levenstein2019"),
      .number(
        "cortex_time", \.cortexTime, .time, 2e-3 / 3600...0.05 / 3600, "τ_r of the cortical field", source: "fit; Levenstein2019"),
      .number("input_wake", \.inputWake, .number, -4...0, "I of the cortical field awake (steady UP)", source: "fit"),
      .number("input_n1", \.inputN1, .number, -4...0, "the same in N1", source: "fit"),
      .number("input_n2", \.inputN2, .number, -4...0, "the same in N2 (a DOWN state every 6 s)", source: "fit"),
      .number(
        "input_n3", \.inputN3, .number, -4...0, "the same in N3 (slow oscillation at .66 Hz)", source: "fit; Levenstein2019"),
      .number("input_rem", \.inputREM, .number, -4...0, "the same in REM", source: "fit"),
      .number(
        "hippocampus_time", \.hippocampusTime, .time, 2e-3 / 3600...0.05 / 3600, "τ_r of the hippocampal field (w 5)",
        source: "fit; Levenstein2019"),
      .number(
        "ripples_wake", \.ripplesWake, .rate, 0...5400, "sharp-wave ripples asked for in quiet waking", source: "convention"),
      .number("ripples_n1", \.ripplesN1, .rate, 0...5400, "in N1", source: "convention"),
      .number("ripples_n2", \.ripplesN2, .rate, 0...5400, "in N2", source: "convention"),
      .number("ripples_n3", \.ripplesN3, .rate, 0...5400, "in N3", source: "convention"),
      .number("ripples_rem", \.ripplesREM, .rate, 0...5400, "in REM", source: "convention"),
      .number(
        "ripple_up", \.rippleUp, .number, 0...1, "input that a cortical UP state adds to the hippocampal field", source: "fit"),
      .number("ripple_spindle", \.rippleSpindle, .number, 0...1, "input that a spindle adds", source: "fit"),
      .number("spindles_n2", \.spindlesN2, .rate, 0...1200, "spindles asked for in N2", source: "convention"),
      .number("spindles_n3", \.spindlesN3, .rate, 0...1200, "in N3", source: "convention"),
      .number(
        "spindle_coupling", \.spindleCoupling, .fraction, 0...1, "share of spindles that follow the beginning of an UP state",
        source: "fit"),
      .number("spindle_delay", \.spindleDelay, .time, 0...5.0 / 3600, "how long after it", source: "convention"),
      .number(
        "spindle_duration", \.spindleDuration, .time, 0.2 / 3600...5.0 / 3600, "mean duration (sd a third of it)",
        source: "convention"),
      .number(
        "spindle_refractory", \.spindleRefractory, .time, 0...60.0 / 3600, "least time between spindles", source: "convention"),
    ])

  package func cortexInput(_ stage: SleepStage) -> Double {
    switch stage {
    case .wake: inputWake
    case .n1: inputN1
    case .n2: inputN2
    case .n3: inputN3
    case .rem: inputREM
    }
  }

  /// Ripples asked for, per hour.
  package func ripples(_ stage: SleepStage) -> Double {
    switch stage {
    case .wake: ripplesWake
    case .n1: ripplesN1
    case .n2: ripplesN2
    case .n3: ripplesN3
    case .rem: ripplesREM
    }
  }

  /// Spindles asked for, per hour.
  package func spindles(_ stage: SleepStage) -> Double { stage == .n2 ? spindlesN2 : stage == .n3 ? spindlesN3 : 0 }
}
