import Engram
import Foundation
import Recordings
import Testing

/// Same bytes for any number of threads, any chunks, any order, after any interruption.
struct ResumeTests {
  private let scratch = Scratch()

  private func folder(_ name: String, chunk: Int = 2) throws -> SweepFolder {
    try SweepFolder(scratch.path + "/" + name, try SmallSweep.request(scratch, chunk: chunk))
  }

  @Test func threadsDoNotMatter() throws {
    let one = try SmallSweep.run(scratch, "one", chunk: 2, jobs: 1), two = try SmallSweep.run(scratch, "two", chunk: 2, jobs: 2)
    #expect(SmallSweep.contents(one).count == 3 + 6 && SmallSweep.contents(one) == SmallSweep.contents(two))
    #expect(
      Set(try SmallSweep.values(one).filter { $0.key.contains("cortex") }.values).count == 10, "points without events are alike")
  }

  @Test(arguments: [[2...2, 0...1], [1...1, 2...2, 0...0], [0...1, 1...2], [1...9, 0...0]]) func chunksInAnyOrder(
    _ ranges: [ClosedRange<Int>]
  ) throws {
    let whole = try SmallSweep.run(scratch, "whole", chunk: 2), parts = try folder("parts")
    for range in ranges { #expect(try parts.run(chunks: range, jobs: 2).isComplete) }
    _ = try SweepFolder(parts.path).collect()
    #expect(SmallSweep.contents(parts) == SmallSweep.contents(whole))
  }

  /// Chunks of other sizes hold the same results.
  @Test func sizeOfChunksDoesNotMatter() throws {
    let small = try SmallSweep.run(scratch, "small", chunk: 1), large = try SmallSweep.run(scratch, "large", chunk: 6)
    #expect(SmallSweep.chunks(small).count == 6 && SmallSweep.chunks(large).count == 1)
    for name in ["outcomes.csv", "cube.nc", "summary.csv"] {
      #expect(SmallSweep.contents(small)[name] == SmallSweep.contents(large)[name], "\(name)")
    }
  }

  @Test(arguments: 0...5) func stoppedAndResumed(after count: Int) throws {
    let whole = try SmallSweep.run(scratch, "whole", chunk: 3), parts = try folder("parts", chunk: 3)
    let flag = StopFlag()
    let first = try parts.run(jobs: 1, stop: flag) { done, _ in if done == count { flag.raise() } }
    // Runs in hand when the flag was raised are finished.
    #expect(first.done >= count && first.wasStopped == (first.done < 6) && (count > 0 || first.done == 0))
    #expect(try SweepFolder(parts.path).status().done == first.done)
    if first.wasStopped { #expect(throws: SweepError.self) { _ = try parts.collect() } }
    let second = try SweepFolder(parts.path).run(jobs: 2)
    #expect(second.isComplete && !second.wasStopped)
    _ = try parts.collect()
    #expect(SmallSweep.contents(parts) == SmallSweep.contents(whole))
  }

  /// A crash left a chunk cut off somewhere: within its header, within a block, between blocks.
  @Test func cutOffChunks() throws {
    let folder = try SmallSweep.run(scratch, "whole", chunk: 3), before = SmallSweep.chunks(folder)
    let done = folder.path + "/chunks/c000001.engram", part = folder.path + "/chunks/c000001.part"
    let bytes = try #require(before["c000001.engram"])
    for length in stride(from: 0, through: bytes.count, by: 9) {
      try FileManager.default.removeItem(atPath: done)
      try bytes.prefix(length).write(to: URL(fileURLWithPath: part))
      #expect(try folder.status().done < 6 || length == bytes.count)
      #expect(try folder.run(jobs: 1).isComplete)
      #expect(SmallSweep.chunks(folder) == before, "cut at \(length)")
    }
  }

  /// A chunk that was whole and has lost its end is not whole; nobody takes it for less.
  @Test func damagedChunks() throws {
    let folder = try SmallSweep.run(scratch, "whole", chunk: 3), before = SmallSweep.chunks(folder)
    let done = folder.path + "/chunks/c000000.engram", good = try #require(before["c000000.engram"])
    var flipped = good, foreign = good, other = good
    flipped[good.count - 20] ^= 4
    foreign.replaceSubrange(0..<6, with: Data("ungram".utf8))
    other[15] ^= 1
    for (bad, reason) in [
      (flipped, "after 2 results"), (good.dropLast(5), "after 2 results"), (foreign, "not a file of results"),
      (other, "another sweep"),
    ] {
      try bad.write(to: URL(fileURLWithPath: done))
      for action in [{ _ = try folder.status() }, { _ = try folder.collect() }, { _ = try folder.run(jobs: 1) }] {
        let error = #expect(throws: SweepError.self, performing: action)
        #expect(error?.description.contains(reason) == true && error?.description.contains(done) == true, "\(error as Any)")
      }
      try FileManager.default.removeItem(atPath: done)
      #expect(try folder.run(jobs: 1).done == 6)
      #expect(SmallSweep.chunks(folder) == before)
    }
  }

  /// Results never count for other values than their own, not even where all names agree.
  @Test func resultsOfOtherPointsAreRefused() throws {
    let folder = try SmallSweep.run(scratch, "one", chunk: 3)
    try FileManager.default.removeItem(atPath: folder.path + "/sweep.json")
    let other = SmallSweep.text(SmallSweep.axes.replacing("[0, 4, 12]", with: "[0, 5, 12]"))
    let mixed = try SweepFolder(folder.path, try SmallSweep.request(scratch, other, chunk: 3))
    #expect(mixed.plan.digest == folder.plan.digest)
    let error = #expect(throws: SweepError.self) { try mixed.run(jobs: 1) }
    #expect(error?.description.contains("belongs to no cell") == true)
  }

  @Test func lostDescriptionKeepsResults() throws {
    let folder = try SmallSweep.run(scratch, "one", chunk: 3), before = SmallSweep.contents(folder)
    let json = folder.path + "/sweep.json"
    try Data("{\"digest\": 3".utf8).write(to: URL(fileURLWithPath: json))
    let error = #expect(throws: SweepError.self) { try SweepFolder(folder.path) }
    #expect(error?.description.contains("remove it") == true)
    try FileManager.default.removeItem(atPath: json)
    let again = try SweepFolder(folder.path, try SmallSweep.request(scratch, chunk: 3))
    var seen: [Int] = []
    #expect(try again.run(jobs: 1, progress: { done, _ in seen.append(done) }).isComplete)
    #expect(seen == [6], "nothing was to be done")
    #expect(SmallSweep.contents(again) == before)
  }

  /// Another thread is kept out like another process; whoever has other chunks is not.
  @Test func oneRunAtATime() throws {
    let whole = try SmallSweep.run(scratch, "whole", chunk: 2), shared = try folder("shared")
    var refused = 0, accepted = 0
    _ = try shared.run(chunks: 0...0, jobs: 1) { done, _ in
      guard done == 1 else { return }
      for range in [nil, 0...0, 0...2] as [ClosedRange<Int>?] {
        let error = #expect(throws: SweepError.self) { try SweepFolder(shared.path).run(chunks: range, jobs: 1) }
        if case .inUse = error { refused += 1 }
      }
      if (try? SweepFolder(shared.path).run(chunks: 1...2, jobs: 1).isComplete) == true { accepted += 1 }
      let error = #expect(throws: SweepError.self) {
        let more = SmallSweep.text(SmallSweep.axes.replacing("12]", with: "12, 13]"))
        return try SweepFolder(shared.path, SmallSweep.request(scratch, more), extend: true)
      }
      if case .inUse = error { refused += 1 }
    }
    #expect(refused == 4 && accepted == 1)
    #expect(try shared.run(jobs: 1).isComplete)
    _ = try shared.collect()
    #expect(SmallSweep.contents(shared) == SmallSweep.contents(whole))
  }

  @Test func whatIsMissingIsNamed() throws {
    let folder = try SmallSweep.run(scratch, "one", chunk: 2)
    try FileManager.default.removeItem(atPath: folder.path + "/chunks/c000001.engram")
    #expect(try folder.status().missing == [2, 3])
    let error = #expect(throws: SweepError.self) { try folder.collect() }
    #expect(error?.description.contains("2 of 6 runs are missing") == true && error?.description.contains("cells 2, 3") == true)
    let analysis = try folder.collect(allowMissing: true)
    #expect(analysis.text.contains("warning: 2 of 6 runs are missing"))
    let rows = try SmallSweep.table(folder, "summary.csv")
    #expect(rows.filter { $0["n"] == "0" && $0["mean"] == "" }.map { $0["point"] } == ["3", "3", "4", "4"])
    #expect(throws: SweepError.self) { try folder.run(chunks: 3...4, jobs: 1) }
    #expect(throws: SweepError.self) { try SweepFolder(scratch.path + "/nothing") }
  }
}
