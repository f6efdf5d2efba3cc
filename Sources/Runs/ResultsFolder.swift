import Analysis
import Declarations
import Foundation
import Lives
import NumericalMethods
import Recordings
import Reporting
import Scenarios

/// A folder with one run: the scenario as it was, the records, run.json, and the tables made from them.
public struct ResultsFolder: Sendable {
  /// Of the folder.
  public let path: String

  /// The folder at `path`, which need not be there yet.
  public init(path: String) { self.path = path }

  private var recordsPath: String { path + "/records.engram" }
  private var scenarioPath: String { path + "/scenario/scenario.yaml" }

  /// Whether there is a run in it, finished or not.
  var hasResults: Bool { header != nil }

  private var header: RunDescription.Header? { RunDescription.Header(path: path + "/run.json") }

  /// Whether the folder already holds something else than (part of) this plan's results.
  public func isTaken(for plan: Plan) -> Bool {
    guard FileManager.default.fileExists(atPath: path) else { return false }
    if let header { return header.digest != plan.digest }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    // A run that ended before it had said what it is of leaves no more than this.
    let isBegun = names.contains(".lock") && Set(names).isSubset(of: [".lock", "scenario", "run.json.tmp"])
    return !names.isEmpty && !isBegun
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
    let brain = header.brain.map { $0 == RunDescription.brainFile ? path + "/scenario/" + $0 : $0 }
    return try ScenarioFile(path: scenarioPath, brain: brain).scenario(
      header.overrides.map { Override(path: $0.path, value: $0.value) })
  }

  /// Simulates what is missing of a plan and of its claims' controls, writes all tables, and returns the results; nil if the flag was raised
  /// before the end. Progress counts the subjects of all these runs.
  public func run(
    _ plan: Plan, overrides: [Override], jobs: Int, stop: StopFlag = StopFlag(), withControls: Bool = true,
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws -> Results? {
    let analyzer = try plan.analyzer()
    if isTaken(for: plan) { throw ResultsError.otherPlan(path: path) }
    try createFolder(path + "/scenario")
    let lock = try lock()
    defer { close(lock) }
    var run = RunDescription(overrides: overrides, jobs: jobs)
    for (name, text) in plan.scenario.sources where !name.hasPrefix("--") {
      let isBrain = plan.scenario.brain.isForeign && name == plan.scenario.brain.file
      let target = "scenario/" + (name == plan.scenario.fileName ? "scenario.yaml" : isBrain ? RunDescription.brainFile : name)
      try createFolder((path + "/" + target as NSString).deletingLastPathComponent)
      try output(target) { try $0.write(text) }
    }
    let total = plan.scenario.subjects, all = total * (1 + (withControls ? plan.scenario.controls.count : 0))
    try writeRun(plan, run)
    let file: RecordFile
    do throws(BlockFile.Failure) { file = try RecordFile(appendingTo: recordsPath, digest: plan.digest) } catch {
      throw Self.error(error)
    }
    progress(min(file.count, total), all)
    if file.count < total {
      let recordings = plan.timeline.lived.contains { ($0.phase as? ObservePhase)?.record != nil } ? path + "/recordings" : nil
      if let recordings { try createFolder(recordings) }
      try Runner(plan, first: file.count + 1, last: total, jobs: jobs, recordings: recordings, stop: stop).run { record in
        do throws(BlockFile.Failure) { try file.append(record) } catch { throw Self.error(error) }
        progress(file.count, all)
      }
    }
    do throws(BlockFile.Failure) { try file.synchronize() } catch { throw Self.error(error) }
    guard file.count >= total else { return nil }
    let controls =
      withControls
      ? try runControls(plan, overrides: overrides, jobs: jobs, stop: stop) { progress(total + $0, all) } : []
    guard let controls else { return nil }
    let (results, outputs) = try writeTables(plan, analyzer, FirstRecords(file: file, count: total), controls)
    run.complete(outputs)
    try writeRun(plan, run)
    return results
  }

  /// Analyses stored records again, without simulating.
  public func results() throws -> (Results, Plan) {
    let (records, plan) = try stored()
    var results = try plan.analyzer().results(records)
    results.add(try storedControls(plan))
    return (results, plan)
  }

  /// The records as they are.
  package func records() throws -> ([SubjectRecord], Plan) {
    let (stored, plan) = try stored()
    var records: [SubjectRecord] = []
    try stored.forEach { records.append($0) }
    return (records, plan)
  }

  /// All subjects of the plan that the folder was made with.
  private func stored() throws -> (FirstRecords, Plan) {
    guard let header else { throw ResultsError.noResults(path: path) }
    let plan = try Plan(try scenario())
    guard plan.digest == header.digest else { throw ResultsError.otherPlan(path: path) }
    let file: RecordFile
    do throws(BlockFile.Failure) { file = try RecordFile(reading: recordsPath, digest: plan.digest) } catch {
      throw Self.error(error)
    }
    guard file.count >= plan.scenario.subjects else {
      throw ResultsError.damaged(
        path: path, reason: "\(file.count) of \(plan.scenario.subjects) subjects are there; 'engram run' resumes")
    }
    return (FirstRecords(file: file, count: plan.scenario.subjects), plan)
  }

  /// The stored results as a page.
  public func page() throws -> String {
    let (records, plan) = try stored()
    var first: SubjectRecord?
    var results = try plan.analyzer().results(records) { if $0.record.subject == 1 { first = $0.record } }
    results.add(try storedControls(plan))
    let settings = (header?.overrides ?? []).map { " --set " + Self.quoted("\($0.path)=\($0.value)") }.joined()
    let brain = plan.scenario.brain.isForeign ? " --brain " + Self.quoted(plan.scenario.brainName) : ""
    return RunPage(
      results, scenario: plan.scenario,
      source: .init(
        version: Release.version, plan: plan.contents, digest: plan.digest,
        command: "engram run \(Self.quoted(plan.scenario.name)).yaml\(brain)\(settings)", first: first)
    ).html
  }

  /// Writes `report.html` from stored results.
  @discardableResult
  public func writePage() throws -> String {
    let page = try page()
    try output("report.html") { try $0.write(page) }
    return path + "/report.html"
  }

  /// An argument of a shell.
  private static func quoted(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy {
      $0.isASCII && ($0.properties.isAlphabetic || "0123456789_-./=:,+".unicodeScalars.contains($0))
    }
    return isPlain ? text : "'" + text.replacing("'", with: "'\\''") + "'"
  }

  /// The first subjects of a file that may hold more.
  private struct FirstRecords: RecordSource {
    var file: RecordFile
    var count: Int

    func forEach(_ body: (SubjectRecord) throws -> Void) throws {
      try file.forEach { if $0.subject <= count { try body($0) } }
    }
  }

  private func writeTables(
    _ plan: Plan, _ analyzer: Analyzer, _ records: FirstRecords, _ controls: [(ablation: Ablation, claims: [Judgement])]
  ) throws -> (Results, [OutputFile.Summary]) {
    let index = plan.index
    var tables: [(name: String, header: String, rows: (SubjectTally) -> String)] = [
      ("scores.csv", Tables.scoreHeader, { Tables.scoreRows($0.record, index: index) })
    ]
    let hasMemories = !plan.index.memories.isEmpty
    if hasMemories {
      tables += [
        ("memories.csv", Tables.memoryHeader, { Tables.memoryRows($0, index: index) }),
        ("replays.csv", Tables.replayHeader, { Tables.replayRows($0.record, index: index) }),
      ]
    }
    if index.sleeps.contains(where: \.hasPhysiology) {
      tables += [
        ("nights.csv", Tables.nightHeader, { Tables.nightRows($0.record, index: index) }),
        ("hypnograms.csv", Tables.hypnogramHeader, { Tables.hypnogramRows($0.record, index: index) }),
        ("rhythms.csv", Tables.rhythmHeader, { Tables.rhythmRows($0.record, index: index) }),
      ]
    }
    var results: Results?
    var written = try outputs(tables.map(\.name)) { files in
      for (i, table) in tables.enumerated() { try files[i].write(table.header) }
      results = try analyzer.results(records) { tally in
        for (i, table) in tables.enumerated() { try files[i].write(table.rows(tally)) }
      }
    }
    guard var results else { throw ResultsError.noResults(path: path) }
    results.add(controls)
    let json = JSONReport.value(results, scenario: plan.scenario, version: Release.version).json()
    let ofMemories = [("fates.csv", Tables.fates(results)), ("sleeps.csv", Tables.sleeps(results))]
    for (name, text) in (hasMemories ? ofMemories : []) + [
      ("claims.csv", Tables.claims(results)), ("agreement.csv", Tables.agreement(results)),
      ("columns.json", Tables.columns(index).json() + "\n"),
      ("results.json", json + "\n"), ("report.txt", TextReport(results, scenario: plan.scenario).text),
    ] {
      written.append(try output(name) { try $0.write(text) })
    }
    return (results, written)
  }

  private func writeRun(_ plan: Plan, _ run: RunDescription) throws {
    try output("run.json") { try $0.write(run.value(plan).json() + "\n") }
  }

  @discardableResult
  private func output(_ name: String, _ body: (OutputFile) throws -> Void) throws -> OutputFile.Summary {
    try outputs([name]) { try body($0[0]) }[0]
  }

  private func outputs(_ names: [String], _ body: ([OutputFile]) throws -> Void) throws -> [OutputFile.Summary] {
    do { return try OutputFile.write(names.map { path + "/" + $0 }, body) } catch let failure as OutputFile.Failure {
      throw ResultsError.unwritable(path: failure.path, reason: failure.reason)
    }
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

  private static func error(_ failure: BlockFile.Failure) -> ResultsError {
    switch failure {
    case .unusable(let path, let reason): .unwritable(path: path, reason: reason)
    case .otherHeader(let path): .otherPlan(path: path)
    case .notBlocks(let path): .damaged(path: path, reason: "not a file of records")
    case .damaged(let path, let subjects): .damaged(path: path, reason: "nothing that can be read after subject \(subjects)")
    case .inUse(let path): .inUse(path: path)
    }
  }
}
