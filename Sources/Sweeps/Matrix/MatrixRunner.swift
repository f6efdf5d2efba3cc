import Analysis
import Foundation
import Lives
import Runs

extension MatrixFolder {
  /// Runs what is missing of all cells on `jobs` threads, writes the table in its forms, and returns it; nil if the flag was raised before
  /// the end. Whatever ends it, the same call goes on behind the last finished subject of each cell, with the same bytes. Refused while
  /// another run works on the matrix.
  public func run(
    _ plan: MatrixPlan, jobs: Int, stop: StopFlag = StopFlag(),
    progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws -> MatrixTable? {
    try begin(plan)
    let lock = try lock(0...Int(Int32.max))
    defer { withExtendedLifetime(lock) {} }
    let todo = plan.cells.filter { $0.plan != nil }, count = MatrixCount(total: plan.subjects, progress)
    var claims: [Int: [Judgement]] = [:]
    let threads = Self.threads(jobs: jobs, subjects: todo.map(\.subjects).min() ?? 1)
    let work = OrderedWork<(cell: Int, claims: [Judgement])>(
      first: 0, last: todo.count - 1, jobs: (jobs + threads - 1) / threads, stop: stop)
    try work.run(
      worker: {
        { items, give in
          for item in items {
            guard let results = try results(todo[item], jobs: threads, stop: stop, count) else { break }
            if !give((todo[item].number, results.claims)) { break }
          }
        }
      }, deliver: { claims[$0.cell] = $0.claims })
    guard claims.count == todo.count else { return nil }
    let table = MatrixTable(plan, claims)
    try write(table)
    return table
  }

  /// Runs one cell and no other, for a job engine; false if the flag was raised before its end. The table is made by `run`.
  public func run(
    _ plan: MatrixPlan, cell number: Int, jobs: Int, stop: StopFlag = StopFlag(),
    progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws -> Bool {
    guard plan.cells.indices.contains(number) else { throw MatrixError.noCell(number, of: plan.cells.count) }
    try begin(plan)
    let lock = try lock(number...number), cell = plan.cells[number]
    defer { withExtendedLifetime(lock) {} }
    guard cell.plan != nil else { return true }
    return try results(cell, jobs: jobs, stop: stop, MatrixCount(total: cell.subjects, progress)) != nil
  }

  private func results(_ cell: MatrixCell, jobs: Int, stop: StopFlag, _ count: MatrixCount) throws -> Results? {
    guard let plan = cell.plan else { return nil }
    return try ResultsFolder(path: path + "/" + cell.folder).run(
      plan, overrides: cell.overrides, jobs: jobs, stop: stop, withControls: false
    ) { done, _ in count.set(done, of: cell.number) }
  }

  /// Threads inside a cell such that each has two subjects and more: the rest of them work on other cells.
  static func threads(jobs: Int, subjects: Int) -> Int { min(max(1, jobs), max(1, subjects / 2)) }
}

/// Subjects done in all cells, counted from several threads.
private final class MatrixCount: @unchecked Sendable {
  private let lock = NSLock()
  private let total: Int
  private let progress: @Sendable (Int, Int) -> Void
  // Under the lock:
  private var done: [Int: Int] = [:]
  private var sum = 0

  init(total: Int, _ progress: @escaping @Sendable (Int, Int) -> Void) { (self.total, self.progress) = (total, progress) }

  func set(_ count: Int, of cell: Int) {
    lock.withLock {
      sum += count - (done[cell] ?? 0)
      done[cell] = count
      progress(sum, total)
    }
  }
}
