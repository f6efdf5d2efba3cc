import Engram
import Foundation
import NumericalMethods
import Testing

/// The records of two subjects of every scenario, as checksums. A change of the dynamics, wanted or not, is seen here; accept a wanted
/// one with ENGRAM_ACCEPT=1, and say in the commit why results changed.
struct RecordsTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  private static let list = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("records.txt")

  @Test func areWhatTheyWere() throws {
    let folder = Self.root.appendingPathComponent("scenarios")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
      $0.hasSuffix(".yaml") && !MatrixFile.describes(folder.path + "/" + $0)
    }.sorted()
    #expect(!names.isEmpty)
    var lines: [String] = []
    for name in names {
      let overrides = [Override(path: "subjects", value: "2")]
      let plan = try Plan(try Scenario.read(path: folder.appendingPathComponent(name).path, overrides: overrides))
      var checksum = Checksum()
      try Runner(plan, first: 1, last: 2, jobs: 2).run { checksum.add(RecordCodec.encode($0)) }
      lines.append("\(name) \(String(checksum.value, radix: 16))")
    }
    if ProcessInfo.processInfo.environment["ENGRAM_ACCEPT"] != nil {
      try (lines.joined(separator: "\n") + "\n").write(to: Self.list, atomically: true, encoding: .utf8)
    }
    let accepted = try String(contentsOf: Self.list, encoding: .utf8).split(separator: "\n").map(String.init)
    for line in lines { #expect(accepted.contains(line)) }
    #expect(accepted.count == lines.count)
  }
}
