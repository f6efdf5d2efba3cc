import Declarations
import NetworkModels

/// How much is replayed, and what first.
package struct ReplaySettings: Declared, Equatable {
  package var nrem = 100
  package var rem = 100
  package var alternations = 10
  package var span = Span.eightHours
  package var priority = PriorityRule.standard
  package var exponent: Double?
  package var salienceGain: Double?

  /// In what its numbers are counted.
  package enum Span: String, CaseIterable, Sendable {
    case eightHours = "8 h"
    case sleep
  }

  package init() {}

  /// Most events of a kind, or cycles, in one sleep.
  static let most = 1_000_000

  package static let declaration = Declaration<Self>(
    "replay",
    "Replay events: in NREM the hippocampus replays and the cortex learns; in REM the cortex replays alone. The numbers are rates per 8 h of "
      + "sleep, unless 'per' says otherwise: a sleep of H hours has round(N · H / 8) events.",
    equation: "G = clip((s / s̄)^−η (e / ē)^ε, 1/limit, limit) · (1 + κ tag) · (1 + ρ freshness)",
    references: ["Singh2022", "Schapiro2018"],
    fields: [
      .integer("nrem", \.nrem, 0...most, "NREM events (attempts: one slow-oscillation up state each)", noun: "events"),
      .integer("rem", \.rem, 0...most, "REM events", noun: "events"),
      .integer(
        "alternations", \.alternations, 1...10_000, "NREM–REM cycles into which they are divided; a sleep has at least one"),
      .word("per", \.span, "in what events and cycles are counted"),
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

  /// What is counted, with its names.
  var numbers: [(Int, String)] { [(nrem, "NREM events"), (rem, "REM events"), (alternations, "NREM–REM cycles")] }

  /// How many of its `number` a sleep of some hours has.
  func count(_ number: Int, hours: Double) -> Int {
    span == .sleep ? number : Int((Double(number) * hours / 8).rounded())
  }

  /// Stages of the events of a sleep of some hours, in order: NREM and REM in turn, divided evenly among the cycles.
  package func events(hours: Double) -> [ReplayAttempt.Stage] {
    let cycles = max(count(alternations, hours: hours), 1)
    let counts = [(ReplayAttempt.Stage.nrem, count(nrem, hours: hours)), (.rem, count(rem, hours: hours))]
    return (0..<cycles).flatMap { cycle in
      counts.flatMap { stage, all in repeatElement(stage, count: all * (cycle + 1) / cycles - all * cycle / cycles) }
    }
  }
}

extension ReplaySettings.Span: Word {
  package var summary: String {
    switch self {
    case .eightHours: "so many in 8 h: half of them in 4 h"
    case .sleep: "so many in this sleep, however long it is"
    }
  }
}
