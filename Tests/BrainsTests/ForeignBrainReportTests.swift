import Analysis
import Foundation
import Lives
import Recordings
import Reporting
import Runs
import Scenarios
import Testing

/// Whole reports of brains that are no networks: three stores, one, none; no sleep, no parts whose codes are compared.
struct ForeignBrainReportTests {
  static let strangers = Candidate.all.filter { ["lookup table", "three tables", "constant"].contains($0.testDescription) }

  @Test(arguments: strangers, ["one-night", "two-codes", "selection"])
  func isWhole(_ candidate: Candidate, _ name: String) throws {
    let plan = try candidate.plan(
      of: name, [("subjects", "3"), ("analysis.retrievals", "1")].map { Override(path: $0, value: $1) })
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("engram-brains-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let results = try #require(try ResultsFolder(path: folder).run(plan, overrides: [], jobs: 2))
    #expect(results.subjects == 3 && results.claims.count == plan.scenario.claims.count)
    #expect(results.states.count == plan.index.states.count && !results.states.isEmpty)

    let text = TextReport(results, scenario: plan.scenario).text
    #expect(text.contains(plan.scenario.title))
    for judgement in results.claims where judgement.outcome == .cannot {
      #expect(!judgement.reason.isEmpty, "\(judgement.name)")
    }
    let json = JSONReport.value(results, scenario: plan.scenario, version: Release.version).json()
    let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect((object["claims"] as? [Any])?.count == results.claims.count)

    var first: SubjectRecord?
    try Runner(plan, first: 1, last: 1, jobs: 1).run { first = $0 }
    let source = RunPage.Source(
      version: Release.version, plan: plan.contents, digest: plan.digest, command: "engram", first: first)
    let page = RunPage(results, scenario: plan.scenario, source: source).html
    #expect(page.hasPrefix("<!DOCTYPE html>") && page.contains("</html>") && page.contains("id=\"claims\""))

    // Every table has rows of as many cells as its header, and no cell is not a number.
    for file in try FileManager.default.contentsOfDirectory(atPath: folder).filter({ $0.hasSuffix(".csv") }) {
      let rows = try String(contentsOfFile: folder + "/" + file, encoding: .utf8).split(separator: "\n")
      #expect(!rows.isEmpty, "\(file)")
      let cells = rows.map { $0.split(separator: ",", omittingEmptySubsequences: false).map { $0.lowercased() } }
      #expect(cells.allSatisfy { !$0.contains("nan") && !$0.contains("-nan") }, "\(file)")
      let isFull = name == "one-night" && ["memories.csv", "scores.csv", "fates.csv"].contains(file)
      if isFull { #expect(rows.count > 1, "\(file) is empty") }
    }
  }

  /// A claim on codes that a brain does not have cannot be judged, and is not undecided.
  @Test(arguments: ["Norman_et_al_2005.yaml"]) func claimsOnNoCodesCannotBeJudged(_ file: String) throws {
    let plan = try Candidate.model(file).plan(
      of: "two-codes",
      [
        ("subjects", "1"), ("timeline", "[{study: {materials: pairs}}, {probe: {label: evening, tests: similarity}}]"),
        ("claims", "[{name: c, that: \"similarity(evening) > 0\"}]"),
      ].map { Override(path: $0, value: $1) })
    let judgement = try #require(try plan.run(jobs: 1).claims.first)
    #expect(judgement.outcome == .cannot && judgement.reason.contains("no part whose codes are compared"))
  }

  /// The mistake is the brain's, not the scenario's.
  @Test(arguments: Candidate.withoutSurface) func brainsWithoutSurfaceAreRefused(_ file: String) throws {
    let error = try #require(throws: ScenarioError.self) { try Candidate.model(file).plan(of: "one-night") }
    guard case .invalid(let issues, _) = error else { throw error }
    let brain = try #require(file.split(separator: ".").first)
    #expect(issues.all.map(\.message) == ["\(brain) holds no items: no layer of it is a surface"])
  }

  /// A brain that keeps all it learns keeps it, and one that says one half keeps nothing.
  @Test func numbersAreThoseOfTheBrain() throws {
    func kept(_ candidate: Candidate, _ lesion: String) throws -> Double? {
      let plan = try candidate.plan(
        """
        format: 1
        name: t
        subjects: 3
        materials: {m: {generator: random_patterns, units: 20, classes: [{name: a, items: 5}]}}
        timeline: [{study: {materials: m, epochs: 1}}, {probe: {label: evening, lesions: [none, \(lesion)]}}]
        """)
      return try plan.run(jobs: 1).states.last?.groups.last?.cell.fate.shares[.kept]?.mean
    }
    let table = Candidate.all.first { $0.testDescription == "lookup table" }
    #expect(try kept(#require(table), "none") == 1)
    #expect(try kept(#require(table), "table-1") == 0)
    let constant = Candidate.all.first { !$0.learns }
    #expect(try kept(#require(constant), "none") == 0)
  }
}
