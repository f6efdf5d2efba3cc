import Analysis
import Declarations
import Foundation
import NumericalMethods
import Recordings
import Reporting
import Scenarios

/// What can go wrong with a folder of results.
public enum ResultsError: Error, Sendable, CustomStringConvertible {
  case unwritable(path: String, reason: String)
  case noResults(path: String)
  case otherPlan(path: String)
  case inUse(path: String)
  case damaged(path: String, reason: String)

  public var description: String {
    switch self {
    case .unwritable(let path, let reason): "cannot write '\(path)': \(reason)"
    case .noResults(let path): "'\(path)' holds no results of engram (no run.json that can be read)"
    case .otherPlan(let path): "'\(path)' holds results of another scenario or version; choose another --output"
    case .inUse(let path): "another run is writing to '\(path)'"
    case .damaged(let path, let reason): "'\(path)' is damaged: \(reason)"
    }
  }
}

/// A folder with one run: the scenario as it was, the records, run.json, and the tables made from them.
public struct ResultsFolder: Sendable {
  public let path: String

  public init(path: String) { self.path = path }

  private var recordsPath: String { path + "/records.engram" }
  private var scenarioPath: String { path + "/scenario/scenario.yaml" }

  /// What `run.json` says of how to make these results again.
  private struct Header: Codable {
    struct Setting: Codable {
      var path: String
      var value: String
    }

    var digest: String
    var overrides: [Setting]
  }

  private var header: Header? {
    FileManager.default.contents(atPath: path + "/run.json").flatMap { try? JSONDecoder().decode(Header.self, from: $0) }
  }

  /// Whether the folder already holds something else than (part of) this plan's results.
  public func isTaken(for plan: Plan) -> Bool {
    guard FileManager.default.fileExists(atPath: path) else { return false }
    if let header { return header.digest != plan.digest }
    return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).isEmpty == false
  }

  /// Moves the folder aside as `name.1`, `name.2` …, whichever is free, and returns the new path.
  public func moveAside() throws -> String {
    var number = 1
    while FileManager.default.fileExists(atPath: "\(path).\(number)") { number += 1 }
    do { try FileManager.default.moveItem(atPath: path, toPath: "\(path).\(number)") } catch {
      throw ResultsError.unwritable(path: path, reason: error.localizedDescription)
    }
    return "\(path).\(number)"
  }

  /// The scenario as it was run, read again from the folder.
  public func scenario() throws -> Scenario {
    guard let header else { throw ResultsError.noResults(path: path) }
    return try Scenario.read(path: scenarioPath, overrides: header.overrides.map { Override(path: $0.path, value: $0.value) })
  }

  /// Simulates what is missing of a plan, writes all tables, and returns the results; nil if the flag was raised before the end.
  public func run(
    _ plan: Plan, overrides: [Override], jobs: Int, stop: StopFlag = StopFlag(),
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws -> Results? {
    let analyzer = try plan.analyzer()
    if isTaken(for: plan) { throw ResultsError.otherPlan(path: path) }
    try createFolder(path + "/scenario")
    let lock = try lock()
    defer { close(lock) }
    let started = Date()
    for (name, text) in plan.scenario.sources where !name.hasPrefix("--set ") {
      let isScenario = name.hasSuffix(".yaml") || name.hasSuffix(".yml")
      let target = isScenario ? scenarioPath : path + "/scenario/" + name
      try createFolder((target as NSString).deletingLastPathComponent)
      try write(target) { try $0(text) }
    }
    let total = plan.scenario.subjects
    try writeRun(plan, overrides, jobs: jobs, status: "running", started: started, outputs: [])
    let file: RecordFile
    do throws(RecordFile.Failure) { file = try RecordFile(appendingTo: recordsPath, digest: plan.digest) } catch {
      throw Self.error(error)
    }
    progress(min(file.count, total), total)
    if file.count < total {
      try Runner(plan, first: file.count + 1, last: total, jobs: jobs, stop: stop).run { record in
        do throws(RecordFile.Failure) { try file.append(record) } catch { throw Self.error(error) }
        progress(file.count, total)
      }
    }
    do throws(RecordFile.Failure) { try file.synchronize() } catch { throw Self.error(error) }
    guard file.count >= total else { return nil }
    let results = try writeTables(plan, analyzer, FirstRecords(file: file, count: total))
    try writeRun(plan, overrides, jobs: jobs, status: "complete", started: started, outputs: Self.tables)
    return results
  }

  /// Analyses stored records again, without simulating.
  public func results() throws -> (Results, Plan) {
    guard let header else { throw ResultsError.noResults(path: path) }
    let plan = try Plan(try scenario())
    guard plan.digest == header.digest else { throw ResultsError.otherPlan(path: path) }
    let file: RecordFile
    do throws(RecordFile.Failure) { file = try RecordFile(reading: recordsPath, digest: plan.digest) } catch {
      throw Self.error(error)
    }
    guard file.count >= plan.scenario.subjects else {
      throw ResultsError.damaged(
        path: path, reason: "\(file.count) of \(plan.scenario.subjects) subjects are there; 'engram run' resumes")
    }
    return (try plan.analyzer().results(FirstRecords(file: file, count: plan.scenario.subjects)), plan)
  }

  /// The first subjects of a file that may hold more.
  private struct FirstRecords: RecordSource {
    var file: RecordFile
    var count: Int

    func forEach(_ body: (SubjectRecord) throws -> Void) throws {
      try file.forEach { if $0.subject <= count { try body($0) } }
    }
  }

  private static let tables = [
    "memories.csv", "replays.csv", "scores.csv", "fates.csv", "sleeps.csv", "claims.csv", "agreement.csv", "columns.json",
    "results.json",
    "report.txt",
  ]

  private func writeTables(_ plan: Plan, _ analyzer: Analyzer, _ records: FirstRecords) throws -> Results {
    let index = plan.index
    var results: Results?
    try write(path + "/memories.csv") { memories in
      try memories(Tables.memoryHeader)
      try write(path + "/replays.csv") { replays in
        try replays(Tables.replayHeader)
        try write(path + "/scores.csv") { scores in
          try scores(Tables.scoreHeader)
          results = try analyzer.results(records) { tally in
            try memories(Tables.memoryRows(tally, index: index))
            try replays(Tables.replayRows(tally.record, index: index))
            try scores(Tables.scoreRows(tally.record, index: index))
          }
        }
      }
    }
    guard let results else { throw ResultsError.noResults(path: path) }
    try write(path + "/fates.csv") { try $0(Tables.fates(results)) }
    try write(path + "/sleeps.csv") { try $0(Tables.sleeps(results)) }
    try write(path + "/claims.csv") { try $0(Tables.claims(results)) }
    try write(path + "/agreement.csv") { try $0(Tables.agreement(results)) }
    try write(path + "/columns.json") { try $0(Tables.columns.json() + "\n") }
    try write(path + "/results.json") {
      try $0(JSONReport.value(results, scenario: plan.scenario, version: Release.version).json() + "\n")
    }
    try write(path + "/report.txt") { try $0(TextReport(results, scenario: plan.scenario).text) }
    return results
  }

  private func writeRun(_ plan: Plan, _ overrides: [Override], jobs: Int, status: String, started: Date, outputs: [String]) throws
  {
    let format = ISO8601DateFormatter()
    let value = Value.object([
      "engram": .text(Release.version), "gsl": .text(GSL.version),
      "random": .text("Philox 4x32-10 under (seed, subject, purpose)"),
      "scenario": .text(plan.scenario.name), "digest": .text(plan.digest), "seed": .integer(plan.scenario.seed),
      "subjects": .integer(plan.scenario.subjects),
      "overrides": .list(overrides.map { .object(["path": .text($0.path), "value": .text($0.value)]) }), "status": .text(status),
      "started": .text(format.string(from: started)),
      "finished": status == "complete" ? .text(format.string(from: Date())) : .null,
      "jobs": .integer(jobs), "host": .text(ProcessInfo.processInfo.hostName), "kernels": .text(Simulation.kernelName),
      "outputs": .list(
        outputs.map { name in
          let bytes = [UInt8](FileManager.default.contents(atPath: path + "/" + name) ?? Data())
          return .object([
            "file": .text(name), "bytes": .integer(bytes.count), "fnv1a": .text(String(Checksum.fnv(bytes), radix: 16)),
          ])
        }), "plan": plan.contents,
    ])
    try write(path + "/run.json") { try $0(value.json() + "\n") }
  }

  private func createFolder(_ path: String) throws {
    do { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) } catch {
      throw ResultsError.unwritable(path: path, reason: error.localizedDescription)
    }
  }

  /// Only one run writes to a folder at a time.
  private func lock() throws -> Int32 {
    let descriptor = open(path + "/.lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw ResultsError.unwritable(path: path, reason: String(cString: strerror(errno))) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw ResultsError.inUse(path: path)
    }
    return descriptor
  }

  /// Writes a file in pieces under a temporary name, and renames it when all is on the disk.
  private func write(_ target: String, _ body: ((String) throws -> Void) throws -> Void) throws {
    let temporary = target + ".tmp"
    func failure() -> ResultsError { .unwritable(path: target, reason: String(cString: strerror(errno))) }
    guard let file = fopen(temporary, "we") else { throw failure() }
    do {
      try withoutActuallyEscaping({ (text: String) throws -> Void in if fputs(text, file) < 0 { throw failure() } }) {
        try body($0)
      }
      guard fflush(file) == 0, fsync(fileno(file)) == 0 else { throw failure() }
    } catch {
      fclose(file)
      unlink(temporary)
      throw error
    }
    guard fclose(file) == 0, rename(temporary, target) == 0 else { throw failure() }
  }

  private static func error(_ failure: RecordFile.Failure) -> ResultsError {
    switch failure {
    case .unusable(let path, let reason): .unwritable(path: path, reason: reason)
    case .otherPlan(let path): .otherPlan(path: path)
    case .notRecords(let path): .damaged(path: path, reason: "not a file of records")
    case .damaged(let path, let subjects): .damaged(path: path, reason: "nothing that can be read after subject \(subjects)")
    }
  }
}

extension Plan {
  /// The tests that each probe state had.
  private var tests: [[TestName]] {
    var result = [[TestName]](repeating: [], count: timeline.states.count)
    func walk(_ steps: [Timeline.Step]) {
      for step in steps {
        switch step {
        case .probe(let phase, _, let states): for state in states { result[state] = phase.tests }
        case .fork(let ways): for way in ways { walk(way) }
        default: break
        }
      }
    }
    walk(timeline.steps)
    return result
  }

  /// What will judge the records; throws if a claim refers to something that is not there.
  package func analyzer() throws(ScenarioError) -> Analyzer { try Analyzer(scenario, index: index, tests: tests) }

  /// Runs all subjects in memory and analyses them: for scripts and tests. Results do not depend on `jobs`.
  public func run(jobs: Int = ProcessInfo.processInfo.activeProcessorCount) throws -> Results {
    let analyzer = try analyzer()
    var records: [SubjectRecord] = []
    try Runner(self, first: 1, last: scenario.subjects, jobs: jobs).run { records.append($0) }
    return try analyzer.results(records)
  }
}
