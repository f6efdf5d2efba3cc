import Foundation

/// Many runs as an array of Slurm jobs. Each task runs some of them with the plain command, which any other engine can run too.
public struct SlurmArray: Sendable {
  public var time: String?
  public var partition: String?
  public var account: String?
  /// Most tasks at once.
  public var limit: Int?
  public var cpus = 1
  public var memory = "1G"
  /// Minutes that a task should take.
  public var minutes = 20.0

  public init() {}

  /// Chunks of one task such that it takes about `minutes`, and that the array fits `MaxArraySize`.
  func chunksPerTask(_ folder: SweepFolder, _ pilot: SweepPilot, largest: Int) -> Int {
    let chunkSeconds = pilot.seconds * Double(folder.chunk) / Double(cpus)
    let count = folder.chunks.count, wanted = max(1, Int(minutes * 60 / max(chunkSeconds, 1e-6)))
    return min(max(wanted, (count + largest - 1) / largest), max(count, 1))
  }

  /// The batch script. `command` is the engram program.
  func script(_ folder: SweepFolder, command: String, chunksPerTask: Int, seconds: Double) -> String {
    let count = folder.chunks.count, tasks = (count + chunksPerTask - 1) / chunksPerTask
    let minutes = max(10, Int((seconds * 3 / 60).rounded(.up)))
    let head = directives(
      name: folder.plan.base.scenario.name, tasks: "0-\(tasks - 1)", folder: folder.absolute, minutes: minutes)
    let lines = [
      "# Each task runs \(chunksPerTask) of \(count) chunks; a task that was cut off goes on where it stopped.",
      "first=$((SLURM_ARRAY_TASK_ID * \(chunksPerTask)))", "last=$((first + \(chunksPerTask - 1)))",
      "[ $last -lt \(count) ] || last=\(count - 1)",
      "exec \(Self.quoted(command)) sweep run \(Self.quoted(folder.absolute)) --chunks $first..$last --jobs \(cpus) --quiet",
    ]
    return (head + lines).joined(separator: "\n") + "\n"
  }

  /// The lines that a batch script begins with. `minutes`: a task's limit, unless another is asked for.
  func directives(name: String, tasks: String, folder: String, minutes: Int) -> [String] {
    var lines = [
      "#!/bin/bash", "#SBATCH --job-name=\(Self.word(name))", "#SBATCH --array=\(tasks)" + (limit.map { "%\($0)" } ?? ""),
      "#SBATCH --output=\"\(Self.pattern(folder))/slurm/%A_%a.log\"",
      "#SBATCH --ntasks=1", "#SBATCH --cpus-per-task=\(cpus)", "#SBATCH --mem=\(memory)",
      "#SBATCH --time=\(time ?? "\(minutes)")",
      "#SBATCH --requeue", "#SBATCH --signal=B:TERM@60",
    ]
    if let partition { lines.append("#SBATCH --partition=\(partition)") }
    if let account { lines.append("#SBATCH --account=\(account)") }
    return lines
  }

  /// As a shell takes it.
  package static func quoted(_ text: String) -> String {
    let isPlain = !text.isEmpty && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) || "/._-+=:,@".contains($0) }
    return isPlain ? text : "'" + text.replacing("'", with: "'\\''") + "'"
  }

  /// A path as a directive takes it: in quotes, with % twice.
  private static func pattern(_ text: String) -> String {
    String(text.flatMap { $0 == "%" ? "%%" : "\"\\#".contains($0) ? "\\\($0)" : "\($0)" })
  }

  /// A name without anything that the directives would not take.
  private static func word(_ text: String) -> String {
    String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "-" || $0 == "_" ? $0 : "_" })
  }

  /// Writes the script, and submits it unless it is a rehearsal; returns what is to be told.
  public func submit(_ folder: SweepFolder, command: String, dryRun: Bool) throws -> String {
    try check()
    let pilot = SweepPilot(folder.plan)
    let perTask = chunksPerTask(folder, pilot, largest: dryRun ? 1000 : Self.largestArray())
    let seconds = pilot.seconds * Double(folder.chunk * perTask) / Double(cpus)
    let tasks = (folder.chunks.count + perTask - 1) / perTask
    let (path, job) = try submit(
      script(folder, command: command, chunksPerTask: perTask, seconds: seconds), in: folder.path, dryRun: dryRun)
    let plan = "\(tasks) task\(tasks == 1 ? "" : "s") of \(perTask) chunks, about \(Self.duration(seconds)) each: \(path)"
    guard let job else { return plan + "\nnot submitted: sbatch \(Self.quoted(path))" }
    return plan + "\nsubmitted as job \(job); engram sweep status \(Self.quoted(folder.path)) follows it"
  }

  /// Throws if a directive would not take one of the settings.
  func check() throws {
    for (name, value) in [("--time", time), ("--partition", partition), ("--account", account), ("--mem", memory)] {
      let isPlain = value?.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-:,.".contains($0)) } ?? true
      guard isPlain else { throw SweepError.slurm("\(name) '\(value ?? "")' has characters that a directive does not take") }
    }
  }

  /// Writes a script into a folder's `slurm/`, and submits it unless it is a rehearsal; where the script is, and the job's number.
  func submit(_ script: String, in folder: String, dryRun: Bool) throws -> (path: String, job: String?) {
    try SweepFolder.createFolder(folder + "/slurm")
    let path = folder + "/slurm/job.sh"
    try SweepFolder.output(path) { try $0.write(script) }
    if dryRun { return (path, nil) }
    let (code, output) = Self.shell(["sbatch", "--parsable", path])
    guard code == 0, let job = output.split(separator: "\n").last?.split(separator: ";").first, Int(job) != nil else {
      throw SweepError.slurm(code == 127 ? "there is no sbatch here; --dry-run writes the script" : "sbatch said: \(output)")
    }
    try SweepFolder.output(folder + "/slurm/job.id") { try $0.write(job + "\n") }
    return (path, String(job))
  }

  /// Slurm's own limit on the size of an array; 1001 where it does not say.
  static func largestArray() -> Int {
    let (code, output) = shell(["scontrol", "show", "config"])
    guard code == 0 else { return 1000 }
    let line = output.split(separator: "\n").first { $0.hasPrefix("MaxArraySize") }
    return line.flatMap { Int($0.split(separator: "=").last?.trimmingCharacters(in: .whitespaces) ?? "") }.map { max(1, $0 - 1) }
      ?? 1000
  }

  static func duration(_ seconds: Double) -> String {
    seconds < 90
      ? "\(Int(seconds.rounded(.up))) s"
      : seconds < 5400 ? "\(Int((seconds / 60).rounded())) min" : "\((seconds / 360).rounded() / 10) h"
  }

  /// A path that holds wherever a job begins.
  static func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
  }

  /// Runs a program found on the path; 127 if there is none.
  static func shell(_ words: [String]) -> (Int32, String) {
    let process = Process(), pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    process.standardOutput = pipe
    process.standardError = pipe
    do { try process.run() } catch { return (127, "\(error)") }
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
  }
}

extension SweepFolder {
  var absolute: String { SlurmArray.absolute(path) }

  /// What Slurm says of the sweep's job, in a line; nil if it was not submitted or Slurm is not here.
  public var slurmJob: String? {
    guard
      let id = (try? String(contentsOfFile: path + "/slurm/job.id", encoding: .utf8))?.trimmingCharacters(
        in: .whitespacesAndNewlines),
      Int(id) != nil
    else { return nil }
    let (code, output) = SlurmArray.shell(["squeue", "--noheader", "--array", "--format=%T", "--jobs=" + id])
    guard code != 127 else { return nil }
    guard code == 0 else { return "job \(id): Slurm no longer knows it" }
    var counts: [String: Int] = [:]
    for state in output.split(separator: "\n") {
      counts[state.trimmingCharacters(in: .whitespaces).lowercased(), default: 0] += 1
    }
    let states = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    return "job \(id): " + (states.isEmpty ? "no task left in the queue" : states)
  }
}
