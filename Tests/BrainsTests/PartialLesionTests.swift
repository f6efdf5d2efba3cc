import Scenarios
import Testing

/// A store that is silent in part: its parts are, and its wires go on.
struct PartialLesionTests {
  @Test func halfAHippocampusKeepsItsWires() throws {
    let map = TrisynapticSettings().map
    let whole = try #require(map.silence([("hippocampus", 1)])), half = try #require(map.silence([("hippocampus", 0.5)]))
    #expect(!whole.cut.isEmpty && half.cut.isEmpty)
    #expect(half.parts.map(\.number) == whole.parts.map(\.number) && half.parts.allSatisfy { $0.share == 0.5 })
    #expect(half.off.isEmpty && whole.off == whole.parts.map(\.number))
    // A wire alone is cut.
    #expect(map.silence([("monosynaptic_pathway", 0.5)])?.cut == whole.cut)
  }

  /// The more of the hippocampus is silent, the less comes back.
  @Test func lossGrowsWithTheLesion() throws {
    let bench = try Bench(try #require(Candidate.all.first { $0.testDescription.hasPrefix("trisynaptic") }))
    let brain = try bench.trained(), items = try bench.items().prefix(3)
    let recalled = try [0, 0.5, 1].map { bench.recall(brain, items, try #require(bench.map.lesion([("hippocampus", $0)]))) }
    #expect(recalled[0] > recalled[1] + 0.05 && recalled[1] > recalled[2] + 0.05, "\(recalled)")
  }
}
