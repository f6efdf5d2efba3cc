import Analysis
import Scenarios

/// The claims of several runs as one table in Markdown, a row for each claim.
public struct ClaimTable {
  public static let header =
    "| experiment | claim | estimate [interval], n | outcome | negative control |\n|---|---|---|---|---|\n"

  /// The rows of one run.
  public static func rows(_ results: Results, scenario: Scenario) -> String {
    let title = scenario.title.isEmpty ? scenario.name : scenario.title
    return results.claims.map { claim in
      let expected = claim.expected == .notMet ? (claim.outcome == .notMet ? ", as expected" : ", expected: not met") : ""
      let cells = [
        title, claim.name, claim.reason.isEmpty ? claim.parts.map(ControlText.number).joined(separator: "; ") : claim.reason,
        claim.outcome.rawValue + expected, claim.control.map { ControlText($0).text } ?? "",
      ]
      return "| " + cells.map { Layout.clean($0).replacing("|", with: "\\|") }.joined(separator: " | ") + " |\n"
    }.joined()
  }
}
