import Analysis
import Foundation
import Lives
import Recordings
import Scenarios

extension Plan {
  /// Runs all subjects in memory and analyses them, and the claims' controls: for scripts and tests. Results do not depend on `jobs`.
  public func run(jobs: Int = ProcessInfo.processInfo.activeProcessorCount) throws -> Results {
    var results = try run(subjects: 1...scenario.subjects, jobs: jobs)
    results.add(try scenario.controls.map { ($0, try without($0).run(jobs: jobs).claims) })
    return results
  }

  /// The same for the subjects with some numbers, without controls.
  public func run(subjects: ClosedRange<Int>, jobs: Int) throws -> Results {
    let analyzer = try analyzer()
    var records: [SubjectRecord] = []
    try Runner(self, first: subjects.lowerBound, last: subjects.upperBound, jobs: jobs).run { records.append($0) }
    return try analyzer.results(records)
  }
}
