import Analysis
import Scenarios

extension Plan {
  /// The tests and numbers that each state has.
  package var available: [Set<String>] {
    var result = [Set<String>](repeating: [], count: timeline.states.count)
    for step in timeline.lived {
      let scores = Set((step.phase as? any LivedPhase)?.scores(scenario) ?? [])
      for state in step.states { result[state] = scores }
    }
    return result
  }

  /// What will judge the records; throws if a claim refers to something that is not there.
  package func analyzer() throws(ScenarioError) -> Analyzer {
    try Analyzer(scenario, index: index, available: available, timeline: timeline)
  }

  /// What evaluates the sweep's outcomes, or the claims, for each subject.
  package func outcomeReader() throws(ScenarioError) -> OutcomeReader {
    try OutcomeReader(scenario, index: index, available: available)
  }

  /// Throws if a claim or agreement row refers to something that is not there.
  public func checkClaims() throws(ScenarioError) { _ = try analyzer() }
}
