import Engram
import Foundation
import Testing

/// Statements about the model that a run must show, each with its control. Fixed seeds.
struct PhenomenaTests {
  /// Never-studied lures are called kept in at most 5 % of retrievals, in three network sizes: lures of other subjects than those that set
  /// the thresholds, at least 1,000 of each.
  @Test(arguments: [0.5, 1.0, 2.0]) func falseKept(_ size: Double) throws {
    func plan(_ seed: Int) throws -> Plan {
      let text = """
        format: 1
        name: lures
        subjects: 10
        seed: \(seed)
        brain: {size: \(size)}
        materials: {m: {generator: categories}}
        timeline:
          - study: {materials: m}
          - sleep: {}
          - probe: {label: morning, lesions: [none, hippocampus, cortex]}
        analysis: {retrievals: 1, lures: 110}
        """
      return try Plan(try Scenario.read(text: text, file: "lures.yaml", directory: "."))
    }
    let results = try plan(77).run(jobs: 2)
    var lures: [LureScore] = []
    try Runner(plan(78), first: 1, last: 10, jobs: 2).run { lures += $0.lures }
    for (number, state) in results.states.enumerated() {
      let fresh = lures.filter { Int($0.state) == number }
      #expect(state.thresholds.lures >= 1000 && fresh.count >= 1000)
      let kept = fresh.count {
        state.thresholds.verdict(unique: $0.unique, shared: $0.shared, competitor: $0.competitor) == .kept
      }
      // One in twenty, and three standard errors of a thousand such draws.
      #expect(Double(kept) <= 0.07 * Double(fresh.count), "\(state.state.lesion): \(kept) of \(fresh.count)")
      // The thresholds do not simply refuse everything: with the hippocampus, what was studied is kept.
      if state.state.lesion != "hippocampus" { #expect(try #require(state.groups.last?.cell.fate.shares[.kept]?.mean) > 0.6) }
    }
  }
}
