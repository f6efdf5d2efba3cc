import Declarations
import Foundation
import Lives
import Recordings
import Reporting
import Runs
import Scenarios

/// A sweep on disk: `sweep.json` (what it is), `scenario/` (the files as they were), `design.csv` (its cells, in order), `chunks/`
/// (results). Cells keep their numbers when points are added.
public struct SweepFolder: Sendable {
  public let path: String
  /// Runs, in the order of `design.csv`.
  public let cells: [Cell]
  public let plan: SweepPlan
  /// Cells in a chunk.
  package let chunk: Int

  /// What is stored of a sweep beside its scenario.
  private struct Header: Codable {
    var digest: String
    var chunk: Int
    /// Checksum of `design.csv`.
    var table: String
    var scenario: String
    /// The brain that the command line gave: a word, or the file beside the scenario; nil: the scenario's own.
    var brain: String?
    var overrides: [Setting]
    var axes: [Setting]
    var design: String?
    var points: Int?
    var replicates: Int?
    var fit: Bool?

    struct Setting: Codable {
      var path: String
      var value: String
    }
  }

  /// What a sweep is asked for: a scenario file, and what the command line puts in place of its words.
  public struct Request: Sendable {
    public var scenario: String
    /// In place of the scenario's own: a word, or the path of a model file.
    public var brain: String?
    public var overrides: [Override] = []
    public var axes: [AxisText] = []
    public var design: String?
    public var points: Int?
    public var replicates: Int?
    /// The draws of the scenario's fit, instead of its sweep.
    public var fit = false

    /// Cells in a chunk of a sweep that is begun.
    package var chunk: Int?

    public init(scenario: String) { self.scenario = scenario }

    public func plan() throws(ScenarioError) -> SweepPlan {
      try SweepPlan(
        try ScenarioFile(path: scenario, brain: brain), overrides: overrides, axes: axes, design: design, points: points,
        replicates: replicates,
        fit: fit
      )
    }
  }

  /// Whether a folder holds a sweep.
  public static func isSweep(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path + "/sweep.json") }

  /// ", 48 runs in its sweep" of a scenario with a sweep or a fit, which are checked on the way; empty without.
  public static func counts(_ scenario: String, brain: String? = nil, overrides: [Override]) throws(ScenarioError) -> String {
    var request = Request(scenario: scenario), text = ""
    (request.overrides, request.brain) = (overrides, brain)
    let words = try ScenarioFile(path: scenario, brain: brain).scenario(overrides)
    if words.sweep != nil { text += ", \(try request.plan().cells.count) runs in its sweep" }
    request.fit = true
    if words.fit != nil { text += ", \(try request.plan().cells.count) draws in its fit" }
    return text
  }

  /// Opens the sweep that is stored at `path`.
  public init(_ path: String) throws {
    let (header, request) = try Self.stored(path)
    plan = try request.plan()
    guard plan.digest == header.digest else {
      throw SweepError.damaged(
        path: path, reason: "its scenario is not the one that it was made with, or another version made it")
    }
    self.path = path
    chunk = max(1, header.chunk)
    cells = try Self.cells(path, header, plan)
    if cells != plan.cells {
      let (merged, isSuperset) = Self.merged(cells, plan.cells)
      guard isSuperset else {
        throw SweepError.damaged(path: path, reason: "its scenario does not have the points of design.csv")
      }
      guard merged.count == cells.count else { throw SweepError.extends(path: path, stored: cells.count, wanted: merged.count) }
    }
  }

  /// Begins the sweep at `path`, or goes on with it. A folder with another sweep is refused; one with fewer points of the same sweep is
  /// too, unless it is to be extended.
  public init(_ path: String, _ request: Request, extend: Bool = false) throws {
    let plan = try request.plan()
    self.path = path
    self.plan = plan
    var locks: [SweepLock] = []
    defer { withExtendedLifetime(locks) {} }
    if !FileManager.default.fileExists(atPath: path + "/sweep.json") {
      try Self.createFolder(path + "/chunks")
      locks.append(try SweepLock(path, .design, waits: true))
    }
    guard FileManager.default.fileExists(atPath: path + "/sweep.json") else {
      chunk = request.chunk ?? min(max(1, plan.cells.count / 64), 100)
      cells = plan.cells
      try store(request)
      return
    }
    if extend, locks.isEmpty { locks.append(try SweepLock(path, .design, waits: true)) }
    let (header, old) = try Self.stored(path)
    chunk = max(1, header.chunk)
    guard header.digest == plan.digest else {
      let before = (try? old.plan())?.contents ?? .null
      throw SweepError.changed(path: path, differences: Self.differences(before, plan.contents))
    }
    let stored = try Self.cells(path, header, plan)
    let (merged, isSuperset) = Self.merged(stored, plan.cells)
    guard isSuperset else {
      throw SweepError.changed(
        path: path,
        differences: ["points: \(stored.count) runs → \(plan.cells.count) runs, which do not contain all of those that are there"]
      )
    }
    cells = merged
    guard merged.count > stored.count else { return }
    guard extend else { throw SweepError.extends(path: path, stored: stored.count, wanted: merged.count) }
    locks.append(try SweepLock(path, .chunks(0...Int.max)))
    try store(request)
  }

  /// The copy of a model file that the command line gave.
  private static let brainFile = "brain.yaml"

  private static func stored(_ path: String) throws -> (Header, Request) {
    guard let data = FileManager.default.contents(atPath: path + "/sweep.json") else { throw SweepError.noSweep(path: path) }
    guard let header = try? JSONDecoder().decode(Header.self, from: data) else {
      throw SweepError.damaged(
        path: path, reason: "sweep.json cannot be read; remove it and give the same command: results that belong to it are kept")
    }
    var request = Request(scenario: path + "/scenario/" + header.scenario)
    request.brain = header.brain.map { $0 == Self.brainFile ? path + "/scenario/" + $0 : $0 }
    request.overrides = header.overrides.map { Override(path: $0.path, value: $0.value) }
    request.axes = header.axes.compactMap { AxisText($0.path + "=" + $0.value) }
    (request.design, request.points, request.replicates) = (header.design, header.points, header.replicates)
    request.fit = header.fit ?? false
    return (header, request)
  }

  /// Writes everything but results.
  private func store(_ request: Request) throws {
    func settings(_ list: [(String, String)]) -> Value {
      .list(list.map { .object(["path": .text($0.0), "value": .text($0.1)]) })
    }
    for (name, text) in plan.base.scenario.sources where !name.hasPrefix("--") {
      let brain = plan.base.scenario.brain
      let target = path + "/scenario/" + (brain.isForeign && name == brain.file ? Self.brainFile : name)
      try Self.createFolder((target as NSString).deletingLastPathComponent)
      try Self.output(target) { try $0.write(text) }
    }
    // The sweep is what sweep.json says: the table of that checksum is in one of two places, whenever the process ends.
    let table = try Self.output(path + "/" + Self.tables[1]) { file in try Self.rows(cells, plan) { try file.write($0) } }
    let value = Value.object([
      "engram": .text(Release.version), "digest": .text(plan.digest), "chunk": .integer(chunk),
      "table": .text(Checksum.hex(table.checksum)), "scenario": .text(plan.file.name),
      "brain": !plan.base.scenario.brain.isForeign
        ? .null : .text(plan.base.scenario.brain.file.isEmpty ? plan.base.scenario.brainName : Self.brainFile),
      "overrides": settings(request.overrides.map { ($0.path, $0.value) }),
      "axes": settings(request.axes.map { ($0.path, $0.values) }),
      "design": request.design.map(Value.text) ?? .null, "points": request.points.map(Value.integer) ?? .null,
      "replicates": request.replicates.map(Value.integer) ?? .null, "fit": .flag(request.fit), "cells": .integer(cells.count),
      "contents": plan.contents,
    ])
    try Self.output(path + "/sweep.json") { try $0.write(value.json() + "\n") }
    guard rename(path + "/" + Self.tables[1], path + "/" + Self.tables[0]) == 0 else {
      throw SweepError.unwritable(path: path + "/" + Self.tables[0], reason: String(cString: strerror(errno)))
    }
  }

  /// Where the table of cells is, and where it is while the sweep is begun or extended.
  private static let tables = ["design.csv", "design.next.csv"]

  /// Gives the lines of `design.csv`.
  private static func rows(_ cells: [Cell], _ plan: SweepPlan, _ give: (String) throws -> Void) rethrows {
    try give(CSVLines.line(["cell", "point", "replicate"] + plan.settings.axes.map(\.name)))
    for cell in cells { try give(CSVLines.line(["\(cell.number)", "\(cell.point)", "\(cell.replicate)"] + cell.values)) }
  }

  /// Puts `design.csv` back if it was lost or changed.
  func restoreDesign() throws {
    let (header, _) = try Self.stored(path)
    func isWhole() -> Bool { Self.table(path + "/" + Self.tables[0], header) != nil }
    guard !isWhole() else { return }
    let lock = try SweepLock(path, .design, waits: true)
    defer { withExtendedLifetime(lock) {} }
    guard !isWhole() else { return }
    try Self.output(path + "/" + Self.tables[0]) { file in try Self.rows(cells, plan) { try file.write($0) } }
  }

  /// The text of the file if it is the table that the sweep was made with.
  private static func table(_ path: String, _ header: Header) -> String? {
    guard let data = FileManager.default.contents(atPath: path), Checksum.hex(Checksum.fnv(data)) == header.table else {
      return nil
    }
    return String(decoding: data, as: UTF8.self)
  }

  private static func cells(_ path: String, _ header: Header, _ plan: SweepPlan) throws -> [Cell] {
    let axes = plan.settings.axes.map(\.name)
    guard let text = tables.lazy.compactMap({ table(path + "/" + $0, header) }).first else {
      // Lost or changed; unless points were added, the scenario gives it again.
      var sum = Checksum()
      rows(plan.cells, plan) { sum.add($0.utf8) }
      if Checksum.hex(sum.value) == header.table { return plan.cells }
      throw SweepError.damaged(
        path: path,
        reason: "design.csv is lost or was changed, and since points were added the scenario alone does not give it; "
          + "put it back from a copy, or begin again in another folder")
    }
    var rows = CSVLines(text)
    let damaged = SweepError.damaged(path: path, reason: "design.csv is not this sweep's")
    guard rows.next() == ["cell", "point", "replicate"] + axes else { throw damaged }
    var cells: [Cell] = []
    while let row = rows.next() {
      guard row.count == 3 + axes.count, Int(row[0]) == cells.count, let point = Int(row[1]), let replicate = Int(row[2]) else {
        throw damaged
      }
      cells.append(Cell(number: cells.count, point: point, replicate: replicate, values: Array(row[3...])))
    }
    return cells
  }

  /// What makes a cell the one it is. A design may hold a point twice: the n-th of its kind is another one than the first.
  private struct Key: Hashable {
    var values: [String]
    var replicate: Int
    var occurrence = 0

    static func all(_ cells: [Cell]) -> [Key] {
      var seen: [Key: Int] = [:]
      return cells.map { cell in
        var key = Key(values: cell.values, replicate: cell.replicate)
        seen[key, default: 0] += 1
        key.occurrence = seen[key] ?? 1
        return key
      }
    }

    /// The same for all replicates of a point.
    var point: Key { Key(values: values, replicate: 0, occurrence: occurrence) }
  }

  /// The stored cells, and behind them those that are new; whether all stored ones are among the wanted.
  static func merged(_ stored: [Cell], _ wanted: [Cell]) -> (cells: [Cell], isSuperset: Bool) {
    let old = Key.all(stored), known = Set(old), new = Key.all(wanted)
    var points: [Key: Int] = [:], last = stored.map(\.point).max() ?? 0
    for (key, cell) in zip(old, stored) { points[key.point] = cell.point }
    var cells = stored
    for (key, cell) in zip(new, wanted) where !known.contains(key) {
      if points[key.point] == nil {
        last += 1
        points[key.point] = last
      }
      cells.append(Cell(number: cells.count, point: points[key.point] ?? last, replicate: cell.replicate, values: cell.values))
    }
    return (cells, known.isSubset(of: Set(new)))
  }

  /// Where each of the wanted cells stands among the stored ones, which hold them all.
  static func places(of wanted: [Cell], in stored: [Cell]) -> [Int] {
    let places = Dictionary(zip(Key.all(stored), stored.indices)) { a, _ in a }
    return Key.all(wanted).map { places[$0] ?? 0 }
  }

  /// Paths at which two trees differ, with both values.
  static func differences(_ a: Value, _ b: Value, _ path: String = "") -> [String] {
    func inside(_ key: String) -> String { path.isEmpty ? key : path + "." + key }
    switch (a, b) {
    case (.map(let x), .map(let y)):
      var keys = x.map(\.key)
      for pair in y where !keys.contains(pair.key) { keys.append(pair.key) }
      return keys.flatMap { differences(a[$0] ?? .null, b[$0] ?? .null, inside($0)) }
    case (.list(let x), .list(let y)) where x.count == y.count:
      return zip(x, y).enumerated().flatMap { differences($1.0, $1.1, inside("\($0 + 1)")) }
    default:
      func short(_ value: Value) -> String {
        let text = value.json(indent: nil)
        return text.count > 60 ? text.prefix(57) + "…" : text
      }
      return a == b ? [] : ["\(path): \(short(a)) → \(short(b))"]
    }
  }

  @discardableResult
  static func output(_ path: String, _ body: (OutputFile) throws -> Void) throws -> OutputFile.Summary {
    do { return try OutputFile.write(path, body) } catch let failure as OutputFile.Failure {
      throw SweepError.unwritable(path: failure.path, reason: failure.reason)
    }
  }

  /// Makes a folder, and those above it, unless they are there.
  static func createFolder(_ path: String) throws {
    func fail() throws { throw SweepError.unwritable(path: path, reason: String(cString: strerror(errno))) }
    var folder = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      folder += part
      if mkdir(folder, 0o777) != 0, errno != EEXIST { try fail() }
      folder += "/"
    }
    // Fails where it is a file.
    guard let opened = opendir(folder) else { return try fail() }
    closedir(opened)
  }
}
