import Engram
import Foundation
import Testing

/// Published results: every scenario of a paper, at reduced size, comes out as marked or stays undecided, and has a control that must fail.
struct PapersTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("scenarios/papers").path

  static let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(".yaml") }
    .sorted()

  /// Subjects of those that take long: most of their claims stay undecided then. The others take ten.
  private static let fewer = [
    "Singh_et_al_2022-sim1.yaml": 4, "Singh_et_al_2022-sim2.yaml": 2, "Tome_et_al_2022.yaml": 2, "Zheng_et_al_2022.yaml": 2,
  ]
  /// Siblings of a long one; CI runs them to their end.
  private static let left = ["Singh_et_al_2022-sim2-unrelated.yaml", "Zheng_et_al_2022-long.yaml"]

  @Test(arguments: files.filter { !left.contains($0) }) func isNotContradicted(_ file: String) throws {
    let scenario = try Scenario.read(
      path: Self.folder + "/" + file, overrides: [Override(path: "subjects", value: "\(Self.fewer[file] ?? 10)")])
    let results = try Plan(scenario).run(jobs: 2)
    for claim in results.claims where claim.outcome != .inconclusive && !claim.isAsExpected {
      Issue.record("\(file): \(claim.name)")
    }
    #expect(results.claims.contains { $0.expected == .notMet }, "\(file) has no negative control")
    #expect(results.claims.contains { $0.outcome != .inconclusive }, "\(file): nothing is decided")
  }

  @Test func areThere() { #expect(Self.files.count >= 15) }
}
