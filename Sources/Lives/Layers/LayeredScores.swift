import Analysis
import Materials
import NetworkModels
import Scenarios

/// Names of the scores that each phase of a network of layers gives.
extension LayeredSettings {
  static let trainingScores = ["epochs", "reached"]

  /// Moments of a test, in the words of claims.
  static let moments = ["initial", "settled"]

  func scores(of phase: TestPhase) -> [String] {
    guard let kind = task(phase.task)?.kind else { return [] }
    let tested = phase.part.isEmpty ? kind.parts : [phase.part]
    let parts = tested == ["all"] ? tested : ["all"] + tested
    return (kind.completes ? parts.map { "completion/" + $0 } : []) + parts.map { "accuracy/" + $0 }
      + parts.map { "output_error/" + $0 }
      + (["own"] + kind.relations).map { "response/" + $0 }
      + layers.flatMap { layer in
        kind.relations.flatMap { relation in Self.moments.map { "likeness/\(layer.name)/\(relation)/\($0)" } }
      } + layers.map { "activity/" + $0.name }
  }

  func scores(of phase: ConsolidatePhase) -> [String] {
    phase.decoded.flatMap { name in
      let parts = task(name)?.kind?.parts ?? []
      return (parts == ["all"] ? parts : ["all"] + parts).map { "replayed/\(name)/" + $0 }
        + ["replayed_items/" + name, "most_replayed/" + name]
    }
  }

  func scores(of phase: AutonomousSleep) -> [String] {
    ["learning_events", "stability", "stable_share"] + visits(phase.decoded)
  }

  func scores(of phase: Rehearsal) -> [String] { visits(phase.decoded) + (phase.decoded.isEmpty ? [] : ["most_visited"]) }

  private func visits(_ decoded: [String]) -> [String] {
    decoded.flatMap { ["visits/" + $0, "visited_items/" + $0] } + (decoded.isEmpty ? [] : ["visit_distance"])
  }
}
