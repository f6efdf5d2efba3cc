import Analysis
import Scenarios

/// Every claim with what came of it: the first thing that a reader wants to know.
struct ClaimsSection {
  let results: Results
  let scenario: Scenario

  var markup: Markup {
    guard !results.claims.isEmpty else { return "<p>This scenario claims nothing.</p>" }
    let unexpected = results.claims.count { !$0.isAsExpected }, cannot = results.claims.count { $0.outcome == .cannot }
    let count = results.claims.count - cannot
    let verdict =
      unexpected > 0
      ? "\(unexpected) of \(count) claims did not come out as expected."
      : count == 0
        ? "No claim can be judged."
        : count == 1 ? "The claim came out as expected." : "All \(count) claims came out as expected."
    let rest = cannot == 0 || count == 0 ? "" : " \(cannot) cannot be judged."
    let items = results.claims.enumerated().map { number, claim in item(claim, number + 1) }.joined()
    return
      "<p class=\"verdict\"><strong>\(verdict)\(rest)</strong> A negative control is expected not to be met.</p><ol class=\"claims\">\(items)</ol>"
  }

  private func item(_ claim: Judgement, _ number: Int) -> Markup {
    let isOpen = claim.outcome == .inconclusive || claim.outcome == .cannot
    let fails = claim.control?.fails == true
    let word =
      fails ? "not-met" : isOpen || claim.isAsExpected && claim.outcome != .met ? "open" : claim.isAsExpected ? "met" : "not-met"
    let expected =
      claim.outcome == .cannot
      ? ""
      : claim.outcome == claim.expected
        ? (claim.expected == .met ? "" : ", as expected") : ", expected: \(claim.expected.rawValue)"
    let reason = claim.reason.isEmpty ? "" : "<p>Why: \(claim.reason)</p>" as Markup
    let parts = claim.parts.enumerated().map { i, part in self.part(part, id: "claim-\(number)-\(i + 1)") }.joined()
    let control = claim.control.map {
      "<p><span class=\"badge \($0.fails ? "not-met" : "open")\">control</span> \(ControlText($0).text)</p>" as Markup
    }
    let reference = scenario.citation(claim.reference)
    let published = claim.published.map {
      "<p>Published effect: \(Layout.number($0.value)) [\(Layout.number($0.low)), \(Layout.number($0.high))].</p>" as Markup
    }
    return """
      <li class="claim \(word)">
      <p><span class="badge \(word)">\(claim.outcome.rawValue)\(expected)</span> <b>\(claim.name)</b></p>
      <p><code>\(claim.that)</code></p>
      \(reason)\(parts)\(control ?? "")\(published ?? "")\(reference.isEmpty ? "" : "<p class=\"source\">\(reference)</p>" as Markup)
      </li>
      """
  }

  private func part(_ part: Judgement.Part, id: String) -> Markup {
    let e = part.estimate, d = part.effectSize.map { ", d \(Layout.number($0.value))" } ?? ""
    let needed = part.subjectsNeeded.map { "; about \($0) subjects would settle it" } ?? ""
    return """
      <div class="part">\(ClaimFigure(part: part).drawing.svg(id: id))
      <span>\(part.isDifference ? "difference" : "value") \(Layout.number(e.mean, digits: 3)) [\(Layout.number(e.low, digits: 3)), \(Layout.number(e.high, digits: 3))], n \(e.subjects)\(d)\(needed)</span></div>
      """
  }
}
