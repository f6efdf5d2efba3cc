import ArgumentParser
import Engram
import Foundation

struct MatrixCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "matrix", abstract: "Experiments × theories: which brain meets which claims of which experiments.",
    discussion: """
      Takes a matrix file, or scenarios with --brains:
        engram matrix scenarios/matrix.yaml
        engram matrix one-night.yaml blending.yaml --brains trisynaptic my-model.yaml
      Every experiment is run on every brain. A cell of the table is met, not met, undecided (more subjects would tell) or cannot, with the
      reason; ! marks what the experiment's file expects otherwise. Results go to results/<name> (or --output): plan.json, a folder for each
      cell, matrix.txt, matrix.csv, matrix.json, matrix.svg (a picture) and matrix.html, a page to look at.
      Whatever ends it, the same command goes on where it stopped; what is finished is not run again. With --slurm each cell is a task of an
      array; afterwards the same command without it makes the table. It ends with 0 once the table is made, whatever it says.
      """)

  @Argument(help: "A matrix file, or scenario files.") var files: [String]
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Built-in brains, or paths of model files; instead of the file's.", valueName: "brain"))
  var brains: [String] = []
  @Option(help: "Subjects of each cell, instead of the files'.") var subjects: Int?
  @Option(name: .shortAndLong, help: "Folder for the results.") var output: String?
  @Option(name: .shortAndLong, help: "Threads; results do not depend on it.") var jobs: Int = ProcessInfo.processInfo
    .activeProcessorCount
  @Option(help: "What is printed: text, json, csv, or html (where the page is).") var format = Format.text
  @Flag(help: "Print the table as JSON.") var json = false
  @Flag(help: "Say where the page is.") var html = false
  @Flag(name: .shortAndLong, help: "No progress.") var quiet = false
  @Option(help: "Only this cell, counted from 0 in plan.json; no table is made.") var cell: Int?
  @OptionGroup(title: "Slurm") var slurm: SlurmOptions

  func validate() throws {
    if !(1...1024).contains(jobs) { throw ValidationError("--jobs takes 1 to 1024") }
    if let subjects, !(1...10_000_000).contains(subjects) { throw ValidationError("--subjects takes 1 to 10000000") }
    if slurm.slurm, cell != nil { throw ValidationError("--slurm runs every cell; --cell runs one here") }
    if !slurm.slurm, slurm.dryRun { throw ValidationError("--dry-run goes with --slurm") }
  }

  /// The matrix that is meant, and the folder that it has unless another is named.
  private func matrix() throws -> (file: MatrixFile, folder: String) {
    let described = files.filter(MatrixFile.describes)
    guard let path = described.first else {
      let names = files.map { (($0 as NSString).lastPathComponent as NSString).deletingPathExtension }
      let name = names.count < 4 ? names.joined(separator: "-") : "\(names[0])-and-\(names.count - 1)-more"
      let file = try MatrixFile(name: name, experiments: files, brains: brains)
      return (file, "results/\(name)-matrix")
    }
    guard files.count == 1 else {
      throw ValidationError("'\(path)' is a matrix file, which stands alone; scenarios are named with --brains")
    }
    var file = try MatrixFile(path: path)
    if !brains.isEmpty { file = try file.replacing(brains: brains) }
    return (file, "results/\(file.name)")
  }

  func run() throws {
    try Exit.guarding {
      var (file, path) = try matrix()
      if let subjects { file.subjects = subjects }
      let plan = try MatrixPlan(file), folder = MatrixFolder(output ?? path)
      if slurm.slurm {
        let arguments =
          files + (brains.isEmpty ? [] : ["--brains"] + brains) + (subjects.map { ["--subjects", "\($0)"] } ?? [])
        Terminal.print(
          try slurm.array.submit(
            folder, plan, command: SlurmOptions.program, arguments: arguments, dryRun: slurm.dryRun) + "\n")
        return
      }
      let flag = StopFlag(), signals = Signals(flag), progress = Progress(isQuiet: quiet)
      let table = try withExtendedLifetime(signals) { () throws -> MatrixTable? in
        guard let cell else { return try folder.run(plan, jobs: jobs, stop: flag) { progress.show($0, of: $1) } }
        if try folder.run(plan, cell: cell, jobs: jobs, stop: flag, progress: { progress.show($0, of: $1) }) {
          throw ExitCode.success
        }
        return nil
      }
      progress.end()
      guard let table else {
        Terminal.error("engram: stopped; the same command goes on from there")
        throw Exit.interrupted
      }
      switch json ? .json : format {
      case .text: if !html { Terminal.print(table.text) }
      case .json: Terminal.print(table.value.json() + "\n")
      case .csv: Terminal.print(table.csv)
      case .html: break
      }
      if html || format == .html { Output.page(matrix: folder) }
      if !json, format == .text { Terminal.error("results: \(folder.path)") }
    }
  }
}
