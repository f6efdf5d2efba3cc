import Analysis
import Declarations
import Recordings
import Scenarios

/// The report for a terminal: 80 columns, readable without colour.
public struct TextReport {
  let results: Results
  let scenario: Scenario
  let layout: Layout

  /// Colour is for terminals that show it.
  public init(_ results: Results, scenario: Scenario, usesColour: Bool = false) {
    self.results = results
    self.scenario = scenario
    layout = Layout(usesColour: usesColour)
  }

  /// The whole report, with a line break at its end.
  public var text: String {
    var sections = [heading]
    if !results.warnings.isEmpty {
      sections.append(results.warnings.map { "warning: " + Layout.wrap($0, indent: "  ") }.joined(separator: "\n"))
    }
    if let last = finalProbes, !last.isEmpty { sections += last.map(memoryTable) }
    sections.append(retention)
    if !results.sleeps.isEmpty { sections += [sleepTable, nightTable] }
    if !results.scores.isEmpty { sections.append(scenario.subject == .memories ? tests : activity) }
    if !results.agreement.isEmpty { sections.append(agreement) }
    if !results.claims.isEmpty { sections.append(claims) }
    return sections.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  var percent: String { Layout.number(results.confidence * 100, digits: 0) + " %" }

  var heading: String {
    let title = scenario.title.isEmpty ? scenario.name : scenario.title
    var lines = [layout.colour(Layout.wrap(Layout.clean(title)), .bold)]
    if !scenario.question.isEmpty { lines.append(Layout.wrap(Layout.clean(scenario.question))) }
    let size =
      scenario.circuitSize.map { "\($0) neurons" } ?? scenario.unitCount.map { "\($0) units" }
      ?? "network size \(Value.format(scenario.networkSize))"
    if !scenario.publishedSettings.isEmpty {
      lines.append(Layout.wrap("in force: " + scenario.publishedSettings.joined(separator: "; ")))
    }
    if !scenario.ablated.isEmpty { lines.append(Layout.wrap("ablated: " + scenario.ablated.joined(separator: ", "))) }
    lines.append(
      "\(results.subjects) subject\(results.subjects == 1 ? "" : "s"), seed \(scenario.seed), \(size); [ ] = \(percent) interval over subjects"
    )
    return lines.joined(separator: "\n")
  }

  /// Branch and label of the last cued-recall probe of each branch.
  var finalProbes: [(branch: String, label: String)]? {
    var last: [(branch: String, label: String)] = []
    let branches = ends
    for branch in branches {
      if let state = results.states.last(where: { $0.state.branch == branch && $0.memories.contains { $0 != nil } }) {
        last.append((branch, state.state.label))
      }
    }
    return last
  }

  /// Branches at whose end the timeline stops: those that no other begins with.
  var ends: [String] {
    var names: [String] = []
    for state in results.states where !names.contains(state.state.branch) { names.append(state.state.branch) }
    return names.filter { name in !names.contains { $0 != name && ($0.hasPrefix(name + ".") || name.isEmpty) } }
  }

  func state(_ branch: String, _ label: String, _ lesion: String) -> Results.State? {
    results.states.first { $0.state.branch == branch && $0.state.label == label && $0.state.lesion == lesion }
  }

  func interval(_ e: Estimate, digits: Int = 2) -> String {
    guard e.low.isFinite, e.high.isFinite else { return Layout.number(e.mean, digits: digits) }
    return
      "\(Layout.number(e.mean, digits: digits)) [\(Layout.number(e.low, digits: digits)), \(Layout.number(e.high, digits: digits))]"
  }
}
