import ArgumentParser
import Engram
import Foundation

struct SweepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep", abstract: "Run a scenario many times, with other values of some parameters.",
    discussion: """
      The axes stand in the scenario's 'sweep' block, or on the command line:
        engram sweep run night.yaml --vary timeline.3.sleep.replay.nrem=25,50,100,200
        engram sweep run night.yaml --vary brain.pathways.cortical_output.nrem_rate=0.005..0.03:6 --vary subjects=10,20
      A sweep has a folder (results/<name>-sweep, or --output). 'run' begins it or goes on with it; 'collect' makes tables of it.
      Any job engine can share the work: each 'engram sweep run <folder> --chunks 0..9' is independent of the others.
      """,
    subcommands: [
      SweepPlanCommand.self, SweepRunCommand.self, SweepStatusCommand.self, SweepCollectCommand.self, SweepCompareCommand.self,
      SweepPointCommand.self, SweepSubmitCommand.self,
    ])
}

extension AxisText: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

/// What says which sweep is meant.
struct SweepOptions: ParsableArguments {
  @Argument(help: "A scenario file, or the folder of a sweep.") var sweep: String
  @OptionGroup var options: ScenarioOptions
  @Option(
    help: ArgumentHelp(
      "An axis instead of the file's: path=a,b,c or path=lo..hi or path=lo..hi:steps.", valueName: "path=values"))
  var vary: [AxisText] = []
  @Option(help: "grid, zip, random, latin_hypercube, sobol, morris or saltelli.") var design: String?
  @Option(help: "Points (base rows, trajectories) of a sampled design.") var points: Int?
  @Option(help: "Runs of each point, each with subjects of its own.") var replicates: Int?
  @Option(name: .shortAndLong, help: "Folder of the sweep.") var output: String?

  var isFolder: Bool {
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: sweep, isDirectory: &isDirectory) && isDirectory.boolValue
  }

  func validate() throws {
    if let replicates, replicates < 1 { throw ValidationError("--replicates is at least 1") }
    if let points, points < 1 { throw ValidationError("--points is at least 1") }
    let words = !vary.isEmpty || design != nil || points != nil || replicates != nil || !options.overrides.isEmpty
    if isFolder, words || output != nil {
      throw ValidationError("a sweep's folder is what it is: change its scenario, or name another --output")
    }
  }

  var request: SweepFolder.Request {
    var request = SweepFolder.Request(scenario: sweep)
    (request.overrides, request.brain) = (options.overrides, options.brain)
    request.axes = vary
    (request.design, request.points, request.replicates) = (design, points, replicates)
    return request
  }

  func folder(extend: Bool = false) throws -> SweepFolder {
    if isFolder { return try SweepFolder(sweep) }
    let name = try output ?? "results/\(Scenario.read(path: sweep, overrides: options.overrides).name)-sweep"
    return try SweepFolder(name, request, extend: extend)
  }
}

struct SweepPlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Say how many points a sweep has and what it will cost; write its folder with design.csv.")

  @OptionGroup var sweep: SweepOptions
  @Flag(help: "Add the points that the folder does not have yet.") var extend = false

  func run() throws {
    try Exit.guarding {
      let folder = try sweep.folder(extend: extend), pilot = SweepPilot(folder.plan)
      let cores = ProcessInfo.processInfo.activeProcessorCount
      Terminal.print(
        """
        \(folder.cells.count) runs of \(pilot.subjects) subjects: \(folder.cells.count * pilot.subjects) simulated subjects
        keeps of each: \(folder.plan.outcomes.joined(separator: ", "))
        one run takes \(Self.time(pilot.seconds)) of one core (\(pilot.cells) tried); all of them \(Self.time(pilot.totalSeconds)), on \(cores) cores about \(Self.time(pilot.totalSeconds / Double(cores)))
        results take \(Self.bytes(pilot.totalBytes)), the tables that 'collect' makes about \(Self.bytes(pilot.totalBytes * 10))
        design: \(folder.path)/design.csv

        """)
      Terminal.error("next: engram sweep run \(SlurmArray.quoted(folder.path))")
    }
  }

  private static func time(_ seconds: Double) -> String {
    seconds < 1
      ? "\(Int((seconds * 1000).rounded(.up))) ms"
      : seconds < 90
        ? "\((seconds * 10).rounded() / 10) s"
        : seconds < 5400 ? "\(Int((seconds / 60).rounded())) min" : "\((seconds / 360).rounded() / 10) h"
  }

  private static func bytes(_ bytes: Double) -> String {
    bytes < 1e6
      ? "\(Int((bytes / 1e3).rounded(.up))) KB"
      : bytes < 1e9 ? "\(Int((bytes / 1e6).rounded())) MB" : "\((bytes / 1e8).rounded() / 10) GB"
  }
}

struct SweepRunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Begin a sweep, or go on with it, and collect it at the end.",
    discussion: """
      Whatever ends it (Ctrl-C, a full disk, kill -9), the same command goes on behind the last finished run. A run that fails becomes a
      row with its message.
      """)

  @OptionGroup var sweep: SweepOptions
  @Option(name: .shortAndLong, help: "Threads; results do not depend on it.") var jobs: Int = ProcessInfo.processInfo
    .activeProcessorCount
  @Option(help: ArgumentHelp("Only these chunks, counted from 0; nothing is collected.", valueName: "first..last")) var chunks:
    String?
  @Flag(help: "Add the points that the folder does not have yet.") var extend = false
  @Flag(name: .shortAndLong, help: "No progress.") var quiet = false

  func validate() throws {
    if !(1...1024).contains(jobs) { throw ValidationError("--jobs takes 1 to 1024") }
    if chunks != nil, range == nil { throw ValidationError("--chunks takes numbers such as 0..9") }
  }

  private var range: ClosedRange<Int>? {
    guard let parts = chunks?.split(separator: "..", omittingEmptySubsequences: false).map({ Int($0) }),
      let first = parts.first ?? nil,
      let last = parts.last ?? nil, parts.count <= 2, first >= 0, first <= last
    else { return nil }
    return first...last
  }

  func run() throws {
    try Exit.guarding {
      let folder = try sweep.folder(extend: extend)
      let flag = StopFlag(), signals = Signals(flag, noun: "runs"), progress = Progress(isQuiet: quiet, noun: "runs")
      let outcome = try withExtendedLifetime(signals) {
        try folder.run(chunks: range, jobs: jobs, stop: flag) { progress.show($0, of: $1) }
      }
      progress.end()
      guard !outcome.wasStopped else {
        Terminal.error("engram: stopped after \(outcome.done) of \(outcome.total) runs; the same command goes on from there")
        throw Exit.interrupted
      }
      if outcome.failed > 0 { Terminal.error("engram: \(outcome.failed) runs gave no result; points.csv says why") }
      guard range == nil else { return }
      Terminal.print(try folder.collect().text)
      Terminal.error("results: \(folder.path)")
    }
  }
}

struct SweepStatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Say how far a sweep has come, wherever it runs.")

  @Argument(help: "Folder of the sweep.") var folder: String
  @Flag(help: "As JSON.") var json = false

  func run() throws {
    try Exit.guarding {
      let sweep = try SweepFolder(folder), status = try sweep.status()
      if json {
        Terminal.print(status.value.json() + "\n")
        return
      }
      Terminal.print("\(status.done) of \(status.total) runs, \(status.chunksDone) of \(status.chunks) chunks\n")
      for failure in status.failed.prefix(10) { Terminal.print("cell \(failure.cell): \(failure.message)\n") }
      if status.failed.count > 10 { Terminal.print("… \(status.failed.count - 10) more without a result\n") }
      if let job = sweep.slurmJob { Terminal.print(job + "\n") }
    }
  }
}

struct SweepCollectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "collect", abstract: "Check that every run is there; write tables, a netCDF cube and the analysis.")

  @Argument(help: "Folder of the sweep.") var folder: String
  @Flag(help: "Collect what is there.") var allowMissing = false

  func run() throws { try Exit.guarding { Terminal.print(try SweepFolder(folder).collect(allowMissing: allowMissing).text) } }
}

struct SweepCompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare two points, subject by subject; say how many subjects it takes to see the difference.")

  @Argument(help: "Folder of the sweep.") var folder: String
  @Argument(help: "A point, by its number in summary.csv.") var first: Int
  @Argument(help: "Another.") var second: Int

  func run() throws { try Exit.guarding { Terminal.print(try SweepFolder(folder).comparison(first, second).text) } }
}

struct SweepPointCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "point", abstract: "Run one cell of a sweep again, exactly as it was, and print its whole report.")

  @Argument(help: "Folder of the sweep.") var folder: String
  @Argument(help: "The cell's number in points.csv.") var cell: Int
  @Flag(help: "As JSON.") var json = false

  func run() throws {
    try Exit.guarding {
      let (results, plan) = try SweepFolder(folder).report(cell: cell, jobs: ProcessInfo.processInfo.activeProcessorCount)
      try Output.show(results, scenario: plan.scenario, format: json ? .json : .text)
    }
  }
}

struct SweepSubmitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit", abstract: "Hand a sweep to Slurm as an array of jobs.",
    discussion:
      "Afterwards 'engram sweep status' follows it, 'engram sweep run' finishes what is missing, 'engram sweep collect' checks it."
  )

  @OptionGroup var sweep: SweepOptions
  @OptionGroup var slurm: SlurmOptions
  @Option(help: "Minutes that a task should take.") var minutes = 20.0

  func validate() throws {
    if !slurm.slurm { throw ValidationError("say --slurm") }
    if minutes <= 0 { throw ValidationError("--minutes is more than 0") }
  }

  func run() throws {
    try Exit.guarding {
      var array = slurm.array
      array.minutes = minutes
      Terminal.print(
        try array.submit(try sweep.folder(), command: SlurmOptions.program, dryRun: slurm.dryRun) + "\n")
    }
  }
}
