import Engram
import Foundation
import Testing

/// Claims with a negative control by ablation: judged again without the part, stored, and never silently left out.
struct ControlTests {
  private static let text = """
    format: 1
    name: controlled
    subjects: 4
    materials: {m: {generator: categories, categories: 2, exemplars: 3}}
    timeline:
      - study: {materials: m}
      - probe: {label: evening, lesions: [none, hippocampus]}
      - sleep: {duration: 8 h}
      - probe: {label: morning, lesions: [none, hippocampus]}
    analysis: {retrievals: 2, lures: 8}
    claims:
      - name: a night fills the cortex
        that: "recall(morning, lesion: hippocampus) > recall(evening, lesion: hippocampus) + 0.1"
        control: no_sleep
      - name: what was studied is recalled
        that: recall(evening) > 0.6
        control: no_rem
      - {name: and not forgotten, that: recall(morning) > 0.5}
      - name: most of it
        that: "recall(morning, lesion: hippocampus) > 0.2"
        control: no_sleep
    """

  private static func plan(_ text: String = text, overrides: [Override] = []) throws -> Plan {
    try RunTests.plan(text, overrides: overrides)
  }

  private func scratch() -> String { NSTemporaryDirectory() + "engram-\(UUID().uuidString)" }

  @Test func aControlHoldsOrFails() throws {
    let plan = try Self.plan(), results = try plan.run(jobs: 2), claims = results.claims
    #expect(claims.map(\.outcome) == [.met, .met, .met, .met])
    #expect(claims.map { $0.control?.outcome } == [.notMet, .met, nil, .notMet])
    #expect(claims.map(\.isAsExpected) == [true, false, true, true] && !results.isAsExpected)
    // The control is the same experiment with the part taken out.
    let ablated = try Self.plan(overrides: [Override(path: "ablate", value: "[no_sleep]")]).run(jobs: 1)
    #expect(claims[0].control?.parts == ablated.claims[0].parts && claims[3].control?.parts == ablated.claims[3].parts)
    #expect(claims[0].control?.parts != claims[0].parts)

    let report = TextReport(results, scenario: plan.scenario)
    #expect(
      report.text.contains("under no_sleep: not met (") && report.text.contains("under no_rem: met too, so the control fails ("))
    #expect(
      report.screen.contains("controls    2 held, 1 failed: met under no_rem too")
        && report.screen.contains("3 met, 1 not as expected"))
    for line in report.text.split(separator: "\n") { #expect(line.unicodeScalars.count <= 80, "\(line)") }
    let table = ClaimTable.rows(results, scenario: plan.scenario).split(separator: "\n")
    #expect(table.count == 4 && table.allSatisfy { $0.split(separator: "|", omittingEmptySubsequences: false).count == 7 })
    #expect(Tables.claims(results).split(separator: "\n")[2].contains(",no_rem,met,"))
  }

  @Test func controlsAreStored() throws {
    let plan = try Self.plan(), whole = scratch(), parts = scratch()
    defer { for path in [whole, parts] { try? FileManager.default.removeItem(atPath: path) } }
    let results = try #require(try ResultsFolder(path: whole).run(plan, overrides: [], jobs: 3))
    // Stopped in the first control, and taken up again.
    let flag = StopFlag()
    #expect(
      try ResultsFolder(path: parts).run(plan, overrides: [], jobs: 1, stop: flag) { done, _ in if done == 6 { flag.raise() } }
        == nil)
    #expect(!FileManager.default.fileExists(atPath: parts + "/report.txt"))
    var total = 0
    _ = try ResultsFolder(path: parts).run(plan, overrides: [], jobs: 1) { _, all in total = all }
    #expect(total == 12)
    for file in [
      "results.json", "report.txt", "claims.csv", "controls/no_sleep/records.engram", "controls/no_rem/records.engram",
    ] {
      let one = FileManager.default.contents(atPath: whole + "/" + file)
      #expect(one != nil && one == FileManager.default.contents(atPath: parts + "/" + file), "\(file)")
    }
    // Nothing is simulated for a report; a control is a folder of results of its own.
    let (again, _) = try ResultsFolder(path: whole).results()
    #expect(again.claims == results.claims)
    let (without, its) = try ResultsFolder(path: whole + "/controls/no_sleep").results()
    #expect(its.scenario.ablated == ["no_sleep"] && without.claims[0].parts == results.claims[0].control?.parts)
    #expect(try ResultsFolder(path: whole).page().contains("under no_rem: met too, so the control fails"))
    #expect(JSONReport.value(again, scenario: plan.scenario, version: "").json().contains("\"ablation\": \"no_sleep\""))
  }

  /// Where a part is taken out already, where the brain has no such part, and in a matrix: said, and not held against the claim.
  @Test func aControlThatIsNotRunIsSaid() throws {
    let path = scratch()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let ablate = [Override(path: "ablate", value: "[no_depression]")], ablated = try Self.plan(overrides: ablate)
    let results = try #require(try ResultsFolder(path: path + "/ablated").run(ablated, overrides: ablate, jobs: 2))
    #expect(results.claims[1].control?.outcome == nil && results.claims[1].isAsExpected)
    #expect(!FileManager.default.fileExists(atPath: path + "/ablated/controls"))
    let words = TextReport(results, scenario: ablated.scenario).text
    #expect(
      words.contains("under no_rem: not run, no_depression is taken out already") && words.contains("controls    3 not run"))

    let file = path + "/controlled.yaml"
    try Self.text.write(toFile: file, atomically: true, encoding: .utf8)
    let models = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
      .appendingPathComponent("scenarios/models").path
    let foreign = try Plan.read(try ScenarioFile(path: file, brain: models + "/spiking-autoassociator.yaml"))
    #expect(foreign.scenario.controls.isEmpty)

    let matrix = try MatrixPlan(try MatrixFile(name: "m", experiments: [file])), folder = MatrixFolder(path + "/matrix")
    _ = try folder.run(matrix, jobs: 2)
    let (cell, _) = try ResultsFolder(path: folder.path + "/" + matrix.cells[0].folder).results()
    #expect(cell.claims[0].control?.outcome == nil && cell.claims.map(\.outcome) == [.met, .met, .met, .met])
  }

  /// What is simulated does not depend on who claims what.
  @Test func theDigestIsThatOfTheExperiment() throws {
    let bare = Self.text.replacing("    control: no_sleep\n", with: "").replacing("    control: no_rem\n", with: "")
    #expect(bare.count < Self.text.count)
    #expect(try Self.plan().digest == Self.plan(bare).digest)
    #expect(try Self.plan(overrides: [Override(path: "ablate", value: "[no_sleep]")]).digest != Self.plan().digest)
  }
}
