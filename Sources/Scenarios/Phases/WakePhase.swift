import Declarations

/// Waking hours with nothing to study.
package struct WakePhase: Declared {
  package var duration = 16.0
  package var incidental = 1.0
  package var incidentalStrength = 0.3

  package init() {}

  package static let declaration = Declaration<Self>(
    "wake",
    "Waking hours: incidental episodes are stored and interfere; hippocampal traces decay.",
    equation: "W_fast ← W_fast · exp(−hours / τ)",
    references: ["JenkinsDallenbach1924", "Wixted2004"],
    fields: [
      .number("duration", \.duration, .time, 0...87_600, "how long", required: true),
      .number("incidental", \.incidental, .rate, 0...3600, "incidental episodes, random patterns", source: "fit"),
      .number("incidental_strength", \.incidentalStrength, .number, 0...100, "how strongly each is stored", source: "fit"),
    ])
}
