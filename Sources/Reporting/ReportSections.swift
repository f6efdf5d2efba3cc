import Analysis
import Declarations

/// What follows the memories: retention, sleep, tests, agreement, claims.
extension TextReport {
  var retention: String {
    let states = results.states.filter { $0.memories.contains { $0 != nil } }
    guard !states.isEmpty else { return "" }
    var lines = [layout.colour("Retention over all memories", .bold)]
    lines.append(
      Layout.pad("branch", 12) + Layout.pad("probe", 11) + Layout.pad("silenced", 12) + Layout.pad("unique", 18)
        + Layout.pad("shared", 18) + "kept")
    for s in states {
      guard let all = s.groups.last?.cell else { continue }
      func cell(_ e: Estimate?) -> String { Layout.pad(e.map { interval($0) } ?? "–", 18) }
      lines.append(
        Layout.pad(Layout.clean(s.state.branch), 11) + " " + Layout.pad(Layout.clean(s.state.label), 10) + " "
          + Layout.pad(Layout.clean(s.state.lesion), 12) + cell(all.unique)
          + cell(all.shared) + (all.fate.shares[.kept].map { Layout.number($0.mean) } ?? ""))
    }
    return lines.joined(separator: "\n")
  }

  /// A whole number, or a mean where subjects differ.
  private func asked(_ e: Estimate) -> String { Layout.number(e.mean, digits: e.sd > 0 ? digits(e) : 0) }

  private func digits(_ e: Estimate) -> Int { e.mean < 100 ? 1 : 0 }

  var sleepTable: String {
    var lines = [layout.colour("Sleep: events asked for, and those \(ReplayWords(results.index).learnt)", .bold)]
    func row(_ cells: [String]) -> String {
      Layout.pad(cells[0], 11) + " " + zip(cells.dropFirst().dropLast(), [6, 6, 7, 20, 7]).map { Layout.pad($0, $1) }.joined()
        + (cells.last ?? "")
    }
    lines.append(row(["branch", "sleep", "hours", "NREM", "learnt", "REM", "learnt"]))
    let shown = results.sleeps.count > 12 ? Array(results.sleeps.prefix(12)) : results.sleeps
    for s in shown {
      lines.append(
        row([
          Layout.clean(s.sleep.branch), s.sleep.name,
          Layout.number(s.sleep.hours, digits: s.sleep.hours == s.sleep.hours.rounded() ? 0 : 1),
          asked(s.nremAsked), interval(s.nremAccepted, digits: digits(s.nremAccepted)), asked(s.remAsked),
          interval(s.remAccepted, digits: digits(s.remAccepted)),
        ]))
    }
    if shown.count < results.sleeps.count { lines.append("… \(results.sleeps.count - shown.count) more in sleeps.csv") }
    return lines.joined(separator: "\n")
  }

  /// The interval of our effect size, and the literature's.
  private func effects(_ ours: Judgement.EffectSize, _ published: Judgement.EffectSize) -> String {
    func ends(_ e: Judgement.EffectSize) -> String { "[\(Layout.number(e.low)), \(Layout.number(e.high))]" }
    return " \(ends(ours)); published \(Layout.number(published.value)) \(ends(published))"
  }

  var tests: String {
    var lines = [layout.colour("Other tests (means over subjects; −: silenced)", .bold)]
    let shown = results.scores.count > 40 ? Array(results.scores.prefix(40)) : results.scores
    for s in shown {
      let state = results.index.states[s.state]
      let place = [state.branch, state.label, state.lesion == "none" ? "" : "−\(state.lesion)"].filter { !$0.isEmpty }
        .joined(separator: " ")
      lines.append(
        Layout.pad(Layout.clean(place), 25) + " " + Layout.pad(Layout.clean(s.measure), 34) + " " + interval(s.estimate))
    }
    if shown.count < results.scores.count { lines.append("… \(results.scores.count - shown.count) more in scores.csv") }
    return lines.joined(separator: "\n")
  }

  var agreement: String {
    let cells = results.agreement, outside = cells.filter { !$0.isInside }
    var lines = [layout.colour("Agreement with the reference table", .bold)]
    lines.append(
      "\(cells.count - outside.count) of \(cells.count) cells agree; \(outside.count) outside, \(cells.count { $0.isFarOutside }) far outside"
    )
    for c in outside.prefix(20) {
      let reference = "reference \(Layout.number(c.reference, digits: 3)) (\(Layout.number(c.referenceError, digits: 3)))"
      lines.append(
        "  " + Layout.wrap("\(Layout.clean(c.measure)): \(interval(c.ours, digits: 3)), \(reference)", width: 78, indent: "    "))
    }
    return lines.joined(separator: "\n")
  }

  var claims: String {
    var lines = [layout.colour("Claims", .bold)]
    for claim in results.claims {
      let mark = claim.outcome == .met ? "met" : claim.outcome.rawValue
      let padded = Layout.pad(mark, 13)
      let tone: Layout.Colour =
        claim.outcome == .cannot
        ? .dim : claim.isAsExpected ? .green : claim.outcome == .inconclusive ? .yellow : .red
      let note = claim.expected == .notMet ? (claim.outcome == .notMet ? ", as expected" : ", expected: not met") : ""
      lines.append(
        layout.colour(padded, tone)
          + Layout.wrap(Layout.clean(claim.name) + note, width: 66, indent: String(repeating: " ", count: 13)))
      lines.append(
        String(repeating: " ", count: 13)
          + layout.colour(Layout.wrap(Layout.clean(claim.that), width: 66, indent: String(repeating: " ", count: 13)), .dim))
      if !claim.reason.isEmpty {
        let why = Layout.wrap("why: " + Layout.clean(claim.reason), width: 66, indent: String(repeating: " ", count: 13))
        lines.append(String(repeating: " ", count: 13) + why)
      }
      for part in claim.parts {
        let what = part.isDifference ? "difference" : "value"
        var text = "\(what) \(interval(part.estimate, digits: 3)), n \(part.estimate.subjects)"
        if let d = part.effectSize {
          text += ", d \(Layout.number(d.value))"
          if let published = claim.published { text += effects(d, published) }
        }
        if let n = part.subjectsNeeded { text += "; about \(n) subjects would settle it" }
        lines.append(String(repeating: " ", count: 13) + Layout.wrap(text, width: 66, indent: String(repeating: " ", count: 13)))
      }
      if let control = claim.control {
        lines.append(
          layout.colour(Layout.pad("control", 13), control.outcome == nil ? .dim : control.fails ? .red : .green)
            + Layout.wrap(ControlText(control).text, width: 66, indent: String(repeating: " ", count: 13)))
      }
    }
    let wrong = results.claims.count { !$0.isAsExpected }, cannot = results.claims.count { $0.outcome == .cannot }
    let judged = results.claims.count - cannot
    lines.append(
      (judged == 0
        ? "no claim was judged"
        : wrong == 0
          ? "all \(judged) claims came out as expected"
          : "\(wrong) of \(judged) claims did not come out as expected")
        + (cannot == 0 ? "" : "; \(cannot) cannot be judged"))
    return lines.joined(separator: "\n")
  }
}
