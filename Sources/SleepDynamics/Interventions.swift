import Declarations

/// A part of the night: between two times, in some stages.
package protocol NightPart {
  var from: Double { get }
  var to: Double? { get }
  var stages: [SleepStage] { get }
}

extension NightPart {
  package func includes(_ time: Double, _ stage: SleepStage) -> Bool {
    time >= from && time < to ?? .infinity && stages.contains(stage)
  }
}

/// Where in the slow oscillation a stimulus falls.
package enum OscillationPhase: String, CaseIterable, Sendable {
  case up, down, any
}

extension OscillationPhase: Word {
  package var summary: String {
    switch self {
    case .up: "at the beginning of the next UP state"
    case .down: "at the beginning of the next DOWN state"
    case .any: "at once, wherever the cortex is"
    }
  }
}

/// Targeted memory reactivation: cues of some memories, played during sleep.
package struct CueSettings: Declared, Equatable, NightPart {
  package var groups: [String] = []
  package var stages: [SleepStage] = [.n2, .n3]
  package var from = 0.0
  package var to: Double?
  package var every = 10.0 / 3600
  package var phase = OscillationPhase.up
  package var reliability = 0.5

  package init() {}

  package static let declaration = Declaration<Self>(
    "cues",
    "Targeted memory reactivation: each cue is half of a memory's features; the hippocampus may answer with a ripple that starts from it.",
    references: ["Hu2020", "Rasch2007"],
    fields: [
      .names("groups", \.groups, "groups of memories that are cued, in random order again and again", required: true),
      .words("stages", \.stages, "stages in which cues are played", count: 1...5),
      .number("from", \.from, .time, 0...1000, "no cues before this time of the sleep"),
      .number("to", \.to, .time, 0...1000, "no cues after it"),
      .number("every", \.every, .time, 0.5 / 3600...24, "time between cues"),
      .word("phase", \.phase, "where in the slow oscillation they fall"),
      .number("reliability", \.reliability, .fraction, 0...1, "share of cues that evoke a ripple", source: "fit"),
    ])
}

/// Closed-loop stimulation: clicks in phase with the slow oscillation, which may evoke spindles.
package struct StimulationSettings: Declared, Equatable, NightPart {
  package var stages: [SleepStage] = [.n2, .n3]
  package var from = 0.0
  package var to: Double?
  package var phase = OscillationPhase.up
  package var response = 0.3

  package init() {}

  package static let declaration = Declaration<Self>(
    "stimulation", "Closed-loop stimulation: a click at every UP (or DOWN) state, which may evoke a spindle.",
    references: ["Ngo2013"],
    fields: [
      .words("stages", \.stages, "stages in which clicks are played", count: 1...5),
      .number("from", \.from, .time, 0...1000, "no clicks before this time of the sleep"),
      .number("to", \.to, .time, 0...1000, "no clicks after it"),
      .word("phase", \.phase, "where in the slow oscillation they fall"),
      .number("response", \.response, .fraction, 0...1, "share of clicks that evoke a spindle, in UP states", source: "fit"),
    ])
}

/// Ripples or spindles taken out.
package struct SuppressionSettings: Declared, Equatable, NightPart {
  package var ripples = 0.0
  package var spindles = 0.0
  package var stages: [SleepStage] = SleepStage.allCases
  package var from = 0.0
  package var to: Double?

  package init() {}

  package static let declaration = Declaration<Self>(
    "suppress", "Ripples or spindles taken out as they begin.",
    references: ["Girardeau2009"],
    fields: [
      .number("ripples", \.ripples, .fraction, 0...1, "share of ripples"),
      .number("spindles", \.spindles, .fraction, 0...1, "share of spindles"),
      .words("stages", \.stages, "in which stages", count: 1...5),
      .number("from", \.from, .time, 0...1000, "not before this time of the sleep"),
      .number("to", \.to, .time, 0...1000, "not after it"),
    ])
}
