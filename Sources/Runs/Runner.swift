import Lives
import Recordings

/// Simulates subjects on several threads and hands their records over in order, one by one.
package struct Runner {
  private let plan: Plan
  private let work: OrderedWork<SubjectRecord>
  private let recordings: String?

  /// Will simulate subjects `first` to `last`; what a circuit's scenario wants recorded is written to the folder `recordings`.
  package init(_ plan: Plan, first: Int, last: Int, jobs: Int, recordings: String? = nil, stop: StopFlag = StopFlag()) {
    self.plan = plan
    self.recordings = recordings
    work = OrderedWork(first: first, last: last, jobs: jobs, batchSize: Simulation.batchSize(plan), stop: stop)
  }

  /// Returns when all subjects are done, the flag is raised, or `deliver` throws. `deliver` gets each record once, in the order of subjects.
  package func run(_ deliver: (SubjectRecord) throws -> Void) throws {
    let plan = plan, recordings = recordings
    try work.run(
      worker: {
        let simulation = Simulation(plan, recordings: recordings)
        return { subjects, give in
          simulation.begin(subjects)
          for subject in subjects where try !give(simulation.record(of: subject)) { break }
        }
      }, deliver: deliver)
  }
}
