import Foundation
import NumericalMethods
import Recordings
import Scenarios

/// A flag that a signal or another thread raises to end a run after the subjects in hand.
public final class StopFlag: @unchecked Sendable {
  private let lock = NSLock()
  private var raised = false

  public init() {}

  public func raise() { lock.withLock { raised = true } }
  public var isRaised: Bool { lock.withLock { raised } }
}

/// Simulates subjects on several threads and hands their records over in order, one by one.
package final class Runner: @unchecked Sendable {
  private let plan: Plan
  private let jobs: Int
  private let stop: StopFlag
  private let condition = NSCondition()
  // Under the condition's lock:
  private var next: Int
  private var due: Int
  private var finished: [Int: SubjectRecord] = [:]
  private var failure: (any Error)?
  private var running = 0

  /// Will simulate subjects `first` to `last`, `company` of them at a time on a thread.
  private let last: Int
  private let company: Int

  package init(_ plan: Plan, first: Int, last: Int, jobs: Int, stop: StopFlag = StopFlag()) {
    self.plan = plan
    self.jobs = max(1, min(jobs, last - first + 1))
    self.stop = stop
    self.last = last
    company = min(NightSource.company(plan), (last - first + self.jobs) / self.jobs)
    next = first
    due = first
  }

  /// Returns when all subjects are done, the flag is raised, or `deliver` throws. `deliver` gets each record once, in the order of subjects.
  package func run(_ deliver: (SubjectRecord) throws -> Void) throws {
    guard next <= last else { return }
    running = jobs
    for _ in 0..<jobs {
      let thread = Thread { self.work() }
      thread.stackSize = 16 << 20
      thread.start()
    }
    condition.lock()
    while running > 0 || finished[due] != nil {
      guard let record = finished.removeValue(forKey: due) else {
        condition.wait()
        continue
      }
      due += 1
      condition.broadcast()
      condition.unlock()
      var thrown: (any Error)?
      do { try deliver(record) } catch { thrown = error }
      condition.lock()
      if failure == nil, let thrown { failure = thrown }
    }
    let error = failure
    condition.unlock()
    if let error { throw error }
  }

  private func work() {
    let simulation = Simulation(plan)
    condition.lock()
    while failure == nil, !stop.isRaised, next <= last {
      // Not too far ahead of the slowest: memory does not grow with the number of subjects.
      guard next < due + 4 * jobs * company else {
        condition.wait()
        continue
      }
      let subjects = next..<min(next + company, last + 1)
      next = subjects.upperBound
      condition.unlock()
      simulation.begin(subjects)
      condition.lock()
      for subject in subjects {
        guard failure == nil, !stop.isRaised else { break }
        condition.unlock()
        let result = Result { () throws(GSLError) in try simulation.record(of: subject) }
        condition.lock()
        switch result {
        case .success(let record): finished[subject] = record
        case .failure(let error): failure = failure ?? error
        }
        condition.broadcast()
      }
    }
    running -= 1
    condition.broadcast()
    condition.unlock()
  }
}
