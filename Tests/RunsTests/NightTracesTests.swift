import Engram
import Testing

/// Looking at traces in sleep is looking only.
struct NightTracesTests {
  private static func text(_ sleep: String) -> String {
    """
    format: 1
    name: watched
    subjects: 2
    materials: {m: {generator: categories, categories: 2, exemplars: 3}}
    timeline:
      - study: {materials: m, strength: 0.3}
      - probe: {label: evening, lesions: [hippocampus, cortex], tests: [cued_recall, similarity]}
      - \(sleep)
      - probe: {label: morning, lesions: [hippocampus, cortex], tests: [cued_recall, similarity]}
    analysis: {retrievals: 2, lures: 8}
    """
  }

  private static let nights = [
    "sleep: {duration: 8 h, replay: {nrem: 90, rem: 60, alternations: 3}}", "sleep: {duration: 3 h, physiology: {}}",
  ]

  @Test(arguments: nights) func changesNothing(_ sleep: String) throws {
    let plan = try RunTests.plan(Self.text(sleep))
    var seen = try Simulation(plan).record(of: 1)
    let unseen = try Simulation(plan, traces: false).record(of: 1)
    #expect(!seen.traces.isEmpty && unseen.traces.isEmpty)
    seen.traces = []
    #expect(RecordCodec.encode(seen) == RecordCodec.encode(unseen))
    #expect(try Simulation(plan).record(of: 2).traces.isEmpty)
  }

  /// The cortex learns what is replayed.
  @Test func growsInCortex() throws {
    let record = try Simulation(try RunTests.plan(Self.text(Self.nights[0]))).record(of: 1)
    let looks = Dictionary(grouping: record.traces) { $0.hours }.mapValues { rows in
      func mean(_ store: Int32) -> Float { rows.filter { $0.store == store }.reduce(0) { $0 + $1.value } / 6 }
      return (h: mean(0), c: mean(1))
    }
    #expect(looks.count == 25 && record.traces.count == 25 * 6 * 2)
    let first = try #require(looks[0]), last = try #require(looks[8])
    #expect(last.c > first.c + 0.2 && abs(last.h - first.h) < 0.2)
  }

  /// The kept pairs have the means that the probe's scores have.
  @Test func pairsOfCodesAreThoseOfTheScores() throws {
    let plan = try RunTests.plan(Self.text(Self.nights[0])), results = try plan.run(jobs: 1)
    let ca1 = try #require(results.similarities.first { $0.part == 2 && !$0.isSettled })
    let score = try #require(results.scores.first { $0.state == ca1.state && $0.measure == "similarity/ca1/initial/related" })
    var related: [Double] = []
    for a in 0..<6 { for b in (a + 1)..<6 where a / 3 == b / 3 { related.append(try #require(ca1.means[a][b])) } }
    #expect(abs(related.reduce(0, +) / 6 - score.estimate.mean) < 1e-6)
    #expect(ca1.memories == [0, 1, 2, 3, 4, 5] && ca1.means[1][0] == ca1.means[0][1] && ca1.means[2][2] == 1)
  }
}
