import Analysis
import Foundation
import Recordings
import Scenarios

extension Plan {
  /// The tests that each probe had, and the scores of each stretch of a circuit's activity or phase of a network of layers.
  package var available: [Set<String>] {
    var result = [Set<String>](repeating: [], count: timeline.states.count)
    func walk(_ steps: [Timeline.Step]) {
      for step in steps {
        switch step {
        case .probe(let phase, _, let states): for state in states { result[state] = Set(phase.tests.map(\.rawValue)) }
        case .simulate(let phase, _, let state): result[state] = Set(scenario.circuit?.scores(of: [phase]) ?? [])
        case .fork(let ways): for way in ways { walk(way) }
        default: break
        }
      }
    }
    walk(timeline.steps)
    if let graded = scenario.graded { for (state, scores) in timeline.scores(of: graded) { result[state] = Set(scores) } }
    for (state, scores) in scenario.feedForward?.scores(of: timeline) ?? [:] { result[state] = Set(scores) }
    return result
  }

  /// What will judge the records; throws if a claim refers to something that is not there.
  package func analyzer() throws(ScenarioError) -> Analyzer {
    try Analyzer(scenario, index: index, available: available, unlived: timeline.unlived, concessions: timeline.concessions)
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
