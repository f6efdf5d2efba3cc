import Declarations
import SleepDynamics

/// Waking hours with nothing to study.
package struct WakePhase: Declared {
  package var givenDuration: Double?
  package var until: Double?
  package var isNatural = false
  package var rest: NightSettings?
  package var priority = PriorityRule.standard
  package var incidental = 0.25
  package var incidentalStrength = 0.15

  package init() {}

  package var duration: Double { givenDuration ?? 0 }

  /// Incidental episodes of some hours.
  package func episodes(in hours: Double) -> Int { Int((incidental * hours).rounded()) }

  package static let declaration = Declaration<Self>(
    "wake",
    "Waking hours: incidental episodes are stored and interfere; hippocampal traces decay.",
    equation: "du/dt = A u of each hippocampal synapse (its 'decay')",
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

extension WakePhase: PhaseSettings {
  package var needs: [Ability] { [.items] + (rest == nil ? [] : [.sleep, .physiology]) }
  package var needsClock: Bool { isNatural || until != nil || rest != nil }

  package func unhonoured(_ brain: BrainChoice, _ map: BrainMap) -> [String] {
    map.abilities.contains(.decay) ? [] : ["\(brain.noun) does not forget with time"]
  }

  package func unroll(
    _ timeline: inout Timeline, _ path: inout Timeline.Path, _ place: Timeline.Place, _ reader: inout Reader
  ) -> PhaseStep? {
    let mark = place.mark
    let length = Timeline.Length(given: givenDuration, until: until, isNatural: isNatural, standard: nil)
    // A duration that could not be read has been reported.
    if !length.isGiven, !reader.issues.all.contains(where: { $0.path.contains(".wake.") }) {
      reader.report("wake needs 'duration'", at: mark, expected: "'duration: 16 h', 'until: 23 h' or 'natural: true'")
    }
    let start = path.regulation, hours = timeline.pass(length, asleep: false, mark, &path, &reader), number = path.next("wake")
    var position: Int?
    if let physiology = rest {
      if let cues = physiology.cues, !cues.stages.contains(.wake) {
        reader.report(
          "cues in \(cues.stages.map(\.rawValue).joined(separator: ", ")), and nobody sleeps here", at: mark,
          expected: "'stages: W' in a rest")
      }
      if !physiology.hypnogramFile.isEmpty {
        reader.report("a hypnogram, and nobody sleeps here", at: mark, expected: "a rest without 'hypnogram'")
      }
      timeline.check(physiology, hours: hours, mark, &reader)
      position = timeline.sleeps.count
      timeline.add(physiology, priority, number: 0, hours: hours, stream: number * 2 + 1, start, path)
    }
    return PhaseStep(self, number: number, sleep: position, hours: hours)
  }
}
