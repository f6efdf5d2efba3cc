import Declarations
import NumericalMethods
import Recordings
import Scenarios

/// Analyses a recording in two passes: thresholds from the lures of all subjects, then everything else. Holds one record at a time and
/// sums that do not grow with the number of subjects (the lures' scores excepted: 4 bytes each).
package struct Analyzer {
  private let index: Index
  private let settings: AnalysisSettings
  private let claims: [(claim: Claim, bounds: [(bound: ClaimStatement.Bound, calls: Resolved)], obstacle: String?)]
  /// What the brain did not get or give, in words.
  private let concessions: [String]
  /// Each claim's control, before it is simulated.
  private let controls: [Judgement.Control?]
  private let agreement: [(row: Agreement.Row, calls: Resolved)]
  private let tolerance: Double

  private typealias Resolved = [String: (Measure, Selection)]

  /// Resolves all claims and agreement rows; those that refer to nothing are thrown together.
  /// `available`: the tests, or scores of circuits, that each state has.
  /// `timeline`: what a brain that was put in another's place could not live of it; claims on that cannot be judged.
  package init(_ scenario: Scenario, index: Index, available: [Set<String>], timeline: Timeline? = nil) throws(ScenarioError) {
    self.index = index
    concessions = timeline?.concessions ?? []
    settings = scenario.analysis
    tolerance = scenario.agreement?.tolerance ?? 0.03
    let resolver = MeasureResolver(index: index, available: available)
    var reader = Reader()
    func resolve(_ expression: Expression, _ reader: inout Reader) -> Resolved {
      var result: Resolved = [:]
      for call in expression.measures { if let found = resolver.resolve(call, &reader) { result[call.text] = found } }
      return result
    }
    var judged: [(Claim, [(ClaimStatement.Bound, Resolved)], String?)] = []
    for claim in scenario.claims {
      var own = Reader()
      let bounds = claim.statement.bounds.map { ($0, resolve($0.value, &own)) }
      if scenario.brain.isForeign, let issue = own.issues.all.first {
        let calls = claim.statement.bounds.flatMap(\.value.measures)
        let unknown = calls.lazy.compactMap { $0["part"] }.first { !index.parts.isEmpty && !index.parts.contains($0) }
        let why =
          unknown.map { "\(scenario.brain.name.isEmpty ? "the brain" : scenario.brain.name) has no part '\($0)'" }
          ?? issue.message
        judged.append((claim, [], calls.lazy.compactMap { timeline?.reason($0) }.first ?? why))
      } else {
        reader.issues.append(own.issues)
        let states = bounds.map { $0.1.values.map(\.1.state).filter { $0 >= 0 } }
        judged.append((claim, bounds, states.lazy.compactMap { timeline?.alike($0) }.first))
      }
    }
    claims = judged
    controls = scenario.claims.map { claim in
      claim.control.map { .init(ablation: $0.ablation.rawValue, reason: scenario.obstacle($0) ?? "") }
    }
    var rows: [(Agreement.Row, Resolved)] = []
    // Reference values are those of the file's own brain.
    for row in scenario.brain.isForeign ? [] : scenario.agreement?.rows ?? [] {
      rows.append((row, resolve(row.expression, &reader)))
    }
    agreement = rows
    guard reader.issues.isEmpty else {
      let issues = reader.issues.sorted
      throw .invalid(issues, rendered: IssueText.render(issues, sources: scenario.sources))
    }
  }

  /// Reports measures that do not exist, and keys that they do not have: what can be said of claims whatever the timeline is.
  package static func checkMeasures(_ scenario: Scenario, _ reader: inout Reader) {
    for claim in scenario.claims {
      for bound in claim.statement.bounds { for call in bound.value.measures { _ = MeasureResolver.measure(call, &reader) } }
    }
  }

  /// Why each claim cannot be judged, before anything is simulated; nil for those that can.
  package var obstacles: [String?] { claims.map(\.obstacle) }

  /// Reads `records` twice; `visit` is called with each subject's tally.
  package func results(_ records: some RecordSource, visit: (SubjectTally) throws -> Void = { _ in }) throws -> Results {
    var calibration = Calibration(states: index.states.count, settings: settings)
    try records.forEach { calibration.add($0) }
    let thresholds = calibration.thresholds
    var totals = Totals(index: index)
    var bounds = claims.map { $0.bounds.map { _ in Moments() } }, rows = agreement.map { _ in Moments() }
    try records.forEach { record in
      let tally = SubjectTally(record, index: index, thresholds: thresholds)
      totals.add(tally)
      func value(_ expression: Expression, _ calls: Resolved) -> Double? {
        expression.evaluate { call in calls[call.text].flatMap { measure, selection in measure.value(selection, tally) } }
      }
      for (c, claim) in claims.enumerated() {
        for (b, bound) in claim.bounds.enumerated() { if let x = value(bound.bound.value, bound.calls) { bounds[c][b].add(x) } }
      }
      for (r, row) in agreement.enumerated() { if let x = value(row.row.expression, row.calls) { rows[r].add(x) } }
      try visit(tally)
    }
    var results = totals.results(thresholds: thresholds, confidence: settings.confidence)
    results.claims = zip(claims, bounds).map { claim, moments in
      claim.obstacle.map { cannot(claim.claim, $0) } ?? judge(claim.claim, claim.bounds.map(\.bound), moments)
    }
    for (c, control) in controls.enumerated() { results.claims[c].control = control }
    results.agreement = zip(agreement, rows).map { cell($0.row, $1) }
    results.warnings = warnings(thresholds, results)
    return results
  }

  private func cannot(_ claim: Claim, _ reason: String) -> Judgement {
    Judgement(
      name: claim.name, that: claim.that, expected: claim.expect == .met ? .met : .notMet, reference: claim.reference,
      outcome: .cannot, reason: reason, parts: [],
      published: claim.published.map { .init(value: $0.effect, low: $0.low, high: $0.high) })
  }

  private func judge(_ claim: Claim, _ bounds: [ClaimStatement.Bound], _ moments: [Moments]) -> Judgement {
    let parts = zip(bounds, moments).map { bound, moments in
      let estimate = Estimate(moments, confidence: settings.confidence), outcome: Judgement.Outcome
      if moments.count == 0 {
        outcome = .inconclusive
      } else if moments.sd == 0, moments.count > 1 {
        // All subjects alike: a strict comparison decides.
        let isInside = bound.high.isInfinite ? moments.mean > bound.low : (bound.low...bound.high).contains(moments.mean)
        outcome = isInside ? .met : .notMet
      } else if estimate.low > bound.low, estimate.high < bound.high {
        outcome = .met
      } else {
        outcome = estimate.high <= bound.low || estimate.low >= bound.high ? .notMet : .inconclusive
      }
      let distance = min((moments.mean - bound.low).magnitude, (moments.mean - bound.high).magnitude)
      return Judgement.Part(
        estimate: estimate, low: bound.low, high: bound.high, isDifference: bound.isDifference, outcome: outcome,
        effectSize: effectSize(moments),
        subjectsNeeded: outcome == .inconclusive
          ? Statistics.subjectsNeeded(sd: moments.sd, distance: distance, confidence: settings.confidence) : nil)
    }
    let outcomes = parts.map(\.outcome)
    let outcome: Judgement.Outcome =
      outcomes.contains(.notMet) ? .notMet : outcomes.contains(.inconclusive) ? .inconclusive : .met
    return Judgement(
      name: claim.name, that: claim.that, expected: claim.expect == .met ? .met : .notMet, reference: claim.reference,
      outcome: outcome, parts: parts, published: claim.published.map { .init(value: $0.effect, low: $0.low, high: $0.high) })
  }

  /// d_z with the normal interval of its standard error √(1/n + d²/2n).
  private func effectSize(_ moments: Moments) -> Judgement.EffectSize? {
    guard moments.sd > 0 else { return nil }
    let d = moments.mean / moments.sd, n = Double(moments.count)
    let half = Statistics.normalQuantile((1 + settings.confidence) / 2) * (1 / n + d * d / (2 * n)).squareRoot()
    return .init(value: d, low: d - half, high: d + half)
  }

  private func cell(_ row: Agreement.Row, _ moments: Moments) -> AgreementCell {
    let ours = Estimate(moments, confidence: settings.confidence)
    let error = (row.standardError * row.standardError + ours.standardError * ours.standardError).squareRoot()
    let distance = (ours.mean - row.mean).magnitude
    let isInside = moments.count > 0 && distance <= max(3 * error, tolerance)
    return AgreementCell(
      measure: row.text, source: row.source, reference: row.mean, referenceError: row.standardError, ours: ours,
      deviation: distance == 0 ? 0 : distance / error, isInside: isInside,
      isFarOutside: !(moments.count > 0 && distance <= max(5 * error, 5 * tolerance / 3)))
  }

  private func warnings(_ thresholds: [Thresholds], _ results: Results) -> [String] {
    var list = concessions
    if settings.thresholds == .calibrated {
      let fewest = Statistics.fewestScores(alpha: settings.alpha)
      let poor = zip(index.states, thresholds).filter { $1.uniqueQuantile == nil && results.hasRetrievals($0) }.map(\.0)
      if let first = poor.first {
        list.append(
          "\(poor.count) probe state\(poor.count == 1 ? "" : "s") (first: \(first.label)) had fewer than \(fewest) lures: the floors stand in for calibrated thresholds"
        )
      }
    }
    if results.subjects < 2 { list.append("one subject: no interval can be given") }
    return list
  }
}

extension Results {
  fileprivate func hasRetrievals(_ state: Index.State) -> Bool {
    states.first { $0.state == state }?.memories.contains { $0 != nil } ?? false
  }
}
