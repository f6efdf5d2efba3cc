import Engram
import Foundation
import Testing

/// Each phenomenon needs the part of the model that should make it: without it, the claim that was met is not. Cheap ones are `control` of
/// the claim itself.
struct AblationTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("scenarios")

  private static func outcomes(_ scenario: String, _ ablation: String?) throws -> [String: Judgement.Outcome] {
    let overrides =
      [
        Override(
          path: "subjects",
          value: scenario.contains("Singh") || scenario.contains("Tome") ? "2" : scenario.contains("circuits/") ? "5" : "8")
      ]
      + (ablation.map { [Override(path: "ablate", value: "[\($0)]")] } ?? [])
    let results = try Plan(try Scenario.read(path: folder.appendingPathComponent(scenario).path, overrides: overrides)).run(
      jobs: 2)
    return Dictionary(uniqueKeysWithValues: results.claims.map { ($0.name, $0.outcome) })
  }

  @Test(arguments: [
    ("consolidation.yaml", "no_sleep", "gist first, the first night"),
    ("consolidation.yaml", "hebb_only", "after a week the cortex keeps most memories alone"),
    ("papers/Singh_et_al_2022-sim1.yaml", "no_depression", "the network replays by itself"),
    ("papers/Schapiro_et_al_2017.yaml", "hebb_only", "CA3's initial response is not (published 0)"),
    ("papers/Schapiro_et_al_2017.yaml", "no_hippocampus", "CA1's initial response is alike within pairs (published .47)"),
    ("circuits/ca3-small.yaml", "shuffled_weights", "it replays the track forward"),
    ("circuits/ca3-small.yaml", "no_recurrence", "the learnt network makes sharp-wave-ripple events by itself"),
    ("circuits/ca3-small.yaml", "no_adaptation", "and backward"),
  ]) func breaks(_ scenario: String, _ ablation: String, _ claim: String) throws {
    let whole = try Self.outcomes(scenario, nil), without = try Self.outcomes(scenario, ablation)
    #expect(whole[claim] == .met && without[claim] == .notMet, "\(whole[claim] as Any), \(without[claim] as Any)")
  }

  /// A hippocampus that learns nothing recalls nothing; a cortex that learns as fast recalls by itself before any night.
  @Test func storesAreMissed() throws {
    func recall(_ ablation: String, _ lesion: String) throws -> Double {
      let text =
        "format: 1\nname: stores\nsubjects: 4\nablate: \(ablation)\nmaterials: {m: {generator: categories}}\ntimeline:\n  - study: {materials: m}\n  - probe: {label: evening, lesions: [none, hippocampus]}\nanalysis: {retrievals: 2, lures: 20}"
      let plan = try Plan(try Scenario.read(text: text, file: "stores.yaml", directory: "."))
      let states = try plan.run(jobs: 2).states
      let state = try #require(states.first { $0.state.lesion == lesion })
      return try #require(state.groups.last?.cell.all?.mean)
    }
    let without = try recall("no_hippocampus", "none"), fast = try recall("equal_learning_rates", "hippocampus")
    let slow = try recall("no_rem", "hippocampus")
    #expect(without < 0.3 && slow < 0.3 && fast > slow + 0.2, "\(without), \(slow), \(fast)")
  }
}
