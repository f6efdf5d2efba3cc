import Engram
import Foundation
import Scenarios
import Testing

/// The model file that the models' README shows is a brain, and lives a night.
struct ModelExampleTests {
  private let scratch = Scratch()
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("scenarios").path

  /// The fenced blocks of YAML.
  private func blocks() throws -> [String] {
    let text = try String(contentsOfFile: Self.folder + "/models/README.md", encoding: .utf8)
    return text.components(separatedBy: "```yaml\n").dropFirst().compactMap { $0.components(separatedBy: "```").first }
  }

  @Test func livesANight() throws {
    let example = try #require(try blocks().first), path = scratch.path + "/two-layers.yaml"
    try example.write(toFile: path, atomically: true, encoding: .utf8)
    let subjects = Override(path: "subjects", value: "4")
    let file = try ScenarioFile(path: Self.folder + "/one-night.yaml", brain: path)
    let results = try Plan.read(file, overrides: [subjects]).run(jobs: 2)
    #expect(results.subjects == 4 && results.claims.count == 6)
    for claim in results.claims { #expect(claim.outcome != .cannot, "\(claim.name): \(claim.reason)") }
    // It has learnt, and a day awake alone brings nothing into cortex.
    #expect(results.claims.last?.outcome == .notMet)
  }

  /// The default brain with other pathways and a further cortex.
  @Test func theDefaultBrainCanBeChanged() throws {
    let path = scratch.path + "/my-brain.yaml"
    try blocks()[2].write(toFile: path, atomically: true, encoding: .utf8)
    let file = try ScenarioFile(path: Self.folder + "/one-night.yaml", brain: path)
    let plan = try Plan.read(file, overrides: [Override(path: "subjects", value: "2")])
    #expect(plan.index.parts.last == "prefrontal_cortex")
    #expect(try plan.run(jobs: 2).claims.allSatisfy { $0.outcome != .cannot })
  }

  /// A scenario that changes the example, as the second block does.
  @Test func canBeChanged() throws {
    let blocks = try blocks(), models = scratch.path + "/models"
    #expect(blocks.count == 3)
    try FileManager.default.createDirectory(atPath: models, withIntermediateDirectories: true)
    try blocks[0].write(toFile: models + "/two-layers.yaml", atomically: true, encoding: .utf8)
    let text = """
      format: 1
      name: changed
      subjects: 2
      \(blocks[1])
      materials: {m: {generator: categories, categories: 2, exemplars: 2}}
      timeline:
        - study: {materials: m, epochs: 3}
        - sleep: {replay: {nrem: 5, rem: 0}}
        - probe: {label: morning, lesions: [none, hippocampus]}
      claims:
        - {name: something comes back, that: recall(morning) > 0.01}

      """
    let results = try Plan(try Scenario.read(text: text, file: "changed.yaml", directory: scratch.path)).run(jobs: 1)
    #expect(results.subjects == 2 && results.claims.count == 1)
  }
}
