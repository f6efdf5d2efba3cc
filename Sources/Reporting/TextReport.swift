import Analysis
import Declarations
import Recordings
import Scenarios

/// The report for a terminal: 80 columns, readable without colour.
public struct TextReport {
  private let results: Results
  private let scenario: Scenario
  private let layout: Layout

  public init(_ results: Results, scenario: Scenario, usesColour: Bool = false) {
    self.results = results
    self.scenario = scenario
    layout = Layout(usesColour: usesColour)
  }

  /// More memories than this are shown by group only.
  private static let mostMemories = 40

  public var text: String {
    var sections = [heading]
    if !results.warnings.isEmpty {
      sections.append(results.warnings.map { "warning: " + Layout.wrap($0, indent: "  ") }.joined(separator: "\n"))
    }
    if let last = finalProbes, !last.isEmpty { sections += last.map(memoryTable) }
    sections.append(retention)
    if !results.sleeps.isEmpty { sections.append(sleepTable) }
    if !results.scores.isEmpty { sections.append(tests) }
    if !results.agreement.isEmpty { sections.append(agreement) }
    if !results.claims.isEmpty { sections.append(claims) }
    return sections.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private var percent: String { Layout.number(results.confidence * 100, digits: 0) + " %" }

  private var heading: String {
    let title = scenario.title.isEmpty ? scenario.name : scenario.title
    var lines = [layout.colour(Layout.wrap(Layout.clean(title)), .bold)]
    if !scenario.question.isEmpty { lines.append(Layout.wrap(Layout.clean(scenario.question))) }
    lines.append(
      "\(results.subjects) subject\(results.subjects == 1 ? "" : "s"), seed \(scenario.seed), network size \(Value.format(scenario.networkSize)); [ ] = \(percent) interval over subjects"
    )
    return lines.joined(separator: "\n")
  }

  /// Branch and label of the last cued-recall probe of each branch.
  private var finalProbes: [(branch: String, label: String)]? {
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
  private var ends: [String] {
    var names: [String] = []
    for state in results.states where !names.contains(state.state.branch) { names.append(state.state.branch) }
    return names.filter { name in !names.contains { $0 != name && ($0.hasPrefix(name + ".") || name.isEmpty) } }
  }

  private func state(_ branch: String, _ label: String, _ lesion: String) -> Results.State? {
    results.states.first { $0.state.branch == branch && $0.state.label == label && $0.state.lesion == lesion }
  }

  private func paint(_ text: String, _ fate: Fate) -> String {
    switch fate.word {
    case .kept: layout.colour(text, .green)
    case .forgotten: layout.colour(text, .red)
    case .blended: layout.colour(text, .yellow)
    case .unstable, .uncertain: layout.colour(text, .dim)
    }
  }

  /// A row per memory: how often replayed, recall by lesion, fate, partner, home.
  private func memoryTable(_ branch: String, _ label: String) -> String {
    let lesions = [("none", "intact"), ("cortex", "hipp."), ("hippocampus", "cortex")]
    let columns = lesions.compactMap { lesion, title in state(branch, label, lesion).map { (title, $0) } }
    guard let main = columns.first?.1 else { return "" }
    let replays = replays(branch)
    let hours = Value.format((main.state.hours * 10).rounded() / 10)
    var lines = [
      layout.colour(
        "Every memory at '\(label)'" + (branch.isEmpty ? "" : " in '\(branch)'") + ", \(hours) h after the start", .bold)
    ]
    let silenced = main.state.lesion == "none" ? "" : " (with \(main.state.lesion) silenced)"
    lines.append("recall: mean probability of withheld features; fate\(silenced): probability [interval]")
    let heads = columns.map { Layout.pad($0.0, 7, right: true) }.joined()
    lines.append(
      Layout.pad("memory", 15) + (replays == nil ? "" : Layout.pad("replays", 8, right: true)) + heads + "  "
        + Layout.pad("fate", 30) + "lives in")
    let order = results.index.memories.indices.filter { m in columns.contains { $0.1.memories[m] != nil } }
    if order.count <= Self.mostMemories {
      for m in order {
        let cells = columns.map { Layout.pad($0.1.memories[m]?.all.map { Layout.number($0.mean) } ?? "–", 7, right: true) }
          .joined()
        let count = replays.map { Layout.pad(Layout.number($0[m], digits: 1), 8, right: true) } ?? ""
        let home = results.home(of: m, branch: branch, label: label) ?? ""
        var row = Layout.pad(Layout.clean(results.index.memories[m].name), 15) + count + cells + "  "
        if let cell = main.memories[m] {
          row += paint(Layout.pad(fateText(cell.fate), 30), cell.fate) + home
          if cell.fate.word == .blended || cell.fate.leaning == "blended", let partner = cell.fate.partners.first,
            partner.share >= 0.05
          {
            row += "\n" + String(repeating: " ", count: 17) + "with "
            row += cell.fate.partners.filter { $0.share >= 0.05 }
              .map { "\(Layout.clean(results.index.memories[$0.memory].name)) \(Layout.number($0.share))" }.joined(
                separator: ", ")
          }
        }
        lines.append(row)
      }
    } else {
      lines.append("\(order.count) memories: see memories.csv; groups follow")
    }
    for (name, _) in main.groups {
      let cells = columns.map { column in
        Layout.pad(column.1.groups.first { $0.name == name }?.cell.all.map { Layout.number($0.mean) } ?? "–", 7, right: true)
      }
      let members = results.index.memories.indices.filter { name == "all" || results.index.memories[$0].group == name }
      let count =
        replays.map { r in
          Layout.pad(Layout.number(members.reduce(0) { $0 + r[$1] } / Double(max(members.count, 1)), digits: 1), 8, right: true)
        } ?? ""
      let shares = main.groups.first { $0.name == name }.map { shareText($0.cell.fate) } ?? ""
      lines.append(Layout.pad(name == "all" ? "all" : "· " + Layout.clean(name), 15) + count + cells.joined() + "  " + shares)
    }
    if let falseKept = main.falseKept {
      lines.append("never-studied lures called kept: \(interval(falseKept)) (\(main.thresholds.lures) lures)")
    }
    return lines.joined(separator: "\n")
  }

  private func fateText(_ fate: Fate) -> String {
    let share: Estimate?
    switch fate.leaning {
    case "kept": share = fate.shares[.kept]
    case "forgotten": share = fate.shares[.forgotten]
    case "blended": share = fate.kind.flatMap { fate.shares[$0] }
    default: share = fate.shares[.kept]
    }
    return fate.text + (share.map { " " + interval($0) } ?? "")
  }

  /// "kept .83 gist .10 forgotten .07": verdicts with at least 1 %.
  private func shareText(_ fate: Fate) -> String {
    Verdict.allCases.compactMap { verdict in
      guard let share = fate.shares[verdict], share.mean >= 0.005 else { return nil }
      return "\(verdict.word) \(Layout.number(share.mean))"
    }.joined(separator: " ")
  }

  private func interval(_ e: Estimate, digits: Int = 2) -> String {
    guard e.low.isFinite, e.high.isFinite else { return Layout.number(e.mean, digits: digits) }
    return
      "\(Layout.number(e.mean, digits: digits)) [\(Layout.number(e.low, digits: digits)), \(Layout.number(e.high, digits: digits))]"
  }

  /// Accepted replays of each memory over all sleeps of a branch and before it; nil without sleep.
  private func replays(_ branch: String) -> [Double]? {
    let sleeps = results.sleeps.filter {
      $0.sleep.branch.isEmpty || branch == $0.sleep.branch || branch.hasPrefix($0.sleep.branch + ".")
    }
    guard !sleeps.isEmpty else { return nil }
    return results.index.memories.indices.map { m in sleeps.reduce(0) { $0 + $1.replays[m].mean } }
  }

  private var retention: String {
    let states = results.states.filter { $0.memories.contains { $0 != nil } }
    guard !states.isEmpty else { return "" }
    var lines = [layout.colour("Retention over all memories", .bold)]
    lines.append(
      Layout.pad("branch", 10) + Layout.pad("probe", 11) + Layout.pad("silenced", 13) + Layout.pad("unique", 17)
        + Layout.pad("shared", 17) + "kept")
    for s in states {
      guard let all = s.groups.last?.cell else { continue }
      func cell(_ e: Estimate?) -> String { Layout.pad(e.map { interval($0) } ?? "–", 17) }
      lines.append(
        Layout.pad(Layout.clean(s.state.branch), 10) + Layout.pad(Layout.clean(s.state.label), 11)
          + Layout.pad(s.state.lesion, 13) + cell(all.unique)
          + cell(all.shared) + (all.fate.shares[.kept].map { Layout.number($0.mean) } ?? ""))
    }
    return lines.joined(separator: "\n")
  }

  private var sleepTable: String {
    var lines = [layout.colour("Sleep: what was asked, and what came (events the cortex learnt from)", .bold)]
    lines.append(
      Layout.pad("branch", 12) + Layout.pad("sleep", 7) + Layout.pad("hours", 7) + Layout.pad("NREM asked", 12)
        + Layout.pad("came", 20) + Layout.pad("REM asked", 11) + "came")
    let shown = results.sleeps.count > 12 ? Array(results.sleeps.prefix(12)) : results.sleeps
    for s in shown {
      lines.append(
        Layout.pad(Layout.clean(s.sleep.branch), 12) + Layout.pad("\(s.sleep.number)", 7)
          + Layout.pad(Value.format(s.sleep.hours), 7)
          + Layout.pad("\(s.nremAsked)", 12) + Layout.pad(interval(s.nremAccepted, digits: 1), 20)
          + Layout.pad("\(s.remAsked)", 11)
          + interval(s.remAccepted, digits: 1))
    }
    if shown.count < results.sleeps.count { lines.append("… \(results.sleeps.count - shown.count) more in sleeps.csv") }
    return lines.joined(separator: "\n")
  }

  private var tests: String {
    var lines = [layout.colour("Other tests (means over subjects)", .bold)]
    let shown = results.scores.count > 40 ? Array(results.scores.prefix(40)) : results.scores
    for s in shown {
      let state = results.index.states[s.state]
      let place = [state.branch, state.label, state.lesion == "none" ? "" : "without \(state.lesion)"].filter { !$0.isEmpty }
        .joined(separator: " ")
      lines.append(Layout.pad(Layout.clean(place), 34) + Layout.pad(s.measure, 38) + interval(s.estimate))
    }
    if shown.count < results.scores.count { lines.append("… \(results.scores.count - shown.count) more in scores.csv") }
    return lines.joined(separator: "\n")
  }

  private var agreement: String {
    let cells = results.agreement, outside = cells.filter { !$0.isInside }
    var lines = [layout.colour("Agreement with the reference table", .bold)]
    lines.append(
      "\(cells.count - outside.count) of \(cells.count) cells agree; \(outside.count) outside, \(cells.count { $0.isFarOutside }) far outside"
    )
    for c in outside.prefix(20) {
      lines.append(
        "  \(Layout.clean(c.measure)): \(interval(c.ours, digits: 3)), reference \(Layout.number(c.reference, digits: 3)) (\(Layout.number(c.referenceError, digits: 3)))"
      )
    }
    return lines.joined(separator: "\n")
  }

  private var claims: String {
    var lines = [layout.colour("Claims", .bold)]
    for claim in results.claims {
      let mark = claim.outcome == .met ? "met" : claim.outcome.rawValue
      let padded = Layout.pad(mark, 13)
      let tone: Layout.Colour = claim.isAsExpected ? .green : claim.outcome == .inconclusive ? .yellow : .red
      let note = claim.expected == .notMet ? (claim.isAsExpected ? ", as expected" : ", expected: not met") : ""
      lines.append(
        layout.colour(padded, tone)
          + Layout.wrap(Layout.clean(claim.name) + note, width: 66, indent: String(repeating: " ", count: 13)))
      lines.append(
        String(repeating: " ", count: 13)
          + layout.colour(Layout.wrap(Layout.clean(claim.that), width: 66, indent: String(repeating: " ", count: 13)), .dim))
      for part in claim.parts {
        let what = part.high.isInfinite ? "difference" : part.low == -part.high ? "difference" : "value"
        var text = "\(what) \(interval(part.estimate, digits: 3)), n \(part.estimate.subjects)"
        if let d = part.effectSize { text += ", d \(Layout.number(d))" }
        if let n = part.subjectsNeeded { text += "; about \(n) subjects would settle it" }
        lines.append(String(repeating: " ", count: 13) + text)
      }
    }
    let wrong = results.claims.count { !$0.isAsExpected }
    lines.append(
      wrong == 0
        ? "all \(results.claims.count) claims came out as expected"
        : "\(wrong) of \(results.claims.count) claims did not come out as expected")
    return lines.joined(separator: "\n")
  }
}
