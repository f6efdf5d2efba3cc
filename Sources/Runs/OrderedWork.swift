import Foundation

/// A flag that a signal or another thread raises to end a run after the items in hand.
public final class StopFlag: @unchecked Sendable {
  private let lock = NSLock()
  private var raised = false

  public init() {}

  public func raise() { lock.withLock { raised = true } }
  public var isRaised: Bool { lock.withLock { raised } }
}

/// Numbered items worked on by several threads, their results handed over in order, one by one: what is done with them does not depend on
/// the number of threads.
package final class OrderedWork<Output>: @unchecked Sendable {
  /// Works on neighbouring items and gives each one's result; stops when that returns false. Each thread has its own.
  package typealias Worker = (_ items: Range<Int>, _ give: (Output) -> Bool) throws -> Void

  private let last: Int
  private let jobs: Int
  private let batchSize: Int
  private let stop: StopFlag
  private let condition = NSCondition()
  // Under the condition's lock:
  private var next: Int
  private var due: Int
  private var finished: [Int: Output] = [:]
  private var failure: (any Error)?
  private var running = 0

  /// Will work on items `first` to `last`, `batchSize` of them at a time on a thread.
  package init(first: Int, last: Int, jobs: Int, batchSize: Int = 1, stop: StopFlag = StopFlag()) {
    self.last = last
    self.jobs = max(1, min(jobs, last - first + 1))
    self.batchSize = max(1, min(batchSize, (last - first + self.jobs) / self.jobs))
    self.stop = stop
    next = first
    due = first
  }

  /// Returns when all items are done, the flag is raised, or something throws. `deliver` gets each result once, in order.
  package func run(worker: @escaping @Sendable () -> Worker, deliver: (Output) throws -> Void) throws {
    guard next <= last else { return }
    running = jobs
    for _ in 0..<jobs {
      let thread = Thread { self.work(worker()) }
      thread.stackSize = 16 << 20
      thread.start()
    }
    condition.lock()
    while running > 0 || finished[due] != nil {
      guard failure == nil, let result = finished.removeValue(forKey: due) else {
        if failure != nil, running == 0 { break }
        condition.wait()
        continue
      }
      due += 1
      condition.broadcast()
      condition.unlock()
      var thrown: (any Error)?
      do { try deliver(result) } catch { thrown = error }
      condition.lock()
      if failure == nil, let thrown { failure = thrown }
    }
    let error = failure
    condition.unlock()
    if let error { throw error }
  }

  private func work(_ worker: Worker) {
    condition.lock()
    while failure == nil, !stop.isRaised, next <= last {
      // Not too far ahead of the slowest: memory does not grow with the number of items.
      guard next < due + 4 * jobs * batchSize else {
        condition.wait()
        continue
      }
      let items = next..<min(next + batchSize, last + 1)
      next = items.upperBound
      condition.unlock()
      var at = items.lowerBound, thrown: (any Error)?
      do {
        try worker(items) { result in
          condition.lock()
          defer { condition.unlock() }
          finished[at] = result
          at += 1
          condition.broadcast()
          return failure == nil && !stop.isRaised
        }
      } catch { thrown = error }
      condition.lock()
      if failure == nil, let thrown { failure = thrown }
      condition.broadcast()
    }
    running -= 1
    condition.broadcast()
    condition.unlock()
  }
}
