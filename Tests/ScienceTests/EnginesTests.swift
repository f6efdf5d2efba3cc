import Engram
import Foundation
import Testing

/// The two levels of description do not contradict each other: no claim of these scenarios, nor its negative control, comes out on ten
/// brains of spiking neurons otherwise than its file says of rates.
struct EnginesTests {
  @Test(arguments: ["consolidation", "selection", "interference", "blending", "retrograde-gradient"])
  func spikesTellTheSameStory(_ name: String) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let overrides = [Override(path: "brain.competition", value: "race"), Override(path: "subjects", value: "10")]
    let plan = try Plan(
      try Scenario.read(path: folder.appendingPathComponent("scenarios/\(name).yaml").path, overrides: overrides))
    let results = try plan.run(jobs: 2)
    for claim in results.claims where claim.outcome != .inconclusive { #expect(claim.outcome == claim.expected, "\(claim.name)") }
    #expect(results.claims.count { $0.outcome != .inconclusive } >= 2)
    #expect(results.agreement.allSatisfy { !$0.isFarOutside })
  }
}
