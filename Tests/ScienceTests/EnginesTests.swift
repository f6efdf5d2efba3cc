import Engram
import Foundation
import Testing

/// The two levels of description tell the same story: every claim of these scenarios, with its negative control, comes out on spiking
/// neurons as it does on rates.
struct EnginesTests {
  @Test(arguments: ["consolidation", "selection", "interference", "blending", "retrograde-gradient"])
  func spikesTellTheSameStory(_ name: String) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let overrides = [Override(path: "brain.competition", value: "race"), Override(path: "subjects", value: "10")]
    let plan = try Plan(
      try Scenario.read(path: folder.appendingPathComponent("scenarios/\(name).yaml").path, overrides: overrides))
    let results = try plan.run(jobs: 2)
    for claim in results.claims { #expect(claim.isAsExpected, "\(claim.name)") }
    #expect(results.agreement.allSatisfy { !$0.isFarOutside })
  }
}
