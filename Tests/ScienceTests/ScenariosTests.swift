import Engram
import Foundation
import Testing

/// Every scenario at full size: its claims come out as marked, its negative control fails, and its reference table is met: at most one
/// cell in a hundred outside over all scenarios, none far outside.
struct ScenariosTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("scenarios")

  @Test func comeOutAsMarked() throws {
    func files(_ folder: String) throws -> [String] {
      let path = Self.folder.appendingPathComponent(folder).path
      return try FileManager.default.contentsOfDirectory(atPath: path).filter {
        $0.hasSuffix(".yaml") && !MatrixFile.describes(path + "/" + $0)
      }.sorted().map {
        folder + $0
      }
    }
    let names = try files("") + files("circuits/")
    #expect(names.count >= 25)
    var cells = 0, outside = 0
    for name in names {
      let results = try Plan(try Scenario.read(path: Self.folder.appendingPathComponent(name).path)).run(jobs: 2)
      for claim in results.claims where !claim.isAsExpected { Issue.record("\(name): \(claim.name)") }
      for claim in results.claims {
        if let control = claim.control { #expect(control.outcome == .notMet, "\(name): \(claim.name)") }
      }
      #expect(results.claims.contains { $0.expected == .notMet }, "\(name) has no negative control")
      #expect(results.agreement.allSatisfy { !$0.isFarOutside }, "\(name)")
      cells += results.agreement.count
      outside += results.agreement.count { !$0.isInside }
    }
    #expect(cells >= 330 && 100 * outside <= cells, "\(outside) of \(cells) cells outside")
  }
}
