import Analysis
import Materials
import NetworkModels
import Scenarios

// Names of the scores that each phase of a network of layers gives.

extension LayeredStudy {
  func scores(_ scenario: Scenario) -> [String] { ["epochs", "reached"] }
}

extension LayeredProbe {
  /// Moments of a test, in the words of claims.
  static let moments = ["initial", "settled"]

  func scores(_ scenario: Scenario) -> [String] {
    guard let generator = scenario.trials.first(where: { $0.name == material })?.generator else { return [] }
    let tested = self.groups.isEmpty ? generator.groups : self.groups
    let groups = tested == ["all"] ? tested : ["all"] + tested, layers = scenario.layered?.layers.map(\.name) ?? []
    return (generator.completes ? groups.map { "completion/" + $0 } : []) + groups.map { "accuracy/" + $0 }
      + groups.map { "output_error/" + $0 }
      + (["own"] + generator.relations).map { "response/" + $0 }
      + layers.flatMap { layer in
        generator.relations.flatMap { relation in Self.moments.map { "similarity/\(layer)/\($0)/\(relation)" } }
      } + layers.map { "activity/" + $0 } + (generator.outline.isEmpty ? [] : [TestName.cuedRecall.rawValue])
  }
}

extension LayeredSleep {
  func scores(_ scenario: Scenario) -> [String] {
    if settling != nil {
      return decoded.flatMap { name in
        let groups = scenario.trials.first { $0.name == name }?.generator.groups ?? []
        return (groups == ["all"] ? groups : ["all"] + groups).map { "replayed/\(name)/" + $0 }
          + ["replayed_items/" + name, "most_replayed/" + name]
      }
    }
    let visits = decoded.flatMap { ["visits/" + $0, "visited_items/" + $0] } + (decoded.isEmpty ? [] : ["visit_distance"])
    guard autonomous != nil else { return visits + (decoded.isEmpty ? [] : ["most_visited"]) }
    return ["learning_events", "stability", "stable_share"] + visits
  }
}
