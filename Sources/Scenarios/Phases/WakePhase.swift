import Declarations
import SleepDynamics

/// Waking hours with nothing to study.
package struct WakePhase: Declared {
  package var givenDuration: Double?
  package var until: Double?
  package var isNatural = false
  package var rest: NightSettings?
  package var priority = PriorityRule.uniform
  package var incidental = 1.0
  package var incidentalStrength = 0.3

  package init() {}

  package var duration: Double { givenDuration ?? 0 }

  package static let declaration = Declaration<Self>(
    "wake",
    "Waking hours: incidental episodes are stored and interfere; hippocampal traces decay.",
    equation: "W_fast ← W_fast · exp(−hours / τ)",
    references: ["JenkinsDallenbach1924", "Wixted2004"],
    fields: [
      .number("duration", \.givenDuration, .time, 0...87_600, "how long; needed unless it ends at a time of day or by itself"),
      .number(
        "until", \.until, .time, 0...24,
        "instead of a duration: the time of day, after midnight, at which the clock next shows it"),
      .flag("natural", \.isNatural, "awake until the clock's regulation ends it, instead of a duration"),
      .nested("rest", \.rest, "quiet rest: the phase has ripples of its own, from equations"),
      .word("priority", \.priority, "which memories a rest replays more"),
      .number("incidental", \.incidental, .rate, 0...3600, "incidental episodes, random patterns", source: "fit"),
      .number("incidental_strength", \.incidentalStrength, .number, 0...100, "how strongly each is stored", source: "fit"),
    ])
}
