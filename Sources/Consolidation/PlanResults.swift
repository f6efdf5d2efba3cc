import Analysis
import Foundation
import Recordings
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

  /// Runs all subjects in memory and analyses them: for scripts and tests. Results do not depend on `jobs`.
  public func run(jobs: Int = ProcessInfo.processInfo.activeProcessorCount) throws -> Results {
    try run(subjects: 1...scenario.subjects, jobs: jobs)
  }

  /// The same for the subjects with some numbers.
  public func run(subjects: ClosedRange<Int>, jobs: Int) throws -> Results {
    let analyzer = try analyzer()
    var records: [SubjectRecord] = []
    try Runner(self, first: subjects.lowerBound, last: subjects.upperBound, jobs: jobs).run { records.append($0) }
    return try analyzer.results(records)
  }
}
