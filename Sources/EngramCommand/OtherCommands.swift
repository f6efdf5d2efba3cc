import ArgumentParser
import Engram
import Foundation

struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Check scenarios; all mistakes of a file at once.")

  @Argument(help: "Scenario files.") var scenarios: [String]
  @OptionGroup var options: ScenarioOptions
  @Flag(help: "Print the plan: every default written out.") var showPlan = false

  func run() throws {
    var worst: ExitCode?
    for path in scenarios {
      do {
        try Exit.guarding {
          if MatrixFile.describes(path) {
            let matrix = try MatrixPlan(try MatrixFile(path: path))
            return Terminal.print("\(path): valid; \(matrix.size), \(matrix.subjects) subjects in all\n")
          }
          let plan = try Plan.read(try options.file(path), overrides: options.overrides)
          let runs = try SweepFolder.counts(path, brain: options.brain, overrides: options.overrides)
          if showPlan {
            Terminal.print(plan.contents.json() + "\n")
          } else {
            let index = plan.index
            let what =
              index.memories.isEmpty
              ? "\(plan.scenario.size), \(index.states.count) labelled phases"
              : "\(index.memories.count) memories, \(index.states.count) probe states, \(index.sleeps.count) sleeps"
            Terminal.print("\(path): valid; \(what), \(plan.scenario.subjects) subjects\(runs)\n")
            for warning in plan.warnings { Terminal.print("\(path): warning: \(warning)\n") }
          }
        }
      } catch let code as ExitCode {
        worst = worst ?? code
      }
    }
    if let worst { throw worst }
  }
}

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "report", abstract: "Print the report of stored results again.")

  @Argument(help: "Folders with results.") var folders: [String]
  @Option(help: "text, json, csv (the fates table), or html (a page to look at, written into the folder).") var format = Format
    .text
  @Flag(help: "Only what fits on a screen.") var summary = false
  @Flag(help: "One table in Markdown of what came of the claims of all folders.") var claims = false

  func run() throws {
    var isAsExpected = true
    if claims { Terminal.print(ClaimTable.header) }
    try Exit.guarding {
      for path in folders {
        if claims {
          let (results, plan) = try ResultsFolder(path: path).results()
          Terminal.print(ClaimTable.rows(results, scenario: plan.scenario))
          isAsExpected = isAsExpected && results.isAsExpected
          continue
        }
        if MatrixFolder.isMatrix(path) {
          try Output.show(MatrixFolder(path), format: format)
          continue
        }
        if SweepFolder.isSweep(path) {
          try Output.show(SweepFolder(path), format: format)
          continue
        }
        let folder = ResultsFolder(path: path)
        let (results, plan) = try folder.results()
        switch (format, summary) {
        case (.html, _): try Output.page(folder)
        case (_, true): Terminal.print(TextReport(results, scenario: plan.scenario, usesColour: Terminal.usesColour).screen)
        default: try Output.show(results, scenario: plan.scenario, format: format)
        }
        isAsExpected = isAsExpected && results.isAsExpected
      }
    }
    if !isAsExpected { throw Exit.claimFailed }
  }
}

struct CatalogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "catalog", abstract: "List everything that a scenario can name, with parameters, defaults and references.")

  @Argument(help: "One kind: \(Catalog.Kind.allCases.map(\.rawValue).joined(separator: ", ")).") var kind: String?
  @Flag(help: "As JSON.") var json = false

  func validate() throws {
    if let kind, Catalog.Kind(rawValue: kind) == nil {
      throw ValidationError("there is no kind '\(kind)'; one of \(Catalog.Kind.allCases.map(\.rawValue).joined(separator: ", "))")
    }
  }

  func run() throws {
    let kinds = kind.flatMap(Catalog.Kind.init).map { [$0] } ?? Catalog.Kind.allCases
    for kind in kinds {
      if json {
        Terminal.print(Catalog.json(kind).json() + "\n")
      } else {
        Terminal.print((kinds.count > 1 ? "== \(kind.rawValue) ==\n" : "") + Catalog.text(kind) + (kinds.count > 1 ? "\n" : ""))
      }
    }
  }
}

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "init", abstract: "Write a commented scenario to start from.")

  @Argument(help: "Name of the scenario; the file is <name>.yaml.") var name = "my-night"

  func validate() throws {
    let isName = name.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0) || "_-".unicodeScalars.contains($0)
    }
    guard isName, name.unicodeScalars.first?.properties.isAlphabetic ?? false, name.count <= 64 else {
      throw ValidationError("'\(name)' cannot be used as a name: a letter, then letters, digits, '_' or '-'")
    }
  }

  func run() throws {
    try Exit.guarding {
      for (path, text) in [
        ("\(name).yaml", ScenarioTemplate.text(name: name)), ("scenario.schema.json", Catalog.schema.json() + "\n"),
      ] {
        if FileManager.default.fileExists(atPath: path) {
          if path.hasSuffix(".json") { continue }
          Terminal.error("engram: '\(path)' is already there; choose another name")
          throw Exit.failed
        }
        do { try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic) } catch {
          throw ResultsError.unwritable(path: path, reason: error.localizedDescription)
        }
        Terminal.error("wrote \(path)")
      }
      Terminal.error("next: engram run \(name).yaml")
    }
  }
}

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema of the scenario format, for editors.")

  func run() throws { Terminal.print(Catalog.schema.json() + "\n") }
}
