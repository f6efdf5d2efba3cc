import Foundation
import Lives
import Runs
import Scenarios
import Testing

/// What an experiment asks of another brain than its own and does not get is said, once, and claims that rest on it are not judged.
struct HonouredTests {
  private static let scenarios = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../scenarios").standardized.path

  private func plan(_ timeline: String, _ model: String, claims: String = "") throws -> Plan {
    let text = """
      format: 1
      name: t
      materials: {m: {generator: categories}}
      timeline:
      \(timeline)
      \(claims)
      """
    return try Plan.read(
      ScenarioFile(text: text, name: "t.yaml", directory: Self.scenarios, brain: Self.scenarios + "/models/\(model).yaml"))
  }

  private static let twoNights = """
      - study: {materials: m}
      - branch:
          both: [sleep: {replay: {nrem: 4, rem: 4}}]
          nrem: [sleep: {replay: {nrem: 4, rem: 0}}]
          more: [sleep: {replay: {nrem: 8, rem: 0}}]
      - probe: {label: morning, tests: [cued_recall, recognition]}
    """
  private static let claims = """
    claims:
      - {name: REM counts, that: both.recall(morning) > nrem.recall(morning)}
      - {name: NREM counts, that: more.recall(morning) > nrem.recall(morning)}
      - {name: old is known from new, that: both.d_prime(morning) > 0.5}
    """

  /// TraceLink has no REM, and answers where it is shown an item.
  @Test func branchesThatAreLivedAlikeAreNotCompared() throws {
    let plan = try plan(Self.twoNights, "Meeter_Murre_2005", claims: Self.claims)
    let reasons = try plan.analyzer().obstacles
    #expect(
      reasons[0]?.contains("lives 'nrem' and 'both' alike") == true
        || reasons[0]?.contains("lives 'both' and 'nrem' alike") == true)
    #expect(reasons[1] == nil)
    #expect(reasons[2]?.contains("recognition") == true)
    #expect(plan.timeline.concessions.contains { $0.contains("replays nothing in REM (line 7)") })
    #expect(plan.timeline.concessions.contains { $0.contains("tell old items from new ones") })
  }

  /// The same file on a brain that has both stages.
  @Test func whatIsHonouredIsCompared() throws {
    let plan = try plan(Self.twoNights, "Singh_et_al_2022", claims: Self.claims)
    #expect(try plan.analyzer().obstacles == [nil, nil, nil])
    #expect(!plan.timeline.concessions.contains { $0.contains("replays nothing") })
  }

  /// A sleep that asks for REM alone is no sleep of a brain without it: the way ends there.
  @Test func aStageThatIsMissingEndsTheWay() throws {
    let timeline = """
        - study: {materials: m}
        - sleep: {replay: {nrem: 0, rem: 4}}
        - sleep: {replay: {nrem: 0, rem: 8}}
        - probe: {label: morning}
      """
    let claims = "claims: [{name: a, that: recall(morning) > 0}]"
    let plan = try plan(timeline, "Meeter_Murre_2005", claims: claims)
    #expect(try plan.analyzer().obstacles == ["Meeter_Murre_2005 replays nothing in REM (line 6)"])
    // Its own experiments cannot ask for it at all.
    let error = #expect(throws: ScenarioError.self) {
      let text = "format: 1\nname: t\nbrain: models/Meeter_Murre_2005.yaml\nmaterials: {m: {generator: categories}}\ntimeline:\n"
      return try Plan.read(ScenarioFile(text: text + timeline, name: "t.yaml", directory: Self.scenarios))
    }
    #expect("\(String(describing: error))".contains("replays nothing in REM"))
  }

  /// What several lines ask for is one warning.
  @Test func concessionsAreSaidOnce() throws {
    let timeline = """
        - study: {materials: m}
        - wake: {duration: 1 h}
        - wake: {duration: 2 h}
        - probe: {label: morning}
      """
    let plan = try plan(timeline, "Meeter_Murre_2005")
    #expect(plan.timeline.concessions == ["Meeter_Murre_2005 does not forget with time (lines 6, 7)"])
  }
}
