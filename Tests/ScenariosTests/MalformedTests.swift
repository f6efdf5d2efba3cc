import Foundation
import Lives
import Runs
import Scenarios
import Sweeps
import Testing

/// Every malformed file has its exact message. To accept changed messages after reading them: ENGRAM_ACCEPT=1 swift test --filter MalformedTests
struct MalformedTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Malformed").path

  static func files(_ ending: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(ending) }.sorted()
  }

  /// What the tool prints for a scenario's text; nil if it finds nothing wrong.
  static func message(_ text: String, file: String) -> String? {
    do throws(ScenarioError) {
      let scenario = ScenarioFile(text: text, name: file, directory: folder), plan = try Plan.read(scenario)
      if plan.scenario.sweep != nil { _ = try SweepPlan(scenario) }
      if plan.scenario.fit != nil { _ = try SweepPlan(scenario, fit: true) }
      return nil
    } catch {
      guard case .invalid(_, let rendered) = error else { return "\(error)" }
      return rendered
    }
  }

  private func expect(_ message: String?, equals name: String) throws {
    let path = Self.folder + "/" + name + ".expected"
    let message = try #require(message, "\(name) was found valid")
    if ProcessInfo.processInfo.environment["ENGRAM_ACCEPT"] == "1" {
      try message.write(toFile: path, atomically: true, encoding: .utf8)
    }
    #expect(message == (try? String(contentsOfFile: path, encoding: .utf8)), "\(name)")
  }

  @Test(arguments: files(".yaml")) func scenario(_ file: String) throws {
    let text = try String(contentsOfFile: Self.folder + "/" + file, encoding: .utf8)
    try expect(Self.message(text, file: file), equals: String(file.dropLast(5)))
  }

  @Test(arguments: files(".csv")) func table(_ file: String) throws {
    let isAgreement = file.hasPrefix("agreement")
    let material = isAgreement ? "{generator: categories}" : "{file: \(file)}"
    let text = """
      format: 1
      name: test
      materials:
        items: \(material)
      timeline:
        - study: {materials: items}
        - probe: {label: evening}
      \(isAgreement ? "agreement: {file: \(file)}" : "")
      """
    try expect(Self.message(text, file: "test.yaml"), equals: String(file.dropLast(4)))
  }

  @Test func thereAreEnough() { #expect(Self.files(".yaml").count + Self.files(".csv").count >= 120) }
}
