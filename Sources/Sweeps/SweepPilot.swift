import Foundation

/// What a sweep will cost, from a few of its cells run now.
public struct SweepPilot: Sendable {
  /// Cells that were run.
  public var cells = 0
  /// Seconds of one core for a cell, and bytes of its result.
  public var seconds = 0.0
  public var bytes = 0.0
  public var total = 0
  public var subjects = 0

  /// Runs cells spread over the sweep, for about `limit` seconds.
  public init(_ plan: SweepPlan, limit: Double = 3) {
    total = plan.cells.count
    subjects = plan.base.scenario.subjects
    let start = Date()
    // Van der Corput's order: near the middle, then ever finer.
    var number = 1
    while cells < min(total, 64), Date().timeIntervalSince(start) < limit {
      var share = 0.0, digit = 0.5, rest = number
      while rest > 0 {
        share += Double(rest % 2) * digit
        (rest, digit) = (rest / 2, digit / 2)
      }
      let result = plan.result(of: plan.cells[min(Int(share * Double(total)), total - 1)])
      bytes += Double(result.bytes.count + 12)
      cells += 1
      number += 1
    }
    seconds = Date().timeIntervalSince(start) / Double(max(cells, 1))
    bytes /= Double(max(cells, 1))
  }

  /// Seconds of one core for the whole sweep.
  public var totalSeconds: Double { seconds * Double(total) }
  /// Bytes of all results; the tables that `collect` makes of them take about ten times as much.
  public var totalBytes: Double { bytes * Double(total) }
}
