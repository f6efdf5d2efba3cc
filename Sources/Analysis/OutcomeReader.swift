import Declarations
import Recordings
import Scenarios

/// Named expressions, evaluated for each subject of a run: what a sweep keeps of a point.
package struct OutcomeReader {
  /// Names of the outcomes, in the order of their values.
  package let names: [String]
  private let outcomes: [(expression: Expression, calls: [String: (Measure, Selection)])]
  private let settings: AnalysisSettings
  private let index: Index

  /// Resolves the sweep's outcomes, or those of the claims where it names none; mistakes are thrown together.
  package init(_ scenario: Scenario, index: Index, available: [Set<String>]) throws(ScenarioError) {
    self.index = index
    settings = scenario.analysis
    var list = (scenario.sweep?.outcomes ?? []).map { (name: $0.name, expression: $0.expression) }
    if list.isEmpty {
      for claim in scenario.claims {
        for (b, bound) in claim.statement.bounds.enumerated() {
          list.append((b == 0 ? claim.name : "\(claim.name) (\(b + 1))", bound.value))
        }
      }
    }
    let resolver = MeasureResolver(index: index, available: available)
    var reader = Reader(), resolved: [(Expression, [String: (Measure, Selection)])] = []
    for (_, expression) in list {
      var calls: [String: (Measure, Selection)] = [:]
      for call in expression.measures { if let found = resolver.resolve(call, &reader) { calls[call.text] = found } }
      resolved.append((expression, calls))
    }
    guard reader.issues.isEmpty else {
      let issues = reader.issues.sorted
      throw .invalid(issues, rendered: IssueText.render(issues, sources: scenario.sources))
    }
    names = list.map(\.name)
    outcomes = resolved
  }

  /// Subjects × outcomes, not a number where an outcome is not defined; `visit` is called with each subject's tally.
  package func values(_ records: [SubjectRecord], visit: (SubjectTally) -> Void = { _ in }) -> [[Double]] {
    var calibration = Calibration(states: index.states.count, settings: settings)
    for record in records { calibration.add(record) }
    let thresholds = calibration.thresholds
    return records.map { record in
      let tally = SubjectTally(record, index: index, thresholds: thresholds)
      visit(tally)
      return outcomes.map { outcome in
        outcome.expression.evaluate { call in
          outcome.calls[call.text].flatMap { measure, selection in measure.value(selection, tally) }
        } ?? .nan
      }
    }
  }
}
