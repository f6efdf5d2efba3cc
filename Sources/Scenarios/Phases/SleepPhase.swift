import Declarations

/// Sleep as a number of replay events.
package struct SleepPhase: Declared {
  package var duration = 8.0
  package var replay = ReplaySettings()

  package init() {}

  package static let declaration = Declaration<Self>(
    "sleep", "Replay in NREM and REM, then the decay of hippocampal traces over the sleep's duration.",
    references: ["Singh2022"],
    fields: [
      .number("duration", \.duration, .time, 0...87_600, "how long"),
      .nested("replay", \.replay, "what is replayed"),
    ])
}

/// How much is replayed, and what first.
package struct ReplaySettings: Declared, Equatable {
  package var nrem = 100
  package var rem = 100
  package var alternations = 10
  package var priority = PriorityName.uniform
  package var exponent: Double?
  package var salienceGain: Double?

  package init() {}

  package static let declaration = Declaration<Self>(
    "replay",
    "Replay events: in NREM the hippocampus replays and the cortex learns; in REM the cortex replays alone.",
    equation: "G = clip((s / s̄)^−η, 1/4, 4) · (1 + κ tag)",
    references: ["Singh2022", "Schapiro2018"],
    fields: [
      .integer("nrem", \.nrem, 0...1_000_000, "NREM events (attempts: one slow-oscillation up state each)", noun: "events"),
      .integer("rem", \.rem, 0...1_000_000, "REM events", noun: "events"),
      .integer("alternations", \.alternations, 1...10_000, "NREM–REM cycles into which they are divided"),
      .word("priority", \.priority, "which memories are replayed more"),
      .number("exponent", \.exponent, .number, -10...10, "η, instead of the priority's own"),
      .number("salience_gain", \.salienceGain, .number, 0...100, "κ, instead of the priority's own"),
    ])

  /// η and κ in force.
  package var eta: Double { exponent ?? priority.exponent }
  package var kappa: Double { salienceGain ?? priority.salienceGain }
}

/// Which memories replay favours, by name.
package enum PriorityName: String, CaseIterable, Sendable {
  case uniform
  case strongFirst = "strong_first"
  case weakFirst = "weak_first"
  case salience

  package var exponent: Double {
    switch self {
    case .uniform, .salience: 1.5
    case .strongFirst: 0
    case .weakFirst: 3
    }
  }

  package var salienceGain: Double { self == .salience ? 1 : 0 }
}

extension PriorityName: Word {
  package var summary: String {
    switch self {
    case .uniform: "all alike: synaptic scaling cancels strength (η 1.5)"
    case .strongFirst: "strength decides (η 0)"
    case .weakFirst: "weak traces first (η 3)"
    case .salience: "rewarded or emotional memories first (η 1.5, κ 1)"
    }
  }
}
