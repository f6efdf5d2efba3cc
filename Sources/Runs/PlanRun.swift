import Analysis
import Foundation
import Lives
import Recordings
import Scenarios

extension Plan {
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
