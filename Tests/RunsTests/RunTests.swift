import Engram
import Foundation
import Testing

/// Whole runs: same bytes for any number of threads, any order, after any interruption.
struct RunTests {
  static let text = """
    format: 1
    name: small
    subjects: 6
    brain: {pathways: {cortical_output: {nrem_rate: {distribution: lognormal, mean: 0.015, sd: 0.005}}}}
    materials:
      animals: {generator: categories, categories: 2, exemplars: 3}
      walk: {generator: pairs, pairs: 2, epochs: 3, pool: other}
      new: {generator: held_out, of: animals}
    timeline:
      - study: {materials: animals, strength: {distribution: gamma, mean: 0.5, cv: 0.5}, until: {at_least: 0.66, or_after: 4 blocks}}
      - study: {materials: walk, order: sequence, trace: 0.9, epochs: 1}
      - practice: {materials: animals, rounds: 1}
      - probe: {label: evening, tests: [cued_recall, recognition, forced_choice, savings, similarity]}
      - branch:
          sleep: [{sleep: {replay: {nrem: 20, rem: 10, alternations: 3, priority: salience}}}]
          awake: [{wake: {duration: 3 h}}, {erase: {store: hippocampus}}]
      - probe: {label: morning, lesions: [none, hippocampus, cortex, dentate_gyrus, ca3, ca1, monosynaptic_pathway, trisynaptic_pathway], tests: [cued_recall, generalization], held_out: new}
    analysis: {retrievals: 2, lures: 8}
    claims:
      - {name: c, that: "sleep.recall(morning, lesion: hippocampus) > awake.recall(morning, lesion: hippocampus)"}
    """

  static func plan(_ text: String = text, overrides: [Override] = []) throws -> Plan {
    try Plan(try Scenario.read(text: text, file: "small.yaml", directory: ".", overrides: overrides))
  }

  static func records(_ plan: Plan, first: Int = 1, last: Int = 6, jobs: Int) throws -> [SubjectRecord] {
    var records: [SubjectRecord] = []
    try Runner(plan, first: first, last: last, jobs: jobs).run { records.append($0) }
    return records
  }

  /// Equality of bytes; scores that are not a number are equal to themselves here.
  static func bytes(_ records: [SubjectRecord]) -> [[UInt8]] { records.map { RecordCodec.encode($0) } }

  @Test(arguments: [2, 3, 8]) func threadsDoNotMatter(_ jobs: Int) throws {
    let plan = try Self.plan()
    #expect(try Self.bytes(Self.records(plan, jobs: jobs)) == Self.bytes(Self.records(plan, jobs: 1)))
  }

  /// Same bytes for any number of threads; not those of ranks.
  @Test func threadsDoNotMatterToARace() throws {
    let spiking = try Self.plan(overrides: [Override(path: "brain.competition", value: "race")])
    let one = try Self.bytes(Self.records(spiking, jobs: 1))
    #expect(try Self.bytes(Self.records(spiking, jobs: 3)) == one)
    #expect(try Self.bytes(Self.records(Self.plan(), jobs: 2)) != one)
    #expect(try spiking.digest != Self.plan().digest)
  }

  @Test func subjectsDoNotDependOnEachOther() throws {
    let plan = try Self.plan(), all = try Self.bytes(Self.records(plan, jobs: 2))
    for subject in [5, 2, 6] {
      #expect(try Self.bytes(Self.records(plan, first: subject, last: subject, jobs: 1)) == [all[subject - 1]])
    }
    #expect(Set(all.map { $0.dropFirst(4) }).count == 6)
  }

  @Test func seedsMatter() throws {
    let other = try Self.plan(overrides: [Override(path: "seed", value: "2")])
    #expect(try Self.bytes(Self.records(other, jobs: 2)) != Self.bytes(Self.records(Self.plan(), jobs: 2)))
    #expect(try other.digest != Self.plan().digest)
  }

  /// Branches share their random streams: two branches in which the same happens are equal, unless the file says otherwise.
  @Test(arguments: [true, false]) func commonRandomNumbers(_ isShared: Bool) throws {
    let text = """
      format: 1
      name: twins
      subjects: 2
      common_random_numbers: \(isShared)
      materials: {m: {generator: categories, categories: 2, exemplars: 2}}
      timeline:
        - study: {materials: m}
        - branch: {one: [{sleep: {replay: {nrem: 5, rem: 5}}}], two: [{sleep: {replay: {nrem: 5, rem: 5}}}]}
        - probe: {label: morning, lesions: hippocampus}
      """
    for record in try Self.records(Self.plan(text), last: 2, jobs: 1) {
      let one = record.retrievals.filter { $0.state == 0 }.map(\.all), two = record.retrievals.filter { $0.state == 1 }.map(\.all)
      #expect((one == two) == isShared)
    }
  }

  @Test func everyTestLeavesItsScores() throws {
    let plan = try Self.plan(), record = try Self.records(plan, last: 1, jobs: 1)[0]
    let found = Set(record.scores.map { plan.index.measures[Int($0.measure)] })
    for name in [
      "recognition_studied", "recognition_lure", "forced_choice", "savings", "generalization", "memorization",
      "similarity/ca3/initial/related",
    ] {
      #expect(found.contains(name), "\(name)")
    }
    #expect(record.replays.count == 30 && record.sleeps.count == 1 && record.retrievals.count == 17 * 10 * 2)
    #expect(record.retrievals.allSatisfy { $0.all >= 0 && $0.all <= 1 })
  }

  private func temporary() -> String { NSTemporaryDirectory() + "engram-\(UUID().uuidString)" }

  private static let tables = [
    "memories.csv", "replays.csv", "scores.csv", "fates.csv", "claims.csv", "results.json", "report.txt", "records.engram",
  ]

  private func contents(_ path: String) -> [String: Data?] {
    Dictionary(uniqueKeysWithValues: Self.tables.map { ($0, FileManager.default.contents(atPath: path + "/" + $0)) })
  }

  @Test func interruptedAndResumedIsTheSame() throws {
    let plan = try Self.plan(), whole = temporary(), parts = temporary()
    defer { for path in [whole, parts] { try? FileManager.default.removeItem(atPath: path) } }
    _ = try ResultsFolder(path: whole).run(plan, overrides: [], jobs: 2)
    let flag = StopFlag()
    let stopped = try ResultsFolder(path: parts).run(plan, overrides: [], jobs: 1, stop: flag) { done, _ in
      if done == 2 { flag.raise() }
    }
    #expect(stopped == nil && !FileManager.default.fileExists(atPath: parts + "/report.txt"))
    // A crash in the middle of a record: the torn end is dropped.
    let records = parts + "/records.engram", data = try #require(FileManager.default.contents(atPath: records))
    try (data + Data([1, 2, 3, 4, 5])).write(to: URL(fileURLWithPath: records))
    #expect(try ResultsFolder(path: parts).run(plan, overrides: [], jobs: 2) != nil)
    #expect(contents(parts) == contents(whole))
    let (again, _) = try ResultsFolder(path: parts).results()
    #expect(
      JSONReport.value(again, scenario: plan.scenario, version: Release.version)
        == JSONReport.value(try plan.run(jobs: 1), scenario: plan.scenario, version: Release.version))
  }

  /// Cut at every kind of place, the file resumes to the same bytes.
  @Test func tornRecords() throws {
    let plan = try Self.plan(overrides: [Override(path: "subjects", value: "3")]), path = temporary()
    defer { try? FileManager.default.removeItem(atPath: path) }
    _ = try ResultsFolder(path: path).run(plan, overrides: [], jobs: 2)
    let whole = try #require(FileManager.default.contents(atPath: path + "/records.engram"))
    for share in [0.02, 0.35, 0.5, 0.7, 0.999] {
      try whole.prefix(Int(Double(whole.count) * share)).write(to: URL(fileURLWithPath: path + "/records.engram"))
      _ = try ResultsFolder(path: path).run(plan, overrides: [], jobs: 1)
      #expect(FileManager.default.contents(atPath: path + "/records.engram") == whole)
    }
  }

  @Test func moreSubjectsExtendARun() throws {
    let few = try Self.plan(overrides: [Override(path: "subjects", value: "2")]), path = temporary()
    defer { try? FileManager.default.removeItem(atPath: path) }
    _ = try ResultsFolder(path: path).run(few, overrides: [], jobs: 1)
    let before = try #require(FileManager.default.contents(atPath: path + "/records.engram"))
    _ = try ResultsFolder(path: path).run(try Self.plan(), overrides: [], jobs: 2)
    let after = try #require(FileManager.default.contents(atPath: path + "/records.engram"))
    #expect(after.starts(with: before) && after.count > before.count)
  }

  @Test func otherResultsAreNotOverwritten() throws {
    let path = temporary()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let small = [Override(path: "subjects", value: "1")]
    _ = try ResultsFolder(path: path).run(try Self.plan(overrides: small), overrides: small, jobs: 1)
    let other = try Self.plan(overrides: small + [Override(path: "seed", value: "9")])
    #expect(throws: ResultsError.self) { try ResultsFolder(path: path).run(other, overrides: [], jobs: 1) }
    #expect(throws: ResultsError.self) { try ResultsFolder(path: temporary()).results() }
    #expect(throws: ResultsError.self) { try ResultsFolder(path: "/proc/nowhere").run(other, overrides: [], jobs: 1) }
  }

  @Test func templateIsValid() throws {
    let plan = try Self.plan(ScenarioTemplate.text(name: "my-night"))
    try plan.checkClaims()
    #expect(plan.scenario.name == "my-night")
  }

  /// The schema beside the scenarios is the one that the declarations give.
  @Test func schemaIsCurrent() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let stored = try String(contentsOf: root.appendingPathComponent("scenarios/scenario.schema.json"), encoding: .utf8)
    #expect(stored == Catalog.schema.json() + "\n", "write it anew: engram schema > scenarios/scenario.schema.json")
  }

  /// Random damage to a scenario gives a plan or mistakes with a place, never a crash.
  @Test func mutations() throws {
    let good = Array(Self.text.utf8)
    var state: UInt64 = 88172645463325252
    func random(_ n: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(n))
    }
    var valid = 0
    for _ in 0..<1500 {
      var bytes = good
      for _ in 0...random(3) {
        let at = random(bytes.count)
        switch random(4) {
        case 0: bytes[at] = UInt8(random(256))
        case 1: bytes.remove(at: at)
        case 2: bytes.insert(Array("[]{}:,-#&*!|>'\"% \n\t0".utf8)[random(20)], at: at)
        default: bytes.removeSubrange(at..<min(at + random(40), bytes.count))
        }
      }
      do throws(ScenarioError) {
        try Plan(try Scenario.read(text: String(decoding: bytes, as: UTF8.self), file: "small.yaml", directory: "."))
          .checkClaims()
        valid += 1
      } catch {
        guard case .invalid(let issues, let rendered) = error else { continue }
        #expect(
          !issues.isEmpty && issues.all.allSatisfy { $0.mark.line >= 1 && $0.mark.column >= 1 } && rendered.contains("error:"))
      }
    }
    #expect(valid > 0)
  }
}
