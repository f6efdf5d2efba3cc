import Foundation
import Lives
import Recordings
import Runs

/// A chunk of a sweep: neighbouring cells whose results share a file. It is appended to as `c000012.part`, and renamed to
/// `c000012.engram` once every cell is there and on the disk.
struct Chunk {
  let folder: SweepFolder
  let number: Int

  var cells: Range<Int> { number * folder.chunk..<min((number + 1) * folder.chunk, folder.cells.count) }
  private var name: String {
    let digits = String(number)
    return folder.path + "/chunks/c" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }
  var done: String { name + ".engram" }
  var part: String { name + ".part" }
  var header: String { "engram-sweep 1 \(folder.plan.digest) \(number)" }

  /// The file with its results so far; nil if there is none.
  var stored: String? { [done, part].first { FileManager.default.fileExists(atPath: $0) } }

  /// Calls `body` with each stored result, each cell once. What is half written at the end of a part is not there yet.
  func forEach(_ body: (CellResult) throws -> Void) throws {
    var seen: Set<Int> = []
    do {
      guard let blocks = try open() else { return }
      try blocks.forEach { bytes in
        guard let result = CellResult(bytes), cells.contains(result.cell), result.key == folder.cells[result.cell].key else {
          throw SweepError.damaged(path: blocks.path, reason: "a result that belongs to no cell of design.csv. " + Self.remedy)
        }
        if seen.insert(result.cell).inserted { try body(result) }
      }
    } catch let failure as BlockFile.Failure { throw Self.error(failure) }
  }

  private func open() throws -> BlockFile? {
    // A part may be renamed by another process after it was looked for.
    for attempt in 1... {
      guard let stored else { return nil }
      do throws(BlockFile.Failure) {
        return try BlockFile(reading: stored, header: header, strictly: stored == done)
      } catch {
        if attempt < 3, !FileManager.default.fileExists(atPath: stored) { continue }
        throw error
      }
    }
    return nil
  }

  private static let remedy = "Remove the file, and 'engram sweep run' runs its cells again"

  /// Cells of it that have a result.
  func finished() throws -> Set<Int> {
    var seen: Set<Int> = []
    try forEach { seen.insert($0.cell) }
    return seen
  }

  static func error(_ failure: BlockFile.Failure) -> SweepError {
    switch failure {
    case .unusable(let path, let reason): .unwritable(path: path, reason: reason)
    case .otherHeader(let path): .damaged(path: path, reason: "it belongs to another sweep. " + remedy)
    case .notBlocks(let path): .damaged(path: path, reason: "not a file of results. " + remedy)
    case .damaged(let path, let count):
      .damaged(path: path, reason: "nothing that can be read after \(count) results. " + remedy)
    case .inUse(let path): .inUse(path: path)
    }
  }
}

extension SweepFolder {
  var chunks: [Chunk] { (0..<(cells.count + chunk - 1) / chunk).map { Chunk(folder: self, number: $0) } }

  /// What a call of `run` did.
  public struct Outcome: Sendable {
    public var done = 0
    public var failed = 0
    public var total = 0
    public var wasStopped = false
    public var isComplete: Bool { done == total }
  }

  /// Runs what is missing of the chunks in `range` (all if nil), on `jobs` threads. Results are appended in order; whatever ends the
  /// process, they are there, and the same call goes on behind them. Refused while another run works on one of the chunks.
  public func run(
    chunks range: ClosedRange<Int>? = nil, jobs: Int, stop: StopFlag = StopFlag(),
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws -> Outcome {
    var outcome = Outcome()
    let last = (cells.count - 1) / chunk
    if let range, !(0...last).contains(range.lowerBound) { throw SweepError.noChunk(range.lowerBound, last: last) }
    let lock = try SweepLock(path, .chunks(range ?? 0...last))
    defer { withExtendedLifetime(lock) {} }
    try restoreDesign()
    try Self.createFolder(path + "/chunks")
    // What is to be done, chunk by chunk.
    var missing: [Int] = [], open: [Int: BlockFile] = [:], left: [Int: Int] = [:]
    for chunk in chunks where range?.contains(chunk.number) ?? true {
      outcome.total += chunk.cells.count
      let finished = try chunk.finished()
      outcome.done += finished.count
      if finished.count == chunk.cells.count, chunk.stored == chunk.done { continue }
      left[chunk.number] = chunk.cells.count - finished.count
      missing += chunk.cells.filter { !finished.contains($0) }
      if finished.count == chunk.cells.count { try close(chunk, try reopen(chunk)) }
    }
    progress(outcome.done, outcome.total)
    guard !missing.isEmpty else { return outcome }
    let todo = missing, plan = plan, cells = cells
    let work = OrderedWork<CellResult>(first: 0, last: todo.count - 1, jobs: jobs, stop: stop)
    try work.run(
      worker: {
        { items, give in
          for item in items where !give(plan.result(of: cells[todo[item]])) { break }
        }
      },
      deliver: { result in
        let chunk = Chunk(folder: self, number: result.cell / self.chunk)
        let file = try open[chunk.number] ?? reopen(chunk)
        open[chunk.number] = file
        do throws(BlockFile.Failure) { try file.append(result.bytes) } catch { throw Chunk.error(error) }
        outcome.done += 1
        if result.status != .done { outcome.failed += 1 }
        left[chunk.number, default: 0] -= 1
        if left[chunk.number] == 0 {
          try close(chunk, file)
          open[chunk.number] = nil
        }
        progress(outcome.done, outcome.total)
      })
    for file in open.values { do throws(BlockFile.Failure) { try file.synchronize() } catch { throw Chunk.error(error) } }
    outcome.wasStopped = stop.isRaised && !outcome.isComplete
    return outcome
  }

  private func reopen(_ chunk: Chunk) throws -> BlockFile {
    if FileManager.default.fileExists(atPath: chunk.done), rename(chunk.done, chunk.part) != 0 {
      throw SweepError.unwritable(path: chunk.part, reason: String(cString: strerror(errno)))
    }
    do throws(BlockFile.Failure) { return try BlockFile(appendingTo: chunk.part, header: chunk.header) } catch {
      throw Chunk.error(error)
    }
  }

  private func close(_ chunk: Chunk, _ file: BlockFile) throws {
    do throws(BlockFile.Failure) { try file.synchronize() } catch { throw Chunk.error(error) }
    guard rename(chunk.part, chunk.done) == 0 else {
      throw SweepError.unwritable(path: chunk.done, reason: String(cString: strerror(errno)))
    }
  }
}
