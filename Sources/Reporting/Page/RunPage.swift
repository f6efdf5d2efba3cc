import Analysis
import Declarations
import Recordings
import Scenarios

/// The report of one run as a page: claims first, then pictures, then how to make the same bytes.
public struct RunPage {
  let results: Results
  let scenario: Scenario
  /// What else a page tells of a run.
  let source: Source

  public struct Source: Sendable {
    /// Of the program.
    public var version: String
    /// The plan in full.
    public var plan: Value
    public var digest: String
    /// What makes the same bytes.
    public var command: String
    /// The first subject, whose nights are shown.
    public var first: SubjectRecord?

    public init(version: String, plan: Value, digest: String, command: String, first: SubjectRecord?) {
      (self.version, self.plan, self.digest, self.command, self.first) = (version, plan, digest, command, first)
    }
  }

  public init(_ results: Results, scenario: Scenario, source: Source) {
    (self.results, self.scenario, self.source) = (results, scenario, source)
  }

  /// Nights with pictures of their own, and branches, at most: a talk has no use for more, and the tables have all.
  private static let mostNights = 4
  private static let mostBranches = 4
  private static let mostScores = 12
  /// Memories times probe states of which all numbers are in the page; with more they are in `results.json` alone.
  private static let mostCells = 1000

  /// What would make pages better; nil if nothing is missing.
  public static var advice: String? { DrawingLibrary.find() == nil ? DrawingLibrary.advice : nil }

  public var html: String { page(library: DrawingLibrary.find()).html }

  package func page(library: DrawingLibrary?) -> Page {
    var page = Page(title: scenario.title.isEmpty ? scenario.name : scenario.title), count = 0
    page.library = library
    page.lead = lead
    func figures(_ list: [Figure?]) -> Markup {
      list.compactMap(\.self).map { figure -> Markup in
        count += 1
        return figure.markup(number: count)
      }.joined()
    }
    func add(_ id: String, _ title: String, _ content: Markup) {
      if !content.html.isEmpty { page.sections.append(.init(id, title, content)) }
    }
    add("claims", "Claims", ClaimsSection(results: results, scenario: scenario).markup)
    let places = results.finalProbes.prefix(Self.mostBranches)
    add(
      "fates", "What became of the memories",
      figures(places.map { FateFlow(results: results, branch: $0.branch).figure }) + memoryTables)
    let night = source.first.flatMap { NightData(results: results, record: $0) }
    if let night {
      add("player", "The night player", night.stage)
      page.data.append(("night-data", night.value))
      page.needsPlayer = true
    }
    add("retention", "Retention", figures([RetentionFigure(results: results).figure]))
    add("nights", "The night", nights(figures))
    add("lesions", "Lesions", figures([LesionFigure(results: results).figure]))
    add(
      "blending", "Blending",
      figures(places.map { BlendGraph(results: results, branch: $0.branch, label: $0.label).figure }))
    add(
      "codes", "Codes",
      figures(
        results.ends.prefix(Self.mostBranches).flatMap { branch in
          [false, true].map { SimilarityFigure(results: results, branch: branch, isSettled: $0).figure }
        }))
    let measures = ScoreFigure.measures(results)
    add(
      "measures", "Other measures",
      figures(measures.prefix(Self.mostScores).map { ScoreFigure(results: results, measure: $0).figure })
        + (measures.count > Self.mostScores
          ? "<p>\(measures.count - Self.mostScores) more measures are in <code>scores.csv</code>.</p>" : ""))
    add("agreement", "Agreement with reference values", agreement)
    add(
      "methods", "Methods",
      "<p id=\"methods-text\">\(Methods(results, scenario, version: source.version).text)</p><p class=\"tools\"><button type=\"button\" data-copy=\"methods-text\">Copy this paragraph</button></p>"
    )
    add("again", "The same bytes again", again)
    let numbers = JSONReport.value(results, scenario: scenario, version: source.version)
    if results.index.memories.count * results.states.count <= Self.mostCells { page.data.append(("results", numbers)) }
    return page
  }

  private var lead: Markup {
    let warnings = results.warnings.map { "<li>\($0)</li>" as Markup }.joined("")
    return """
      \(scenario.question.isEmpty ? "" : "<p class=\"question\">\(scenario.question)</p>" as Markup)
      <p>\(results.subjects) subject\(results.subjects == 1 ? "" : "s"), seed \(scenario.seed), \(scenario.size). [ ] is the \(Layout.number(results.confidence * 100, digits: 0)) % interval over subjects.\(scenario.ablated.isEmpty ? "" : " <strong>Ablated: \(scenario.ablated.joined(separator: ", ")).</strong>" as Markup)\(scenario.publishedSettings.isEmpty ? "" : " In force: \(scenario.publishedSettings.joined(separator: "; "))." as Markup)</p>
      \(results.warnings.isEmpty ? "" : "<div class=\"warning\" role=\"note\"><b>Warnings</b><ul>\(warnings)</ul></div>" as Markup)
      """
  }

  private func nights(_ figures: ([Figure?]) -> Markup) -> Markup {
    guard let record = source.first else { return "" }
    let slept = results.index.sleeps.indices.filter { s in
      record.replays.contains { Int($0.sleep) == s && $0.accepted == 1 } || record.bouts.contains { Int($0.sleep) == s }
    }
    let rest =
      slept.count > Self.mostNights
      ? "<p>\(slept.count - Self.mostNights) more sleeps are in <code>replays.csv</code>.</p>" : "" as Markup
    let list = slept.prefix(Self.mostNights).flatMap { s in
      let night = NightFigure(results: results, record: record, sleep: s)
      return [night.hypnogram, night.raster]
    }
    let markup = figures(list)
    return markup.html.isEmpty ? "" : "\(markup)\(rest)"
  }

  private var memoryTables: Markup {
    results.finalProbes.prefix(Self.mostBranches).map {
      MemorySection(results: results, branch: $0.branch, label: $0.label).markup
    }
    .joined()
  }

  private var agreement: Markup {
    guard !results.agreement.isEmpty else { return "" }
    let inside = results.agreement.count { $0.isInside }
    let rows = results.agreement.map { c in
      "<tr\(c.isInside ? "" : " class=\"outside\"" as Markup)><td><code>\(c.measure)</code></td><td class=\"n\">\(Layout.number(c.reference, digits: 3)) (\(Layout.number(c.referenceError, digits: 3)))</td><td class=\"n\">\(Layout.number(c.ours.mean, digits: 3)) (\(Layout.number(c.ours.standardError, digits: 3)))</td><td>\(c.isInside ? "agrees" : "differs")</td></tr>"
        as Markup
    }.joined()
    return """
      <p>\(inside) of \(results.agreement.count) cells agree (within three standard errors or the tolerance).</p>
      <details><summary>All cells</summary><div class="scroll" tabindex="0" role="region" aria-label="Agreement"><table><thead><tr><th scope="col">measure</th><th scope="col">reference (s.e.)</th><th scope="col">here (s.e.)</th><th scope="col">verdict</th></tr></thead><tbody>\(rows)</tbody></table></div></details>
      """
  }

  private var again: Markup {
    """
    <p>Engram \(source.version), seed \(scenario.seed), plan <code>\(source.digest)</code>. This command gives the same bytes, whatever the number of threads, from the scenario file that the results' folder keeps in <code>scenario/</code>:</p>
    <pre tabindex="0" aria-label="Command">\(source.command)</pre>
    <details><summary>The plan in full: every default written out</summary><pre tabindex="0" aria-label="Plan">\(Markup.lines(source.plan.json()))</pre></details>
    """
  }
}

extension Markup {
  static func + (a: Markup, b: Markup) -> Markup { "\(a)\(b)" }
}
