import ArgumentParser
import Engram
import Foundation

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare two runs: every number that both have, the second less the first, subject by subject.",
    discussion:
      "Runs with the same seed have the same subjects, so that differences are paired: the same file with and without --ablate, for example."
  )

  @Argument(help: "Folder with results.") var first: String
  @Argument(help: "Another.") var second: String
  @Option(help: "text, json, or html (a page, written to --output).") var format = Format.text
  @Option(name: .shortAndLong, help: "File of the page.") var output = "comparison.html"

  func validate() throws {
    if format == .csv { throw ValidationError("--format takes text, json or html here") }
  }

  func run() throws {
    try Exit.guarding {
      let comparison = try RunComparison(ResultsFolder(path: first), ResultsFolder(path: second))
      switch format {
      case .json: Terminal.print(comparison.value.json() + "\n")
      case .html:
        do { try Data(comparison.html.utf8).write(to: URL(fileURLWithPath: output), options: .atomic) } catch {
          throw ResultsError.unwritable(path: output, reason: error.localizedDescription)
        }
        Terminal.error("page: \(output)")
      case .text, .csv: Terminal.print(comparison.text)
      }
    }
  }
}
