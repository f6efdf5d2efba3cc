import Engram
import Foundation
import SleepDynamics
import Testing

/// Nights from equations inside a run: same bytes in any company, and what each of their parts does to memories.
struct NightRunTests {
  private static func text(_ timeline: String, subjects: Int = 5, more: String = "") -> String {
    """
    format: 1
    name: nights
    subjects: \(subjects)
    clock: {start: 21 h, bedtime: 23 h}
    materials: {m: {generator: random_patterns, units: 20, classes: [{name: a, items: 4}, {name: b, items: 4}]}}
    timeline:
      - study: {materials: m}
    \(timeline.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n"))
      - probe: {label: end, lesions: [none, hippocampus]}
    analysis: {retrievals: 2, lures: 0}
    \(more)
    """
  }

  private static func records(_ timeline: String, subjects: Int = 5, jobs: Int = 2) throws -> ([SubjectRecord], Plan) {
    let plan = try RunTests.plan(text(timeline, subjects: subjects))
    return (try RunTests.records(plan, last: subjects, jobs: jobs), plan)
  }

  private static let mixed = """
    - wake: {duration: 30 min, rest: {cues: {groups: a, stages: W}}}
    - branch:
        long: [{sleep: {duration: 1 h, physiology: {learning: {downscaling: 0.1/h}}}}]
        short: [{sleep: {duration: 20 min, physiology: {cues: {groups: a}}}}, {sleep: {duration: 1 h, physiology: {}}}]
    """

  @Test func companyDoesNotMatter() throws {
    let (all, plan) = try Self.records(Self.mixed, jobs: 1)
    for jobs in [2, 5] { #expect(try RunTests.bytes(Self.records(Self.mixed, jobs: jobs).0) == RunTests.bytes(all)) }
    for subject in [4, 1] {
      let alone = try RunTests.records(plan, first: subject, last: subject, jobs: 1)
      #expect(RunTests.bytes(alone) == [RunTests.bytes(all)[subject - 1]])
    }
  }

  @Test func whatIsRecorded() throws {
    let (records, plan) = try Self.records(Self.mixed)
    #expect(plan.index.sleeps.map(\.name) == ["rest", "1", "1", "2"] && plan.index.sleeps.allSatisfy(\.hasPhysiology))
    for record in records {
      for sleep in 0..<4 {
        let bouts = record.bouts.filter { $0.sleep == Int32(sleep) }
        #expect(bouts.first?.first == 0 && bouts.last?.end == Int32((plan.index.sleeps[sleep].hours * 120).rounded()))
        #expect(zip(bouts, bouts.dropFirst()).allSatisfy { $0.end == $1.first && $0.stage != $1.stage })
        #expect(record.physiology.count { $0.sleep == Int32(sleep) } == NightMeasure.all.count)
        let events = record.replays.filter { $0.sleep == Int32(sleep) }
        #expect(
          !events.isEmpty && zip(events, events.dropFirst()).allSatisfy { $0.hours <= $1.hours && $0.event + 1 == $1.event })
      }
      // Awake and in REM the way to the cortex is nearly or wholly closed.
      for event in record.replays where event.stage == 0 { #expect(event.coupling <= (event.sleepStage == 0 ? 0.03 : 0.25)) }
      let cued = record.replays.filter { $0.cue >= 0 }
      #expect(!cued.isEmpty && cued.allSatisfy { plan.index.memories[Int($0.cue)].group == "a" && [0, 2].contains($0.sleep) })
      // A cue starts the event, and so mostly decides what is replayed.
      #expect(cued.count { $0.memory == $0.cue } * 2 > cued.count)
      #expect(record.rhythms.isEmpty == (record.subject != 1))
    }
  }

  /// Time of day: phases end when the clock shows it, whatever came before.
  @Test func untilATimeOfDay() throws {
    let (_, plan) = try Self.records(
      """
      - wake: {until: 23 h}
      - sleep: {until: 7 h}
      - wake: {until: 7 h}
      - sleep: {duration: 30 min, physiology: {}}
      """, subjects: 1)
    #expect((plan.index.states[0].hours - (2 + 8 + 24 + 0.5)).magnitude < 0.02)
    #expect((plan.timeline.sleeps[1].clock - 7).magnitude < 0.02)
  }

  /// Natural sleep after a usual day lasts about as long as the two-process model says; after a night awake it is longer and pressure higher.
  @Test func naturalSleep() throws {
    func sleep(_ timeline: String) throws -> Timeline.Sleep { try Self.records(timeline, subjects: 1).1.timeline.sleeps[0] }
    let usual = try sleep("- wake: {natural: true}\n- sleep: {natural: true, physiology: {}}")
    let late = try sleep("- wake: {duration: 26 h}\n- sleep: {natural: true, physiology: {}}")
    #expect((usual.clock - 23).magnitude < 0.2 && (usual.hours - 7.69).magnitude < 0.2)
    #expect(late.pressure > usual.pressure + 0.1 && late.hours > usual.hours)
  }

  @Test func realHypnogram() throws {
    let folder = NSTemporaryDirectory() + "engram-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let codes = ["0"] + Array(repeating: "2", count: 20) + Array(repeating: "3", count: 40) + Array(repeating: "5", count: 12)
    try ("epoch,stage\n" + codes.enumerated().map { "\($0 + 1),\($1)\n" }.joined()).write(
      toFile: folder + "/night.csv", atomically: true, encoding: .utf8)
    let text = Self.text("- sleep: {physiology: {hypnogram: night.csv}}", subjects: 1)
    let plan = try Plan(try Scenario.read(text: text, file: "n.yaml", directory: folder))
    let record = try RunTests.records(plan, last: 1, jobs: 1)[0]
    #expect(record.bouts.map(\.stage) == [0, 2, 3, 4] && record.bouts.map(\.end) == [1, 21, 61, 73])
    #expect((plan.index.sleeps[0].hours - 73.0 / 120).magnitude < 1e-9)
  }

  /// What sleep does: without ripples nothing reaches the cortex, and where only spindles count, none without them; down-scaling shrinks what is there.
  @Test func ripplesTeachTheCortex() throws {
    func cortex(_ sleep: String) throws -> Float {
      let records = try Self.records("- wake: {until: 23 h}\n- sleep: {duration: 3 h, physiology: {\(sleep)}}").0
      let scores = records.flatMap(\.retrievals).filter { $0.state == 1 }.map(\.all)
      return scores.reduce(0, +) / Float(scores.count)
    }
    let usual = try cortex("learning: {gain: 1}"), silent = try cortex("learning: {gain: 1}, suppress: {ripples: 1}")
    // Ripples come, but none in a spindle.
    let uncoupled = try cortex("suppress: {spindles: 1}, learning: {gain: 1, up_weight: 0}"),
      scaled = try cortex("learning: {gain: 1, downscaling: 1/h}")
    #expect(silent < 0.07 && uncoupled < 0.07 && usual > silent + 0.1, "\(silent), \(uncoupled), \(usual)")
    #expect(scaled < usual)
  }
}
