import ArgumentParser
import Engram
import Foundation

/// `--set brain.size=2`
struct Setting: ExpressibleByArgument {
  let override: Override

  init?(argument: String) {
    guard let equals = argument.firstIndex(of: "="), equals > argument.startIndex else { return nil }
    override = Override(path: String(argument[..<equals]), value: String(argument[argument.index(after: equals)...]))
  }
}

/// What every command that reads a scenario takes.
struct ScenarioOptions: ParsableArguments {
  @Option(help: "Number of subjects, instead of the file's.") var subjects: Int?
  @Option(help: "Seed, instead of the file's.") var seed: Int?
  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("A value instead of the file's: brain.size=2, timeline.3.sleep.duration=6 h.", valueName: "path=value"))
  var settings: [Setting] = []

  @Option(
    name: .customLong("ablate"),
    help: ArgumentHelp(
      "A part of the model to take out, instead of those of the file; may be repeated. Controls of claims are then not run.",
      valueName: "name"))
  var ablations: [String] = []

  @Option(
    name: .customLong("brain"),
    help: ArgumentHelp("Who lives it, instead of the file's: trisynaptic, or the path of a model file.", valueName: "model"))
  var brain: String?

  /// The file, with the brain that is asked for.
  func file(_ path: String) throws(ScenarioError) -> ScenarioFile { try ScenarioFile(path: path, brain: brain) }

  var overrides: [Override] {
    settings.map(\.override)
      + (ablations.isEmpty ? [] : [Override(path: "ablate", value: "[\(ablations.joined(separator: ", "))]")])
      + [subjects.map { Override(path: "subjects", value: "\($0)") }, seed.map { Override(path: "seed", value: "\($0)") }]
      .compactMap(\.self)
  }
}

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a scenario and print its report.",
    discussion: """
      Results go to results/<name> (or --output): run.json (plan, seed, versions, digest), records, tidy CSV, results.json, report.txt; with --html
      report.html, a page to look at.
      Claims with a 'control' are judged without that part of the brain too; those runs lie in the folder's 'controls'.
      The same command resumes an interrupted run; results of another scenario in the default folder are moved aside, never overwritten.
      """)

  @Argument(help: "A scenario file.") var scenario: String
  @OptionGroup var options: ScenarioOptions
  @Option(name: .shortAndLong, help: "Folder for the results.") var output: String?
  @Option(name: .shortAndLong, help: "Threads; results do not depend on it.") var jobs: Int = ProcessInfo.processInfo
    .activeProcessorCount
  @Flag(help: "Print the results as JSON.") var json = false
  @Flag(help: "Write report.html too: a page to look at.") var html = false
  @Flag(name: .shortAndLong, help: "No progress.") var quiet = false

  func validate() throws {
    if !(1...1024).contains(jobs) { throw ValidationError("--jobs takes 1 to 1024") }
  }

  func run() throws {
    try Exit.guarding {
      let plan = try Plan.read(try options.file(scenario), overrides: options.overrides), scenario = plan.scenario
      let folder = ResultsFolder(path: output ?? "results/\(scenario.name)")
      if output == nil, folder.isTaken(for: plan) {
        Terminal.error("engram: other results in \(folder.path) were moved to \(try folder.moveAside())")
      }
      let flag = StopFlag(), signals = Signals(flag), progress = Progress(isQuiet: quiet)
      var done = 0, total = scenario.subjects
      let results = try withExtendedLifetime(signals) {
        try folder.run(plan, overrides: options.overrides, jobs: jobs, stop: flag) {
          (done, total) = ($0, $1)
          progress.show($0, of: $1)
        }
      }
      progress.end()
      guard let results else {
        Terminal.error("engram: stopped after \(done) of \(total) subjects; the same command goes on from there")
        throw Exit.interrupted
      }
      try Output.show(results, scenario: scenario, format: json ? .json : .text)
      if html { try Output.page(folder) }
      if !json { Terminal.error("results: \(folder.path)") }
      if !results.isAsExpected { throw Exit.claimFailed }
    }
  }
}

/// Forms of a report.
enum Format: String, ExpressibleByArgument, CaseIterable {
  case text, json, csv, html
}

enum Output {
  static func show(_ results: Results, scenario: Scenario, format: Format) throws {
    switch format {
    case .text: Terminal.print(TextReport(results, scenario: scenario, usesColour: Terminal.usesColour).text)
    case .json: Terminal.print(JSONReport.value(results, scenario: scenario, version: Release.version).json() + "\n")
    case .csv: Terminal.print(Tables.fates(results))
    case .html: break
    }
  }

  static func show(_ sweep: SweepFolder, format: Format) throws {
    switch format {
    case .text: Terminal.print(try sweep.fitReport ?? sweep.analysis().text)
    case .json: Terminal.print(try sweep.analysis().value.json() + "\n")
    case .csv: Terminal.print(try sweep.analysis().summaryCSV)
    case .html:
      Terminal.error("page: \(try sweep.writePage())")
      if let advice = RunPage.advice { Terminal.error("engram: \(advice)") }
    }
  }

  /// Prints a stored matrix.
  static func show(_ matrix: MatrixFolder, format: Format) throws {
    switch format {
    case .text: Terminal.print(try matrix.stored("txt"))
    case .json: Terminal.print(try matrix.stored("json"))
    case .csv: Terminal.print(try matrix.stored("csv"))
    case .html: page(matrix: matrix)
    }
  }

  /// Says where a matrix's page is.
  static func page(matrix: MatrixFolder) { Terminal.error("page: \(matrix.path)/matrix.html") }

  /// Writes a folder's page, and says where it is.
  static func page(_ folder: ResultsFolder) throws {
    Terminal.error("page: \(try folder.writePage())")
    if let advice = RunPage.advice { Terminal.error("engram: \(advice)") }
  }
}
