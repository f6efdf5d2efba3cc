import Analysis
import Declarations
import Lives
import NumericalMethods
import Recordings
import Runs
import Scenarios

/// A sweep with nothing implicit left: the scenario, its axes and the list of cells.
public struct SweepPlan: Sendable {
  let file: ScenarioFile
  let overrides: [Override]
  package let settings: SweepSettings
  /// The scenario as it stands, before any axis changes it.
  public let base: Plan
  /// Names of what is kept of every subject.
  public let outcomes: [String]
  /// Every point with every replicate: all points of the first replicate, then all of the second.
  public let cells: [Cell]
  /// Subjects of a run; the most of them, where it is an axis.
  package let subjects: Int

  /// Most cells of a sweep.
  static let limit = 10_000_000

  /// Resolves the sweep that a scenario file holds, or that `axes` describe; mistakes are thrown like those of the file.
  public init(
    _ file: ScenarioFile, overrides: [Override] = [], axes: [AxisText] = [], design: String? = nil, points: Int? = nil,
    replicates: Int? = nil, fit: Bool = false
  ) throws(ScenarioError) {
    self.file = file
    self.overrides = overrides
    var scenario = try file.scenario(overrides)
    var sweep = (fit ? scenario.fit?.sweep : scenario.sweep) ?? SweepSettings(), reader = Reader()
    if fit, scenario.fit == nil {
      reader.report(
        "the scenario has no 'fit'", at: .init(file: file.name, line: 1, column: 1), expected: "'fit: {data: ..., vary: ...}'")
      throw Self.error(reader.issues, scenario.sources)
    }
    if scenario.sweep == nil, !fit { sweep.mark = .init(file: file.name, line: 1, column: 1) }
    if !axes.isEmpty { sweep.axes = AxisText.axes(axes, &reader) }
    if let design {
      reader.word(.scalar(design, .commandLine), among: DesignName.words).map { sweep.design = DesignName(rawValue: $0) ?? .grid }
    }
    if let points { sweep.points = points }
    if let replicates { sweep.replicates = max(1, replicates) }
    if reader.issues.isEmpty { sweep.check(&reader) }
    let count = Design.count(sweep).multipliedReportingOverflow(by: sweep.replicates)
    if count.overflow || count.partialValue > Self.limit {
      reader.report("the sweep has too many points", at: sweep.mark, expected: "at most \(Self.limit) runs")
    }
    scenario.sweep = sweep
    guard reader.issues.isEmpty else { throw Self.error(reader.issues, scenario.sources) }
    settings = sweep
    base = try Plan(scenario)
    outcomes = try base.outcomeReader().names
    if outcomes.isEmpty {
      reader.report("the sweep keeps nothing", at: sweep.mark, expected: "'outcomes: {kept: \"kept(morning)\"}', or claims")
      throw Self.error(reader.issues, scenario.sources)
    }
    let points: [[String]]
    do throws(GSLError) { points = try Design.points(sweep, seed: base.seed) } catch {
      reader.report("the design cannot be made: \(error.description)", at: sweep.mark)
      throw Self.error(reader.issues, scenario.sources)
    }
    var cells: [Cell] = []
    cells.reserveCapacity(points.count * sweep.replicates)
    for replicate in 1...sweep.replicates {
      for (p, values) in points.enumerated() {
        cells.append(Cell(number: cells.count, point: p + 1, replicate: replicate, values: values))
      }
    }
    self.cells = cells
    let axis = sweep.axes.firstIndex { $0.paths.contains("subjects") }
    subjects = axis.flatMap { a in points.compactMap { Int($0[a]) }.max() } ?? base.scenario.subjects
    // An axis whose path leads nowhere is found now, not in a hundred thousand rows.
    if let first = cells.first {
      do throws(ScenarioError) { _ = try Plan(try self.scenario(of: first)).outcomeReader() } catch {
        guard case .invalid(let issues, _) = error else { throw error }
        throw Self.error(Issues(issues.all.map { placed($0, first) }), scenario.sources)
      }
    }
  }

  /// A mistake in the value of an axis, placed where the axis stands.
  private func placed(_ issue: Issue, _ cell: Cell) -> Issue {
    for (axis, value) in zip(settings.axes, cell.values) {
      for path in axis.paths where issue.mark.file == "--set \(path)" {
        let place = path.hasPrefix(issue.path) ? "" : "\(issue.path): "
        return Issue(
          "\(path) = \(value): \(place)\(issue.message)", at: axis.mark, path: "sweep.vary.\(axis.name)",
          expected: issue.expected,
          suggestion: issue.suggestion)
      }
    }
    return issue
  }

  static func error(_ issues: Issues, _ sources: [String: String]) -> ScenarioError {
    .invalid(issues.sorted, rendered: IssueText.render(issues.sorted, sources: sources))
  }

  /// What is put in place of the file's values in a cell.
  package func overrides(of cell: Cell) -> [Override] {
    var result = overrides
    for (axis, value) in zip(settings.axes, cell.values) { result += axis.paths.map { Override(path: $0, value: value) } }
    if !settings.commonRandomNumbers {
      // Another seed for each point; 62 bits, as the file format takes them.
      let words = Philox.block((UInt32(truncatingIfNeeded: cell.point), 0, 0, Purpose(.design).code), key: base.seed)
      result.append(Override(path: "seed", value: String(UInt64(words.0 >> 2) << 32 | UInt64(words.1))))
    }
    return result
  }

  package func scenario(of cell: Cell) throws(ScenarioError) -> Scenario {
    var scenario = try file.scenario(overrides(of: cell))
    scenario.sweep = settings
    return scenario
  }

  /// Everything but the list of points that decides what the results are.
  var contents: Value {
    var plan = base.contents
    if case .map(let pairs) = plan {
      plan = .map(
        pairs.map { pair in
          guard pair.key == "scenario", case .map(let words) = pair.value else { return pair }
          return .init(pair.key, .map(words.filter { !["sweep", "fit", "subjects"].contains($0.key) }))
        })
    }
    return .object([
      "plan": plan, "subjects": .integer(base.scenario.subjects),
      "axes": .map(settings.axes.map { .init($0.name, .list($0.paths.map(Value.text))) }),
      "outcomes": .map(settings.outcomes.map { .init($0.name, .text($0.text)) }), "kept": .list(outcomes.map(Value.text)),
      "memories": .flag(settings.memories), "common_random_numbers": .flag(settings.commonRandomNumbers),
      "version": .text(Release.version),
    ])
  }

  package var digest: String { Checksum.hex(contents.json(indent: nil)) }
}
