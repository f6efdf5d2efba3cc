import Engram
import Foundation
import Testing

/// A folder of its own for a test, removed with it.
final class Scratch {
  let path = NSTemporaryDirectory() + "engram-sweep-\(UUID().uuidString)"

  init() { try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// A scenario of four memories and few events, which takes milliseconds.
enum SmallSweep {
  static let axes = """
      nrem: {path: timeline.2.sleep.replay.nrem, values: [0, 4, 12]}
      rate: {path: brain.pathways.cortical_output.nrem_rate, from: 0.01, to: 0.04, steps: 2, scale: log}
    """
  static let outcomes = """
      cortex: "recall(morning, lesion: hippocampus)"
      kept: "kept(morning)"
    """

  static func text(_ axes: String = axes, sweep: String = "", outcomes: String = outcomes, rest: String = "subjects: 2") -> String
  {
    """
    format: 1
    name: small
    brain: {size: 0.5}
    materials: {m: {generator: categories, categories: 2, exemplars: 2}}
    timeline:
      - study: {materials: m, strength: 0.5, epochs: 1}
      - sleep: {replay: {nrem: 4, rem: 2}}
      - probe: {label: morning, lesions: [none, hippocampus]}
    analysis: {retrievals: 1, lures: 0}
    \(rest)
    sweep:
      \(sweep)
      vary:
    \(axes.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n"))
    \(outcomes.isEmpty ? "" : "  outcomes:\n" + outcomes.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n"))

    """
  }

  /// Writes a scenario and asks for its sweep.
  static func request(_ scratch: Scratch, _ text: String = text(), chunk: Int? = nil) throws -> SweepFolder.Request {
    let file = scratch.path + "/\(UUID().uuidString)/small.yaml"
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    var request = SweepFolder.Request(scenario: file)
    request.chunk = chunk
    return request
  }

  /// A finished sweep.
  static func run(_ scratch: Scratch, _ name: String, _ text: String = text(), chunk: Int? = nil, jobs: Int = 1) throws
    -> SweepFolder
  {
    let folder = try SweepFolder(scratch.path + "/" + name, try request(scratch, text, chunk: chunk))
    #expect(try folder.run(jobs: jobs).isComplete)
    _ = try folder.collect()
    return folder
  }

  static func plan(_ text: String = text()) throws -> SweepPlan {
    let scratch = Scratch()
    return try withExtendedLifetime(scratch) { try request(scratch, text).plan() }
  }

  /// Contents of chunks and of the tables that `collect` makes, by name.
  static func contents(_ folder: SweepFolder, tables: Bool = true) -> [String: Data] {
    var result = chunks(folder)
    for name in tables ? ["design.csv", "outcomes.csv", "summary.csv", "cube.nc", "analysis.json", "report.txt"] : [] {
      result[name] = FileManager.default.contents(atPath: folder.path + "/" + name)
    }
    return result
  }

  static func chunks(_ folder: SweepFolder) -> [String: Data] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path + "/chunks")) ?? []
    return Dictionary(
      uniqueKeysWithValues: names.map { ($0, FileManager.default.contents(atPath: folder.path + "/chunks/" + $0) ?? Data()) })
  }

  /// Rows of a table, by column.
  static func table(_ folder: SweepFolder, _ name: String) throws -> [[String: String]] {
    var lines = CSVLines(try String(contentsOfFile: folder.path + "/" + name, encoding: .utf8)), rows: [[String: String]] = []
    guard let columns = lines.next() else { return [] }
    while let line = lines.next() {
      try #require(line.count == columns.count)
      rows.append(Dictionary(uniqueKeysWithValues: zip(columns, line)))
    }
    return rows
  }

  /// Every value by what it belongs to: values of the axes, replicate, subject, outcome.
  static func values(_ folder: SweepFolder) throws -> [[String]: String] {
    let axes = folder.plan.settings.axes.map(\.name)
    let rows = try table(folder, "outcomes.csv")
    return Dictionary(
      uniqueKeysWithValues: rows.map { row in
        ((axes + ["replicate", "subject", "outcome"]).map { row[$0] ?? "" }, row["value"] ?? "")
      })
  }
}
