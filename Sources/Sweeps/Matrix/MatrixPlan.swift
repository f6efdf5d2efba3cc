import Declarations
import Foundation
import Lives
import Recordings
import Runs
import Scenarios

/// A matrix with nothing implicit left: its experiments with their claims, its brains, and a cell for each pair of them.
public struct MatrixPlan: Sendable {
  /// A scenario, whose claims are rows of the table.
  public struct Experiment: Sendable {
    /// Its file's name without the ending; the whole path where two have the same.
    public var name: String
    /// What it is about, in a line; may be empty.
    public var title: String
    /// Of the intervals.
    public var confidence: Double
    package var claims: [Claim]
  }

  /// A theory: a column of the table.
  public struct Brain: Sendable {
    /// A built-in word, or the name of a model file without its ending; the whole path where two have the same.
    public var name: String
  }

  /// Short name, also of the folder.
  public let name: String
  /// What it is about, in a line; may be empty.
  public let title: String
  public let experiments: [Experiment]
  public let brains: [Brain]
  /// Every experiment on every brain: all brains of the first experiment, then all of the second.
  public let cells: [MatrixCell]

  /// Reads every experiment, by itself and on every brain. Mistakes of an experiment by itself are thrown, all at once; one that a brain
  /// does not take is a cell that says so.
  public init(_ file: MatrixFile) throws(ScenarioError) {
    name = file.name
    title = file.title
    let experimentNames = Self.names(file.experiments), brainNames = Self.names(file.brains)
    brains = brainNames.map(Brain.init)
    var experiments: [Experiment] = [], cells: [MatrixCell] = [], issues = Issues(), rendered: [String] = []
    for (e, entry) in file.experiments.enumerated() {
      let changes = file.changes.first { $0.experiment.text == entry.text }?.values ?? []
      var overrides = changes.map(\.override)
      if let subjects = file.subjects { overrides.append(Override(path: "subjects", value: "\(subjects)")) }
      let source = try ScenarioFile(path: entry.path)
      do throws(ScenarioError) {
        let plan = try Plan.read(source, overrides: overrides), scenario = plan.scenario
        guard !scenario.claims.isEmpty else {
          let issue = Issue(
            "'\(entry.text)' claims nothing", at: entry.mark, path: "experiments", expected: "a scenario with claims")
          throw Self.error(Issues([issue]), file.sources)
        }
        experiments.append(
          Experiment(
            name: experimentNames[e], title: scenario.title, confidence: scenario.analysis.confidence, claims: scenario.claims))
      } catch {
        guard case .invalid(let found, let text) = error else { throw error }
        let placed = Issues(found.all.map { Self.placed($0, changes) })
        issues.append(placed)
        rendered.append(placed.all == found.all ? text : Self.text(placed, source, overrides, file.sources))
        continue
      }
      for (b, brain) in file.brains.enumerated() {
        let names = (experimentNames[e], brainNames[b])
        cells.append(
          try MatrixCell(
            number: cells.count, experiment: e, brain: b, names: names, path: entry.path, on: MatrixFile.brain(of: brain),
            overrides: overrides))
      }
    }
    guard issues.isEmpty else { throw .invalid(issues, rendered: rendered.joined(separator: "\n")) }
    (self.experiments, self.cells) = (experiments, cells)
  }

  /// Short names of files where they tell them apart, paths where they do not.
  private static func names(_ entries: [MatrixFile.Entry]) -> [String] {
    let stems = entries.map { entry -> String in
      guard MatrixFile.isPath(entry.text) || entry.text.contains(".") else { return entry.text }
      return ((entry.text as NSString).lastPathComponent as NSString).deletingPathExtension
    }
    return zip(entries, stems).map { entry, stem in stems.count { $0 == stem } > 1 ? entry.text : stem }
  }

  /// A mistake in a value of 'set', placed where the matrix file has it.
  private static func placed(_ issue: Issue, _ changes: [(override: Override, mark: Mark)]) -> Issue {
    guard let change = changes.first(where: { issue.mark.file == "--set \($0.override.path)" }) else { return issue }
    var result = issue
    result.mark = change.mark
    return result
  }

  private static func text(
    _ issues: Issues, _ source: ScenarioFile, _ overrides: [Override], _ sources: [String: String]
  ) -> String {
    var reader = Reader()
    let own = source.read(overrides, &reader).sources
    return IssueText.render(issues.sorted, sources: own.merging(sources) { a, _ in a })
  }

  private static func error(_ issues: Issues, _ sources: [String: String]) -> ScenarioError {
    .invalid(issues, rendered: IssueText.render(issues, sources: sources))
  }

  /// Subjects of all cells that can be run.
  public var subjects: Int { cells.reduce(0) { $0 + $1.subjects } }

  /// "7 experiments × 2 brains", in words.
  public var size: String {
    func count(_ n: Int, _ word: String) -> String { "\(n) \(word)\(n == 1 ? "" : "s")" }
    let claims = experiments.reduce(0) { $0 + $1.claims.count }
    return
      "\(count(experiments.count, "experiment")) with \(count(claims, "claim")) × \(count(brains.count, "brain"))"
  }
}
