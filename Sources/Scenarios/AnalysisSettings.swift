import Declarations

/// How recordings become fates: retrievals, lures, error rate and floors.
public struct AnalysisSettings: Sendable, Equatable {
  public var retrievals = 8
  public var lures = 20
  public var alpha = 0.05
  public var floor = 0.5
  public var mixtureFloor = 0.25
  public var margin = 0.25
  public var thresholds = Thresholds.calibrated
  public var confidence = 0.95

  public init() {}

  /// Where the thresholds of a fate come from.
  public enum Thresholds: String, CaseIterable, Sendable {
    case calibrated
    case floors
  }
}

extension AnalysisSettings.Thresholds: Word {
  package var summary: String {
    switch self {
    case .calibrated: "the larger of the floor and the split-conformal quantile of the lures"
    case .floors: "the floors alone"
    }
  }
}

extension AnalysisSettings: Declared {
  package static var declaration: Declaration<Self> {
    Declaration(
      "analysis", "How retrievals are scored and fates decided.",
      fields: [
        .integer("retrievals", \.retrievals, 1...1000, "noisy retrievals per memory, subject and probe, each with a fresh cue"),
        .integer("lures", \.lures, 0...10_000, "never-studied lures per subject and probe"),
        .number("alpha", \.alpha, .fraction, 0.001...0.5, "rate of lures that may exceed a threshold", source: "convention"),
        .number("floor", \.floor, .fraction, 0...1, "least unique, shared or competitor score of a clear verdict"),
        .number("mixture_floor", \.mixtureFloor, .fraction, 0...1, "least score of both partners in a mixture"),
        .number("margin", \.margin, .fraction, 0...1, "least distance between own and competitor score"),
        .word("thresholds", \.thresholds, "where the thresholds of a fate come from"),
        .number("confidence", \.confidence, .fraction, 0.5...0.999, "level of every interval", source: "convention"),
      ])
  }
}
