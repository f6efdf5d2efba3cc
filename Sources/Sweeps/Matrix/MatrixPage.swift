import Analysis
import Lives
import Reporting
import Runs
import Scenarios

/// The table as a page: a picture of it, the table itself with the numbers of every cell, and what breaks each.
struct MatrixPage {
  let table: MatrixTable
  var library: DrawingLibrary?

  private var plan: MatrixPlan { table.plan }

  var html: String {
    var page = Page(title: plan.title.isEmpty ? "Experiments × theories" : plan.title)
    page.library = library
    page.lead = """
      <p>\(plan.size), \(table.subjects). \(table.intervals).</p>
      <ul class="legend">
      <li>\(badge(.met)) the whole interval lies inside what is claimed</li>
      <li>\(badge(.notMet)) it lies outside</li>
      <li>\(badge(.inconclusive)) neither: more subjects would tell</li>
      <li>\(badge(.cannot)) the brain lacks what the claim or the experiment takes</li>
      <li><b>!</b> the experiment's file expects otherwise; a negative control is expected not to be met</li>
      </ul>
      """
    page.sections = [
      .init("overview", "At a glance", MatrixOverview(table: table).figure.markup(number: 1)), .init("table", "The table", rows),
      .init("picture", "The picture", MatrixFigure(table: table).figure.markup(number: 2)),
      .init("breaks", "What breaks each", breaks), .init("experiments", "The experiments", experiments),
    ]
    page.data.append(("results", table.value))
    return page.html
  }

  private func badge(_ outcome: Judgement.Outcome, _ text: String? = nil, disagrees: Bool = false) -> Markup {
    let style = outcome == .met ? "met" : outcome == .notMet ? "not-met" : outcome == .cannot ? "cannot" : "open"
    return "<span class=\"badge \(style)\(disagrees ? " disagrees" : "")\">\(text ?? MatrixEntry.word(outcome))</span>"
  }

  private func badge(_ entry: MatrixEntry) -> Markup { badge(entry.outcome, entry.marked, disagrees: entry.disagrees) }

  private var rows: Markup {
    let head = plan.brains.map { brain -> Markup in
      // A long name breaks between its words.
      let words = brain.name.split(separator: "_", omittingEmptySubsequences: false).map { "\(String($0))" as Markup }
      return "<th scope=\"col\">\(words.joined("_<wbr>"))</th>"
    }.joined("")
    let body = plan.experiments.enumerated().map { e, experiment -> Markup in
      let claims = zip(experiment.claims, table.entries[e]).map { claim, row -> Markup in
        let cells = row.enumerated().map { b, entry in cell(entry, claim: claim.name, brain: plan.brains[b].name) }.joined("")
        return "<tr><th scope=\"row\">\(claim.name)</th>\(cells)</tr>"
      }.joined()
      return """
        <tbody><tr class="experiment"><th scope="rowgroup" colspan="\(plan.brains.count + 1)">\(experiment.name)</th></tr>
        \(claims)</tbody>
        """
    }.joined()
    let sums = MatrixEntry.words.enumerated().map { w, word in
      "<tr><th scope=\"row\">\(MatrixEntry.word(word))</th>\(sum { table.counts(brain: $0)[w] })</tr>" as Markup
    }.joined()
    return """
      <p class="hint">Point at a cell, or open it, for its numbers: estimate, interval, n, and what is claimed.</p>
      <div class="scroll" tabindex="0" role="region" aria-label="Claims on brains"><table class="matrix">
      <thead><tr><th scope="col">claim</th>\(head)</tr></thead>
      \(body)
      <tbody><tr class="experiment"><th scope="rowgroup" colspan="\(plan.brains.count + 1)">all claims</th></tr>
      \(sums)
      <tr><th scope="row">! not as the files expect</th>\(sum { table.disagreements(brain: $0) })</tr></tbody>
      </table></div>
      """
  }

  private func sum(_ count: (Int) -> Int) -> Markup {
    plan.brains.indices.map { "<td class=\"n\">\(count($0))</td>" as Markup }.joined("")
  }

  private func cell(_ entry: MatrixEntry, claim: String, brain: String) -> Markup {
    let numbers = entry.details.map { "<p>\($0)</p>" as Markup }.joined("")
    return """
      <td title="\(entry.details.joined(separator: "; "))"><details><summary aria-label="\(claim), \(brain): \(entry.marked)">\(badge(entry))</summary>\(numbers)</details></td>
      """
  }

  private var breaks: Markup {
    plan.brains.enumerated().map { b, brain -> Markup in
      let groups = table.obstacleGroups(brain: b)
      let items = groups.map { group -> Markup in
        let names = group.claims.map { "<b>\($0)</b>" as Markup }.joined("<br>")
        return
          "<li class=\"claim\"><p>\(badge(group.outcome, group.word, disagrees: group.disagrees)) \(names)</p><p>\(group.why)</p></li>"
      }.joined()
      return
        "<h3>\(brain.name)</h3>\(groups.isEmpty ? "" : "<ul class=\"claims\">\(items)</ul>" as Markup)<p>\(table.remainder(brain: b))</p>"
    }.joined()
  }

  private func title(_ experiment: MatrixPlan.Experiment) -> String {
    experiment.title.isEmpty ? "" : ": " + experiment.title
  }

  private var experiments: Markup {
    let items = plan.experiments.map { experiment -> Markup in
      let claims = experiment.claims.map {
        "<li>\($0.name)\($0.expect == .notMet ? " (expected: not met)" : "")<br><code>\($0.that)</code></li>" as Markup
      }.joined()
      return "<details><summary>\(experiment.name)\(title(experiment))</summary><ul>\(claims)</ul></details>"
    }.joined()
    return """
      \(items)
      <p>Engram \(Release.version). <code>plan.json</code> says in which folder each cell's results are; <code>engram report FOLDER --format html</code> makes a page of one.</p>
      """
  }
}
