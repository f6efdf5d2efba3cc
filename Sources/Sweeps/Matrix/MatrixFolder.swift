import Analysis
import Declarations
import Foundation
import Lives
import Recordings
import Reporting
import Runs

/// A matrix on disk: `plan.json` (what it is), a folder of results for each cell, and the table in five forms.
public struct MatrixFolder: Sendable {
  public let path: String

  /// The folder at `path`, which need not be there yet.
  public init(_ path: String) { self.path = path }

  /// Whether a folder holds a finished matrix.
  public static func isMatrix(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path + "/matrix.json") && FileManager.default.fileExists(atPath: path + "/plan.json")
  }

  /// The table as it is stored, in one of its forms: `txt`, `csv`, `json`, `svg` or `html`.
  public func stored(_ form: String) throws -> String {
    do { return try String(contentsOfFile: "\(path)/matrix.\(form)", encoding: .utf8) } catch {
      throw ResultsError.noResults(path: path)
    }
  }

  /// What is stored of a matrix before it runs.
  private struct Header: Decodable {
    var matrix: String
  }

  /// Makes the folder this matrix's: refuses one with anything else, and writes which cell is where.
  func begin(_ plan: MatrixPlan) throws {
    for (file, what) in [("run.json", "results of a scenario"), ("sweep.json", "a sweep")]
    where FileManager.default.fileExists(atPath: path + "/" + file) {
      throw MatrixError.taken(path: path, what: what)
    }
    try SweepFolder.createFolder(path + "/cells")
    let lock = try SweepLock(path, .design, waits: true)
    defer { withExtendedLifetime(lock) {} }
    if let data = FileManager.default.contents(atPath: path + "/plan.json") {
      let name = (try? JSONDecoder().decode(Header.self, from: data))?.matrix
      guard name == plan.name else {
        throw MatrixError.taken(path: path, what: name.map { "the matrix '\(Layout.clean($0))'" } ?? "something else")
      }
    }
    let value = Value.object([
      "engram": .text(Release.version), "matrix": .text(plan.name),
      "cells": .list(
        plan.cells.map { cell in
          .object([
            "cell": .integer(cell.number), "experiment": .text(plan.experiments[cell.experiment].name),
            "brain": .text(plan.brains[cell.brain].name), "subjects": .integer(cell.subjects),
            "folder": cell.plan == nil ? .null : .text(cell.folder), "digest": cell.plan.map { .text($0.digest) } ?? .null,
            "reason": .text(cell.refusal.isEmpty ? Set(cell.obstacles).sorted().joined(separator: "; ") : cell.refusal),
          ])
        }),
    ])
    try SweepFolder.output(path + "/plan.json") { try $0.write(value.json() + "\n") }
  }

  /// A lock on the work of some cells; refused while another run works on one of them.
  func lock(_ cells: ClosedRange<Int>) throws -> SweepLock {
    do { return try SweepLock(path, .chunks(cells)) } catch SweepError.inUse { throw MatrixError.inUse(path: path) }
  }

  /// Writes the table in its five forms.
  func write(_ table: MatrixTable) throws {
    let lock = try SweepLock(path, .tables, waits: true)
    defer { withExtendedLifetime(lock) {} }
    for (form, text) in [
      ("txt", table.text), ("csv", table.csv), ("json", table.value.json() + "\n"),
      ("svg", MatrixOverview(table: table).drawing.document(id: "matrix")),
      ("html", MatrixPage(table: table, library: DrawingLibrary.find()).html),
    ] {
      try SweepFolder.output("\(path)/matrix.\(form)") { try $0.write(text) }
    }
  }
}
