import Engram
import Foundation
import Testing

/// Two runs side by side, subject by subject.
struct RunComparisonTests {
  private static func folder(_ name: String, _ overrides: [(String, String)], in parent: URL) throws -> ResultsFolder {
    let file = parent.appendingPathComponent("two.yaml")
    try """
    format: 1
    name: two
    subjects: 6
    materials: {m: {generator: categories, categories: 2, exemplars: 3}}
    timeline:
      - study: {materials: m, strength: 0.3}
      - sleep: {}
      - probe: {label: morning, lesions: [none, hippocampus], tests: [cued_recall, savings]}
    analysis: {retrievals: 2, lures: 8}
    claims: [{name: the cortex knows, that: "recall(morning, lesion: hippocampus) > 0.1"}]
    """.write(to: file, atomically: true, encoding: .utf8)
    let folder = ResultsFolder(path: parent.appendingPathComponent(name).path),
      settings = overrides.map { Override(path: $0.0, value: $0.1) }
    _ = try folder.run(try Plan.read(try ScenarioFile(path: file.path), overrides: settings), overrides: settings, jobs: 2)
    return folder
  }

  @Test func differencesArePaired() throws {
    let parent = FileManager.default.temporaryDirectory.appendingPathComponent("compare-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: parent) }
    let whole = try Self.folder("whole", [], in: parent),
      without = try Self.folder("without", [("ablate", "[no_sleep]")], in: parent)
    let other = try Self.folder("other", [("seed", "2")], in: parent)

    let same = try RunComparison(whole, whole)
    #expect(same.isPaired && !same.rows.isEmpty && same.rows.allSatisfy { $0.difference.mean == 0 && $0.effect == nil })

    let ablated = try RunComparison(whole, without)
    let row = try #require(ablated.rows.first { $0.name == "recall morning −hippocampus" })
    let means = try [whole, without].map { folder -> Double in
      let state = try #require(try folder.results().0.states.first { $0.state.lesion == "hippocampus" })
      return try #require(state.groups.last?.cell.all?.mean)
    }
    #expect(abs(row.difference.mean - (means[1] - means[0])) < 1e-9 && row.difference.high < -0.1)
    #expect(ablated.rows.contains { $0.name == "the cortex knows" } && ablated.rows.contains { $0.name == "savings morning" })
    for line in ablated.text.split(separator: "\n").dropFirst(2) { #expect(line.unicodeScalars.count <= 80, "\(line)") }
    #expect(ablated.html.contains("recall morning −hippocampus"))

    #expect(try !RunComparison(whole, other).isPaired)
    #expect(throws: ResultsError.self) { try RunComparison(whole, ResultsFolder(path: parent.path + "/none")) }
  }
}
