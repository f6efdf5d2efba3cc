import Lives
import Recordings
import Runs
import Scenarios
import Testing

/// A life in miniature, of every brain: the same bytes, however it is computed.
struct LifeTests {
  @Test(arguments: Candidate.all) func isTheSameForAnyNumberOfThreads(_ candidate: Candidate) throws {
    let map = try Bench(candidate).map
    let lesions = (["none"] + map.stores.map(\.name).filter { map.lesion($0) != nil }).joined(separator: ", ")
    let sleep = map.abilities.contains(.sleep) ? "- sleep: {duration: 1 h, replay: {nrem: 4, rem: 4, per: sleep}}" : ""
    let plan = try candidate.plan(
      """
      format: 1
      name: t
      subjects: 2
      materials: {m: {generator: random_patterns, units: 20, classes: [{name: a, items: 3}]}}
      timeline:
        - study: {materials: m, epochs: 1}
        - probe: {label: evening, lesions: [\(lesions)], tests: [cued_recall, recognition, forced_choice, similarity]}
        - wake: {duration: 1 h, incidental: 2/h}
        \(sleep)
        - probe: {label: morning}
      analysis: {retrievals: 1, lures: 2}
      """)
    func bytes(jobs: Int) throws -> [[UInt8]] {
      var records: [SubjectRecord] = []
      try Runner(plan, first: 1, last: 2, jobs: jobs).run { records.append($0) }
      return records.map { RecordCodec.encode($0) }
    }
    let alone = try bytes(jobs: 1)
    #expect(alone.count == 2)
    // Subjects differ, where there is something to differ in.
    if candidate.learns { #expect(alone[0].dropFirst(4) != alone[1].dropFirst(4)) }
    #expect(try bytes(jobs: 2) == alone)
    #expect(try bytes(jobs: 1) == alone)
    #expect(plan.index.states.count == map.stores.count { map.lesion($0.name) != nil } + 2)
  }
}
