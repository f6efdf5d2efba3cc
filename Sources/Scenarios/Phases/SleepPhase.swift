import Declarations
import NetworkModels
import SleepDynamics

/// Sleep: as a number of replay events, or from equations.
package struct SleepPhase: Declared {
  /// Nil: 8 h, or as long as the hypnogram.
  package var givenDuration: Double?
  package var until: Double?
  package var isNatural = false
  package var replay = ReplaySettings()
  package var physiology: NightSettings?

  package init() {}

  /// Hours, where they do not depend on the sleeper.
  package var duration: Double { givenDuration ?? physiology?.hypnogram?.hours ?? 8 }

  package static let declaration = Declaration<Self>(
    "sleep",
    "Replay in NREM and REM, and the decay of hippocampal traces over the sleep's duration. With 'physiology' the events come from equations, and 'replay' gives their priority only.",
    references: ["Singh2022"],
    fields: [
      .number(
        "duration", \.givenDuration, .time, 0...87_600, "how long (8 h if nothing is said; a hypnogram says it itself)"),
      .number(
        "until", \.until, .time, 0...24,
        "instead of a duration: the time of day, after midnight, at which the clock next shows it"),
      .flag("natural", \.isNatural, "sleep until the clock's regulation ends it, instead of a duration"),
      .nested("replay", \.replay, "what is replayed"),
      .nested("physiology", \.physiology, "stages, slow oscillations, spindles and ripples from equations"),
    ])
}

/// How much is replayed, and what first.
package struct ReplaySettings: Declared, Equatable {
  package var nrem = 100
  package var rem = 100
  package var alternations = 10
  package var priority = PriorityRule.uniform
  package var exponent: Double?
  package var salienceGain: Double?

  package init() {}

  package static let declaration = Declaration<Self>(
    "replay",
    "Replay events: in NREM the hippocampus replays and the cortex learns; in REM the cortex replays alone.",
    equation: "G = clip((s / s̄)^−η (e / ē)^ε, 1/limit, limit) · (1 + κ tag) · (1 + ρ recency)",
    references: ["Singh2022", "Schapiro2018"],
    fields: [
      .integer("nrem", \.nrem, 0...1_000_000, "NREM events (attempts: one slow-oscillation up state each)", noun: "events"),
      .integer("rem", \.rem, 0...1_000_000, "REM events", noun: "events"),
      .integer("alternations", \.alternations, 1...10_000, "NREM–REM cycles into which they are divided"),
      .word("priority", \.priority, "which memories are replayed more"),
      .number("exponent", \.exponent, .number, -10...10, "η, instead of the priority's own"),
      .number("salience_gain", \.salienceGain, .number, 0...100, "κ, instead of the priority's own"),
    ])

  /// What the engine is told.
  package var inForce: Priority {
    var result = priority.priority
    if let exponent { result.exponent = exponent }
    if let salienceGain { result.salienceGain = salienceGain }
    return result
  }
}
