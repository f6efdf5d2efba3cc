import Engram
import Foundation
import Testing

/// Circuits that hold items: what is kept, and which part of the circuit it needs.
struct CircuitItemsTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("scenarios/models").path

  private static func results(_ timeline: String, ablate: String = "") throws -> Results {
    let text = """
      format: 1
      name: items
      subjects: 3
      \(ablate.isEmpty ? "" : "ablate: \(ablate)")
      brain: spiking-autoassociator.yaml
      materials: {m: {generator: random_patterns, units: 20, classes: [{name: a, items: 6}]}}
      timeline: [\(timeline)]
      analysis: {retrievals: 2, lures: 20}
      """
    return try Plan(try Scenario.read(text: text, file: "items.yaml", directory: folder, overrides: [])).run(jobs: 2)
  }

  /// Mean probability of what cues left out, intact.
  private static func recall(_ results: Results, _ state: Int = 0) throws -> Double {
    try #require(results.states[state].groups.last?.cell.all?.mean)
  }

  @Test func itemsAreKept() throws {
    let results = try Self.results("{study: {materials: m, epochs: 2}}, {probe: {label: evening}}")
    #expect(try Self.recall(results) > 0.7)
    #expect(results.states.last?.groups.last?.cell.fate.shares[.kept]?.mean ?? 0 > 0.8)
  }

  /// Without plasticity, recurrence or structure nothing comes back.
  @Test(arguments: ["no_plasticity", "no_recurrence", "shuffled_weights"]) func needsItsParts(_ ablation: String) throws {
    let results = try Self.results("{study: {materials: m, epochs: 2}}, {probe: {label: evening}}", ablate: ablation)
    #expect(try Self.recall(results) < 0.2, "\(ablation)")
  }

  /// What is wiped is gone; silent senses show no cue; a pathway that is cut brings nothing back.
  @Test func lesionsAndErasure() throws {
    let results = try Self.results(
      "{study: {materials: m, epochs: 2}}, {probe: {label: evening, lesions: [none, senses, recurrent]}}, {erase: {store: cortex}}, {probe: {label: wiped}}"
    )
    let recall = try results.states.indices.map { try Self.recall(results, $0) }
    #expect(recall[0] > 0.7 && recall[1...].allSatisfy { $0 < 0.2 }, "\(recall)")
  }
}
