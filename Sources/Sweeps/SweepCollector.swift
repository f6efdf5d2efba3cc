import Analysis
import Declarations
import Foundation
import Lives
import NumericalMethods
import Recordings
import Reporting
import Runs
import Scenarios

/// How far a sweep has come.
public struct SweepStatus: Sendable {
  public var done = 0
  public var total = 0
  /// Cells that could not be run, or gave no number: cell and message.
  public var failed: [(cell: Int, message: String)] = []
  /// The first cells without a result.
  public var missing: [Int] = []
  public var chunksDone = 0
  public var chunks = 0

  /// The same as data.
  public var value: Value {
    .object([
      "done": .integer(done), "total": .integer(total), "failed": .integer(failed.count), "chunks_done": .integer(chunksDone),
      "chunks": .integer(chunks), "first_missing": .list(missing.map(Value.integer)),
    ])
  }
}

extension SweepFolder {
  /// Looks at every result that is there; other processes may be adding to them.
  public func status() throws -> SweepStatus {
    var status = SweepStatus()
    status.total = cells.count
    for chunk in chunks {
      var seen: Set<Int> = []
      try chunk.forEach { result in
        seen.insert(result.cell)
        if result.status != .done { status.failed.append((result.cell, "\(result.status.word): \(result.message)")) }
      }
      status.done += seen.count
      status.chunks += 1
      if seen.count == chunk.cells.count { status.chunksDone += 1 }
      if status.missing.count < 10 {
        status.missing += chunk.cells.filter { !seen.contains($0) }.prefix(10 - status.missing.count)
      }
    }
    return status
  }

  /// Checks that every cell has a result, and writes the tables, the cube and the analysis; returns the analysis.
  public func collect(allowMissing: Bool = false) throws -> SweepAnalysis {
    let lock = try SweepLock(path, .tables, waits: true)
    defer { withExtendedLifetime(lock) {} }
    let status = try status()
    guard allowMissing || status.done == status.total else {
      throw SweepError.incomplete(path: path, missing: status.total - status.done, of: status.total, first: status.missing)
    }
    try writeRows()
    try writeCube()
    let analysis = try SweepAnalysis(self, status)
    try Self.output(path + "/summary.csv") { try $0.write(analysis.summaryCSV) }
    try Self.output(path + "/analysis.json") { try $0.write(analysis.value.json() + "\n") }
    if let boundary = analysis.boundaryCSV { try Self.output(path + "/boundary.csv") { try $0.write(boundary) } }
    try Self.output(path + "/report.txt") { try $0.write(analysis.text) }
    return analysis
  }

  /// `points.csv`, `outcomes.csv` and, where they are kept, `memories.csv`: one row per observation, the axes as columns.
  private func writeRows() throws {
    let axes = plan.settings.axes.map(\.name).map(Tables.quote), index = plan.base.index
    var names = ["points.csv", "outcomes.csv"]
    if plan.settings.memories { names.append("memories.csv") }
    do {
      _ = try OutputFile.write(names.map { path + "/" + $0 }) { files in
        try files[0].write(
          (["cell", "point", "replicate"] + axes + ["status", "message", "command"]).joined(separator: ",") + "\n")
        try files[1].write(
          (["cell", "point", "replicate"] + axes + ["subject", "outcome", "value"]).joined(separator: ",") + "\n")
        if files.count > 2 {
          try files[2].write(
            (["cell", "point", "replicate"] + axes + ["subject"] + SweepSettings.memoryColumns).joined(separator: ",") + "\n")
        }
        for chunk in chunks {
          try chunk.forEach { result in
            let cell = cells[result.cell]
            let place = (["\(cell.number)", "\(cell.point)", "\(cell.replicate)"] + cell.values.map(Tables.quote)).joined(
              separator: ",")
            let command = "engram sweep point \(SlurmArray.quoted(path)) \(cell.number)"
            try files[0].write("\(place),\(result.status.word),\(Tables.quote(result.message)),\(Tables.quote(command))\n")
            let first = (cell.replicate - 1) * result.values.count + 1
            for (s, row) in result.values.enumerated() {
              for (outcome, value) in zip(plan.outcomes, row) {
                try files[1].write("\(place),\(first + s),\(Tables.quote(outcome)),\(value.isNaN ? "" : Value.format(value))\n")
              }
            }
            guard files.count > 2 else { return }
            for m in result.memories
            where index.states.indices.contains(Int(m.state)) && index.memories.indices.contains(Int(m.memory)) {
              let state = index.states[Int(m.state)]
              func number(_ x: Float) -> String { x.isNaN ? "" : "\(x)" }
              let cells =
                ["\(m.subject)", Tables.quote(state.branch), Tables.quote(state.label), state.lesion]
                + [Tables.quote(index.memories[Int(m.memory)].name)]
                + [m.retrievals, m.kept, m.mixture, m.intrusion, m.gist, m.forgotten].map { "\($0)" }
                + [number(m.unique), number(m.shared), number(m.recall), "\(m.replays)"]
              try files[2].write(place + "," + cells.joined(separator: ",") + "\n")
            }
          }
        }
      }
    } catch let failure as OutputFile.Failure { throw SweepError.unwritable(path: failure.path, reason: failure.reason) }
  }

  /// `cube.nc`: every outcome as an array over the axes of a grid (or the points of another design) and the subjects.
  private func writeCube() throws {
    let settings = plan.settings, isGrid = settings.design == .grid
    let subjects = plan.subjects * settings.replicates
    let points = plan.cells.count / max(1, settings.replicates)
    var dimensions: [NetCDFFile.Dimension] = [], variables: [NetCDFFile.Variable] = []
    var columns: [(name: String, values: [String])] = []
    for (a, axis) in settings.axes.enumerated() {
      let values = isGrid ? axis.levels : plan.cells.prefix(points).map { $0.values[a] }
      columns.append((axis.name, values))
      if isGrid { dimensions.append(.init(axis.name, values.count)) }
    }
    if !isGrid { dimensions.append(.init("point", points)) }
    let places = dimensions.map(\.name)
    dimensions.append(.init("subject", subjects))
    let length = max(1, columns.flatMap { $0.values.map(\.utf8.count) }.max() ?? 1)
    let texts = columns.map { $0.values.contains { Self.number($0) == nil } }
    if texts.contains(true) { dimensions.append(.init("text", length)) }
    for (column, isText) in zip(columns, texts) {
      let along = isGrid ? column.name : "point"
      let path = settings.axes.first { $0.name == column.name }?.paths.joined(separator: " ") ?? ""
      variables.append(
        isText
          ? .init(column.name, .char, dimensions: [along, "text"], attributes: [.init("long_name", path)])
          : .init(
            column.name, .double, dimensions: [along],
            attributes: [.init("long_name", path), .init("units", Self.unit(column.values.first ?? ""))]))
    }
    let names = Self.variableNames(plan.outcomes, taken: Set(variables.map(\.name) + dimensions.map(\.name)))
    for (name, outcome) in zip(names, plan.outcomes) {
      let expression = settings.outcomes.first { $0.name == outcome }?.text ?? outcome
      variables.append(
        .init(
          name, .double, dimensions: places + ["subject"],
          attributes: [.init("long_name", outcome), .init("expression", expression)]))
    }
    do {
      let file = try NetCDFFile(
        dimensions: dimensions,
        attributes: [
          .init("title", plan.base.scenario.title.isEmpty ? plan.base.scenario.name : plan.base.scenario.title),
          .init("source", "engram \(Release.version)"), .init("digest", plan.digest),
          .init("seed", String(plan.base.scenario.seed)), .init("provenance", plan.contents.json(indent: nil)),
        ], variables: variables)
      _ = try NetCDFWriter.write(file, to: path + "/cube.nc") { writer in
        for (column, isText) in zip(columns, texts) {
          if isText {
            try writer.write(column.name, texts: column.values)
          } else {
            try writer.write(column.name, numbers: column.values.map { Self.number($0) ?? .nan })
          }
        }
        for (o, name) in names.enumerated() { for row in try table(o).values { try writer.write(name, numbers: row) } }
      }
    } catch let failure as OutputFile.Failure {
      throw SweepError.unwritable(path: failure.path, reason: failure.reason)
    } catch let failure as NetCDFFile.Failure {
      throw SweepError.unwritable(path: path + "/cube.nc", reason: failure.description)
    }
  }

  /// Outcomes' names as variables: letters, digits and underscores.
  private static func variableNames(_ outcomes: [String], taken: Set<String>) -> [String] {
    var taken = taken
    return outcomes.map { outcome in
      var name = String(outcome.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }.prefix(60))
      if name.first?.isLetter != true { name = "o_" + name }
      while !taken.insert(name).inserted { name += "_" }
      return name
    }
  }

  /// "8 h" as 8; nil if it does not begin with a number.
  static func number(_ text: String) -> Double? {
    let digits = text.prefix { $0.isNumber || ".-+eE".contains($0) }
    return digits.isEmpty ? nil : Double(digits)
  }

  private static func unit(_ text: String) -> String {
    let rest = text.drop { $0.isNumber || ".-+eE".contains($0) }.trimmingCharacters(in: .whitespaces)
    return rest.isEmpty ? "1" : rest
  }
}
