import Analysis
import Declarations
import Foundation
import Reporting
import Scenarios

/// The report of a sweep as a page: response curves, maps, and what the outcomes depend on.
struct SweepPage {
  let analysis: SweepAnalysis

  /// Outcomes with pictures of their own, at most.
  private static let most = 12

  var html: String { page(library: DrawingLibrary.find()).html }

  func page(library: DrawingLibrary?) -> Page {
    let plan = analysis.plan, scenario = plan.base.scenario, settings = plan.settings
    var page = Page(title: scenario.title.isEmpty ? scenario.name : scenario.title), count = 0
    page.library = library
    let points = plan.cells.count / max(1, settings.replicates), status = analysis.status
    var warnings: [String] = []
    if status.done < status.total { warnings.append("\(status.total - status.done) of \(status.total) runs are missing") }
    if !status.failed.isEmpty { warnings.append("\(status.failed.count) runs gave no result (points.csv has them all)") }
    page.lead = """
      <p>\(settings.design.rawValue.replacing("_", with: " ")) over \(settings.axes.map(\.name).joined(separator: ", ")): \(points) points\(settings.replicates > 1 ? " × \(settings.replicates) replicates" : "") × \(scenario.subjects) subjects, seed \(scenario.seed); \(settings.commonRandomNumbers ? "the same subjects at every point" : "new subjects at every point").</p>
      \(warnings.isEmpty ? "" : "<div class=\"warning\" role=\"note\">\(warnings.joined(separator: "; "))</div>" as Markup)
      """
    func add(_ id: String, _ title: String, _ figures: [Figure?]) {
      let list = figures.compactMap(\.self).map { figure -> Markup in
        count += 1
        return figure.markup(number: count)
      }
      if !list.isEmpty { page.sections.append(.init(id, title, list.joined())) }
    }
    add("phases", "Fates over the plane", [PhaseFigure(analysis: analysis).figure])
    for (o, outcome) in analysis.outcomes.prefix(Self.most).enumerated() {
      add(
        "outcome-\(o + 1)", outcome.name,
        [
          HeatFigure(analysis: analysis, outcome: o).figure, ResponseFigure(analysis: analysis, outcome: o).figure,
          SensitivityFigure(analysis: analysis, outcome: o).figure,
        ])
    }
    if analysis.outcomes.count > Self.most {
      page.sections.append(
        .init("more", "More", "<p>\(analysis.outcomes.count - Self.most) more outcomes are in <code>summary.csv</code>.</p>"))
    }
    page.sections.append(
      .init(
        "again", "The same bytes again",
        """
        <p>Sweep <code>\(plan.digest)</code>. <code>points.csv</code> has the command of every run.</p>
        <details><summary>The sweep in full: every default written out</summary><pre tabindex="0" aria-label="Plan">\(Markup.lines(plan.contents.json()))</pre></details>
        """))
    page.data.append(("results", analysis.value))
    return page
  }
}

extension SweepFolder {
  /// What is there of a sweep, analysed.
  public func analysis() throws -> SweepAnalysis { try SweepAnalysis(self, try status()) }

  /// What 'engram fit' reported, where the draws are a fit's.
  public var fitReport: String? {
    guard FileManager.default.fileExists(atPath: path + "/fit.json") else { return nil }
    return try? String(contentsOfFile: path + "/report.txt", encoding: .utf8)
  }

  /// Writes `report.html`, and says where it is.
  @discardableResult
  public func writePage() throws -> String {
    let html = SweepPage(analysis: try analysis()).html
    try Self.output(path + "/report.html") { try $0.write(html) }
    return path + "/report.html"
  }
}
