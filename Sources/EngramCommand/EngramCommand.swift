import ArgumentParser
import Engram
import Foundation

@main
struct EngramCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "engram",
    abstract: "Simulates how sleep decides the fate of memories.",
    discussion: """
      Examples:
        engram init my-night                 write a commented scenario to start from
        engram validate my-night.yaml        check it; all mistakes at once
        engram run my-night.yaml             run it; results go to results/my-night
        engram report results/my-night       print the report again
        engram report results/my-night --format html
                                             write a page to look at, with a night to watch
        engram compare results/my-night results/other
                                             what differs between two runs, subject by subject
        engram sweep run my-night.yaml --vary timeline.2.sleep.replay.nrem=25,50,100
                                             run it with several values
        engram matrix scenarios/matrix.yaml  experiments × theories: who meets which claims

      Exit codes: 0 every claim came out as expected; 1 a claim did not, or is inconclusive; 2 could not complete;
      64 wrong usage; 65 invalid scenario; 66 file not found; 130 interrupted (the same command resumes).
      """,
    version: Release.version,
    subcommands: [
      RunCommand.self, SweepCommand.self, FitCommand.self, MatrixCommand.self, ValidateCommand.self, ReportCommand.self,
      CompareCommand.self,
      CatalogCommand.self,
      InitCommand.self,
      SchemaCommand.self,
    ])
}

/// How commands end.
enum Exit {
  static let claimFailed = ExitCode(1)
  static let failed = ExitCode(2)
  static let invalid = ExitCode(65)
  static let notFound = ExitCode(66)
  static let interrupted = ExitCode(130)

  /// Runs a command's body; every error that is not ArgumentParser's own becomes a message on stderr and an exit code.
  static func guarding(_ body: () throws -> Void) throws {
    do { try body() } catch let error as ScenarioError {
      switch error {
      case .unreadable(let path, let reason):
        Terminal.error("engram: '\(path)': \(reason)")
        throw notFound
      case .invalid(let issues, let rendered):
        Terminal.error(rendered + "\(issues.all.count) mistake\(issues.all.count == 1 ? "" : "s")")
        throw invalid
      }
    } catch let error as ResultsError {
      Terminal.error("engram: \(error)")
      if case .noResults = error { throw notFound }
      throw failed
    } catch let error as SweepError {
      Terminal.error("engram: \(error)")
      if case .noSweep = error { throw notFound }
      throw failed
    } catch let code as ExitCode {
      throw code
    } catch let error as ValidationError {
      throw error
    } catch {
      Terminal.error("engram: \(error)")
      throw failed
    }
  }
}
