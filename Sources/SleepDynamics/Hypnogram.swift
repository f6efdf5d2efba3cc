/// A night in epochs of 30 s.
package struct Hypnogram: Sendable, Equatable {
  package var epochs: [SleepStage]

  package init(_ epochs: [SleepStage]) { self.epochs = epochs }

  /// Length of an epoch in hours.
  package static let epoch = 30.0 / 3600

  package var hours: Double { Double(epochs.count) * Self.epoch }

  package func minutes(_ stage: SleepStage) -> Double { Double(epochs.count { $0 == stage }) / 2 }

  /// Minutes of all sleep.
  package var sleepMinutes: Double { Double(epochs.count { $0 != .wake }) / 2 }

  /// A stretch of one stage.
  package struct Bout: Sendable, Equatable {
    package var stage: SleepStage
    /// Its first epoch and the one after its last.
    package var first: Int
    package var end: Int
  }

  package var bouts: [Bout] {
    var result: [Bout] = []
    for (i, stage) in epochs.enumerated() {
      if result.last?.stage == stage {
        result[result.count - 1].end = i + 1
      } else {
        result.append(Bout(stage: stage, first: i, end: i + 1))
      }
    }
    return result
  }

  /// REM episodes: REM interrupted by less than 15 minutes of anything else, 3 minutes of REM at least (Feinberg & Floyd 1979, relaxed
  /// for the first). Each ends an NREM–REM cycle.
  package var cycleEnds: [Int] {
    var episodes: [(first: Int, last: Int, count: Int)] = []
    for (i, stage) in epochs.enumerated() where stage == .rem {
      if let last = episodes.last, i - last.last <= 30 {
        episodes[episodes.count - 1] = (last.first, i, last.count + 1)
      } else {
        episodes.append((i, i, 1))
      }
    }
    return episodes.filter { $0.count >= 6 }.map { $0.last + 1 }
  }

  /// Share of N3 that falls in the first two cycles; nil without N3.
  package var earlyN3: Double? {
    let all = epochs.count { $0 == .n3 }, ends = cycleEnds
    guard all > 0 else { return nil }
    let end = ends.count > 1 ? ends[1] : epochs.count
    return Double(epochs[..<end].count { $0 == .n3 }) / Double(all)
  }
}
