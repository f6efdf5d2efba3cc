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
    sections.append(summary)
    sections += results.finalProbes.map(memoryTable)
    sections.append(retention)
    if !results.sleeps.isEmpty { sections += [sleepTable, nightTable] }
    if !results.scores.isEmpty { sections.append(results.index.memories.isEmpty || !scenario.trials.isEmpty ? activity : tests) }
    if !results.agreement.isEmpty { sections.append(agreement) }
    if !results.claims.isEmpty { sections.append(claims) }
    return sections.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  /// What fits on a screen: the heading, what came of the claims, the memories' fates, retention.
  public var screen: String { [heading, summary].filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n" }

  var percent: String { Layout.number(results.confidence * 100, digits: 0) + " %" }

  var heading: String {
    let title = scenario.title.isEmpty ? scenario.name : scenario.title
    var lines = [layout.colour(Layout.wrap(Layout.clean(title)), .bold)]
    if !scenario.question.isEmpty { lines.append(Layout.wrap(Layout.clean(scenario.question))) }
    if !scenario.publishedSettings.isEmpty {
      lines.append(Layout.wrap("in force: " + scenario.publishedSettings.joined(separator: "; ")))
    }
    if !scenario.ablated.isEmpty { lines.append(Layout.wrap("ablated: " + scenario.ablated.joined(separator: ", "))) }
    lines.append(
      "\(results.subjects) subject\(results.subjects == 1 ? "" : "s"), seed \(scenario.seed), \(scenario.size); [ ] = \(percent) interval over subjects"
    )
    return lines.joined(separator: "\n")
  }

  func interval(_ e: Estimate, digits: Int = 2) -> String {
    guard e.low.isFinite, e.high.isFinite else { return Layout.number(e.mean, digits: digits) }
    return
      "\(Layout.number(e.mean, digits: digits)) [\(Layout.number(e.low, digits: digits)), \(Layout.number(e.high, digits: digits))]"
  }
}
