import Engram
import Foundation
import Reporting
import Sweeps
import Testing

/// The page of a sweep has the numbers of its tables.
struct SweepPageTests {
  @Test(arguments: ["grid", "latin_hypercube", "morris"]) func hasTheNumbersOfTheTables(_ design: String) throws {
    let scratch = Scratch()
    var request = try SmallSweep.request(scratch)
    (request.design, request.points) = (design, design == "grid" ? nil : 3)
    if design != "grid" {
      request.axes = try [
        "brain.pathways.cortical_output.nrem_rate=0.01..0.02", "brain.pathways.cortical_output.rem_rate=0.01..0.02",
      ].map {
        try #require(AxisText($0))
      }
    }
    let folder = try SweepFolder(scratch.path + "/sweep", request)
    _ = try folder.run(jobs: 2)
    let analysis = try folder.collect(), figure = try #require(ResponseFigure(analysis: analysis, outcome: 0).figure)
    let outcome = try #require(folder.plan.outcomes.first)
    let summary = try String(contentsOfFile: folder.path + "/summary.csv", encoding: .utf8).split(separator: "\n").dropFirst()
      .filter { $0.contains(Tables.quote(outcome)) }
    let drawn = figure.csv.split(separator: "\n").dropFirst()
    #expect(drawn.count == summary.count && !drawn.isEmpty)
    for (a, b) in zip(drawn, summary) {
      let x = a.split(separator: ","), y = b.split(separator: ",")
      #expect(x[0] == y[0] && x[x.count - 4] == y[y.count - 4] && x[x.count - 3] == y[y.count - 3])
    }
    let html = try String(contentsOfFile: folder.writePage(), encoding: .utf8)
    #expect(html.contains(outcome) && html.contains("id=\"figure-response-1\""))
    #expect(html.contains("id=\"figure-heat-1\"") == (design == "grid") && html.contains("id=\"figure-sensitivity-1\""))
  }
}
