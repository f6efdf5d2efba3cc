import Engram
import Foundation
import Testing

/// Published results: every scenario of a paper, at reduced size, comes out as marked or stays undecided, and has a control that must fail.
struct PapersTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("scenarios/papers").path

  static let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(".yaml") }
    .sorted()

  @Test(arguments: files) func isNotContradicted(_ file: String) throws {
    // The longest ones with fewer subjects: most of their claims stay undecided then.
    let subjects = file.contains("sim2") || file.contains("Zheng") ? "2" : "4"
    let scenario = try Scenario.read(path: Self.folder + "/" + file, overrides: [Override(path: "subjects", value: subjects)])
    let results = try Plan(scenario).run(jobs: 2)
    for claim in results.claims where claim.outcome != .inconclusive && !claim.isAsExpected {
      Issue.record("\(file): \(claim.name)")
    }
    #expect(results.claims.contains { $0.expected == .notMet }, "\(file) has no negative control")
    #expect(
      results.claims.count { $0.outcome != .inconclusive } * 2 >= results.claims.count, "\(file): hardly anything is decided")
  }

  @Test func areThere() { #expect(Self.files.count >= 6) }
}
