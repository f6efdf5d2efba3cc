import Foundation
import Lives
import Recordings
import Runs
import Scenarios
import Testing

/// Days before the timeline: lived in order, with randomness of their own, and not in the report.
struct HistoryTests {
  private static func text(_ history: String) -> String {
    """
    format: 1
    name: t
    subjects: 1
    clock: {start: 20 h, bedtime: 23 h}
    materials: {m: {generator: categories, categories: 1, exemplars: 2}}
    timeline:
      - study: {materials: m, epochs: 1}
      - wake: {duration: 3 h}
      - sleep: {replay: {nrem: 2, rem: 0, per: sleep}}
      - probe: {label: morning}
    analysis: {retrievals: 1, lures: 0}
    \(history)
    """
  }

  /// What a diary notes of an incidental episode begins like this.
  private static let episode = "learn \(WakePhase().incidentalStrength) "

  /// What a diary notes of a life, and what is recorded of it.
  private static func life(_ history: String) throws -> (pages: [String], record: SubjectRecord) {
    let diary = Diary()
    var file = ScenarioFile(text: text(history), name: "t.yaml", directory: ".")
    file.model = diary
    var records: [SubjectRecord] = []
    try Runner(try Plan.read(file), first: 1, last: 1, jobs: 1).run { records.append($0) }
    return (diary.pages.all, try #require(records.first))
  }

  @Test func areLivedInOrderUntilTheClockStarts() throws {
    let pages = try Self.life("history: 2 days").pages
    let first = try #require(pages.firstIndex { $0.hasPrefix("learn 1.0 ") })
    let days = pages[..<first].filter { !$0.hasPrefix("noise") }.map { $0.hasPrefix(Self.episode) ? "episode" : $0 }
    func awake(_ hours: Int) -> [String] {
      Array(repeating: "episode", count: WakePhase().episodes(in: Double(hours))) + ["pass \(hours).0"]
    }
    // Bedtime is at 23 h, so that it woke at 7 h, and the clock starts at 20 h. Its only stage is NREM.
    let night = ["asleep"] + Array(repeating: "replay NREM", count: 100) + ["pass 8.0", "awake"]
    #expect(days == awake(3) + night + awake(16) + night + awake(13))
  }

  @Test(arguments: [(8.0, 23.0, 1.0, 15.0), (7, 23, 0, 16), (23, 23, 16, 0), (1, 23, 18, 0), (8, 1, 23, 0)])
  func endsWithTheHoursSinceWaking(_ day: (start: Double, bedtime: Double, since: Double, before: Double)) {
    var clock = ClockSettings()
    (clock.start, clock.bedtime) = (day.start, day.bedtime)
    let stretches = History(days: 3, clock: clock).stretches
    #expect(stretches.map(\.hours) == [day.before, 8, 16, 8, 16, 8, day.since])
    #expect(stretches.map(\.isAsleep) == [false, true, false, true, false, true, false])
  }

  /// What comes after is drawn as if there had been nothing, and the record has nothing of it.
  @Test func leavesTheTimelineItsRandomness() throws {
    let without = try Self.life(""), with = try Self.life("history: 3 days")
    #expect(with.pages.count > without.pages.count + 300)
    #expect(with.pages.suffix(without.pages.count) == without.pages[...])
    #expect(RecordCodec.encode(with.record) == RecordCodec.encode(without.record))
    let before = with.pages.dropLast(without.pages.count).filter { $0.hasPrefix("noise") }
    #expect(Set(before).isDisjoint(with: without.pages) && Set(before).count == before.count)
    let episodes = with.pages.filter { $0.hasPrefix(Self.episode) }
    #expect(Set(episodes).count == episodes.count)
  }

  /// Brains that learn are not the same after it.
  @Test(arguments: [Candidate.standard, Candidate.model("Singh_et_al_2022-features.yaml")])
  func isLivedByBrainsThatLearn(_ candidate: Candidate) throws {
    func bytes(_ history: String) throws -> [UInt8] {
      var records: [SubjectRecord] = []
      try Runner(try candidate.plan(Self.text(history)), first: 1, last: 1, jobs: 1).run { records.append($0) }
      #expect(records[0].sleeps.count == 1)
      return RecordCodec.encode(records[0])
    }
    #expect(try bytes("history: 1 days") != bytes(""))
    #expect(try bytes("history: 0 days") == bytes(""))
  }

  /// A brain in another's place that cannot have a history lives the timeline, and the report says so.
  @Test func isAWarningForABrainInAnothersPlace() throws {
    let text = """
      format: 1
      name: t
      history: 12 days
      materials: {m: {generator: categories}}
      timeline:
        - study: {materials: m}
        - probe: {label: evening}
      """
    var file = ScenarioFile(text: text, name: "t.yaml", directory: ".")
    file.model = ConstantAnswer()
    let plan = try Plan.read(file)
    #expect(plan.timeline.history == nil)
    #expect(plan.timeline.concessions == ["a constant answer does not sleep: it begins without 'history' (line 3)"])
  }
}
