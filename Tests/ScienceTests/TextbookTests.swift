import Engram
import Foundation
import Testing

/// Every textbook phenomenon at full size on the default brain: each claim comes out as its file expects, and is not met under its control.
struct TextbookTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("scenarios/textbook")

  static let files =
    (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?.filter { $0.hasSuffix(".yaml") }
    .sorted() ?? []

  @Test func areAllThere() { #expect(Self.files.count == 23) }

  @Test(arguments: files) func comesOutAsExpected(_ file: String) throws {
    let plan = try Plan(try Scenario.read(path: Self.folder.appendingPathComponent(file).path))
    #expect(plan.scenario.subjects == 40)
    for claim in try plan.run(jobs: 2).claims {
      #expect((claim.outcome == .met) == (claim.expected == .met), "\(claim.name): \(claim.parts.map(\.estimate))")
      if let control = claim.control { #expect(!control.fails, "\(claim.name), under \(control.ablation)") }
    }
  }
}
