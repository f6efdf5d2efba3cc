import Declarations

/// A sleep that runs on equations, and what is done to it.
package struct NightSettings: Declared, Equatable {
  package var hypnogramFile = ""
  package var mark = Mark(file: "", line: 1, column: 1)
  /// The epochs of the file, read later.
  package var hypnogram: Hypnogram?
  package var stages = StageOscillator()
  package var rhythms = RhythmSettings()
  package var learning = ConsolidationSettings()
  package var cues: CueSettings?
  package var stimulation: StimulationSettings?
  package var suppression: SuppressionSettings?
  package var deprivation: [SleepStage] = []

  package init() {}

  package static func == (a: Self, b: Self) -> Bool {
    a.hypnogramFile == b.hypnogramFile && a.hypnogram == b.hypnogram && a.stages == b.stages && a.rhythms == b.rhythms
      && a.learning == b.learning && a.cues == b.cues && a.stimulation == b.stimulation && a.suppression == b.suppression
      && a.deprivation == b.deprivation
  }

  package static let declaration = Declaration<Self>(
    "physiology", "Sleep from equations: stages, slow oscillations, spindles and ripples; each ripple is a replay attempt.",
    references: ["Levenstein2019", "McCarleyHobson1975", "Borbely1982"],
    fields: [
      Field(
        "hypnogram", "path of a CSV file with a real hypnogram in epochs of 30 s, in place of the oscillator",
        form: .text(maximum: 500)
      ) {
        reader, node, root in
        root.hypnogramFile = reader.text(node, maximum: 500) ?? ""
        root.mark = node.mark
      } show: {
        $0.hypnogramFile.isEmpty ? nil : .text($0.hypnogramFile)
      },
      .nested("stages", \.stages, "the NREM–REM oscillator"),
      .nested("rhythms", \.rhythms, "slow oscillations, spindles, ripples"),
      .nested("learning", \.learning, "what ripples and REM events do to the cortex"),
      .nested("cues", \.cues, "targeted memory reactivation"),
      .nested("stimulation", \.stimulation, "closed-loop stimulation"),
      .nested("suppress", \.suppression, "ripples or spindles taken out"),
      .words("deprive", \.deprivation, "stages from which the sleeper is woken: their epochs are spent awake", count: 1...4),
    ])
}
