import ArgumentParser
import Engram
import Foundation

struct FitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit", abstract: "Seek parameters with which a scenario explains a table of behaviour.",
    discussion: """
      The scenario's 'fit' block names the table (columns measure, value, error; condition, delay, n) and the parameters with their ranges.
      Draws from the prior are a sweep in the folder of the fit: the same command resumes it, and 'engram sweep submit --slurm <folder>' can
      share the work. Then come the posterior (the nearest draws, or population Monte Carlo), the best fit with profiles, what the posterior
      predicts, and whether the inference is calibrated.
      """)

  @Argument(help: "A scenario file with a 'fit' block, or the folder of a fit.") var scenario: String
  @OptionGroup var options: ScenarioOptions
  @Option(name: .shortAndLong, help: "Folder of the fit.") var output: String?
  @Option(name: .shortAndLong, help: "Threads; results do not depend on it.") var jobs: Int = ProcessInfo.processInfo
    .activeProcessorCount
  @Flag(name: .shortAndLong, help: "No progress.") var quiet = false

  func validate() throws { if !(1...1024).contains(jobs) { throw ValidationError("--jobs takes 1 to 1024") } }

  func run() throws {
    try Exit.guarding {
      var isDirectory: ObjCBool = false
      let folder: SweepFolder
      if FileManager.default.fileExists(atPath: scenario, isDirectory: &isDirectory), isDirectory.boolValue {
        folder = try SweepFolder(scenario)
      } else {
        var request = SweepFolder.Request(scenario: scenario)
        (request.overrides, request.brain) = (options.overrides, options.brain)
        request.fit = true
        folder = try SweepFolder(
          try output ?? "results/\(Scenario.read(path: scenario, overrides: options.overrides).name)-fit", request)
      }
      let flag = StopFlag(), signals = Signals(flag, noun: "draws"), progress = Progress(isQuiet: quiet, noun: "draws")
      let outcome = try withExtendedLifetime(signals) {
        try folder.run(jobs: jobs, stop: flag) { progress.show($0, of: $1) }
      }
      progress.end()
      guard !outcome.wasStopped else {
        Terminal.error("engram: stopped after \(outcome.done) of \(outcome.total) draws; the same command goes on from there")
        throw Exit.interrupted
      }
      let isQuiet = quiet
      Terminal.print(try folder.fit(jobs: jobs) { if !isQuiet { Terminal.error("… \($0)") } }.text)
      Terminal.error("results: \(folder.path)")
    }
  }
}
