import Engram
import Foundation
import NumericalMethods
import Recordings
import Testing

/// What is kept of each point, what is told of points that cannot be run, and what is made of it all.
struct OutcomeTests {
  private let scratch = Scratch()

  private static let failing = SmallSweep.text(
    "  nrem: {path: timeline.2.sleep.replay.nrem, values: [4, 0, -4, many]}",
    outcomes: "  cortex: \"recall(morning, lesion: hippocampus)\"\n  came: \"acceptance(stage: nrem)\"")

  @Test func failingPointsAreRows() throws {
    let folder = try SweepFolder(scratch.path + "/one", try SmallSweep.request(scratch, Self.failing))
    let outcome = try folder.run(jobs: 2)
    #expect(outcome.isComplete && outcome.failed == 3)
    let text = try folder.collect().text, points = try SmallSweep.table(folder, "points.csv")
    #expect(points.map { $0["status"] } == ["done", "undefined", "invalid", "invalid"])
    #expect(
      points.map { $0["message"] } == [
        "", "no subject has a value of came", "timeline.2.sleep.replay.nrem: '-4' is out of range",
        "timeline.2.sleep.replay.nrem: 'many' is not a whole number",
      ])
    #expect(points.allSatisfy { $0["command"] == "engram sweep point \(folder.path) \($0["cell"] ?? "")" })
    // What there is of an undefined point is kept; there is nothing of an invalid one.
    let rows = try SmallSweep.table(folder, "outcomes.csv")
    #expect(rows.filter { $0["cell"] == "1" }.map { ($0["value"] ?? "").isEmpty } == [false, true, false, true])
    #expect(rows.allSatisfy { $0["cell"] == "0" || $0["cell"] == "1" })
    let summary = try SmallSweep.table(folder, "summary.csv").filter { $0["outcome"] == "came" }
    #expect(
      summary.map { $0["n"] } == ["2", "0", "0", "0"] && summary.map { ($0["mean"] ?? "").isEmpty } == [false, true, true, true])
    #expect(text.contains("warning: 3 runs gave no result"))
    #expect(!text.contains(".000 ["), "no number stands where there is none: \(text)")
    #expect(try folder.status().failed.map(\.cell) == [1, 2, 3])
    #expect(throws: ScenarioError.self) { _ = try folder.report(cell: 2, jobs: 1) }
    // They are not tried again.
    #expect(try folder.run(jobs: 1).failed == 0)
  }

  @Test func failingPointsDoNotBreakAnalysis() throws {
    let axes =
      "  nrem: {path: timeline.2.sleep.replay.nrem, values: [4, -4]}\n  rate: {path: brain.pathways.cortical_output.nrem_rate, values: [0.01, 0.02]}"
    for (sweep, axes) in [
      ("", axes), ("design: zip", axes),
      (
        "design: random\n  points: 6",
        "  nrem: {path: timeline.2.sleep.replay.nrem, values: [4, 3, 2, -1]}\n  rate: {path: brain.pathways.cortical_output.nrem_rate, from: 0.01, to: 0.02}"
      ),
    ] {
      let folder = try SmallSweep.run(scratch, UUID().uuidString, SmallSweep.text(axes, sweep: sweep))
      let data = try #require(FileManager.default.contents(atPath: folder.path + "/analysis.json"))
      #expect((try JSONSerialization.jsonObject(with: data) as? [String: Any])?["outcomes"] != nil, "valid JSON")
    }
  }

  /// The whole report of a cell has the numbers that the sweep kept.
  @Test func reportIsWhatTheSweepDid() throws {
    let claims = """
      subjects: 3
      claims:
        - {name: more, that: "recall(morning) > recall(morning, lesion: hippocampus)"}
        - {name: some, that: "recall(morning, lesion: hippocampus) in [0.1, 0.9]"}
      """
    let folder = try SmallSweep.run(scratch, "one", SmallSweep.text(sweep: "replicates: 2", outcomes: "", rest: claims))
    #expect(folder.plan.outcomes.first == "more")
    for number in [0, 5, 10] {
      let (results, _) = try folder.report(cell: number, jobs: 2), kept = folder.plan.result(of: folder.cells[number])
      let estimates = results.claims.flatMap { $0.parts.map(\.estimate) }
      try #require(estimates.count == folder.plan.outcomes.count)
      for (o, estimate) in estimates.enumerated() {
        var moments = Moments()
        for subject in kept.values { moments.add(subject[o]) }
        #expect(moments.count == 3 && estimate.mean == moments.mean && estimate.sd == moments.sd, "\(folder.plan.outcomes[o])")
      }
    }
    #expect(throws: SweepError.self) { _ = try folder.report(cell: 12, jobs: 1) }
    #expect(throws: SweepError.self) { _ = try folder.report(cell: -1, jobs: 1) }
  }

  @Test func memoriesAreKept() throws {
    let folder = try SmallSweep.run(scratch, "one", SmallSweep.text(sweep: "memories: true\n  replicates: 2"))
    let rows = try SmallSweep.table(folder, "memories.csv")
    #expect(rows.count == 12 * 2 * 2 * 4)
    #expect(Set(rows.map { $0["memory"] }).count == 4 && Set(rows.map { $0["lesion"] }) == ["none", "hippocampus"])
    let kept = try SmallSweep.values(folder).filter { $0.key.last == "kept" }
    for (key, value) in kept {
      let own = rows.filter { row in
        row["nrem"] == key[0] && row["rate"] == key[1] && row["subject"] == key[3] && row["lesion"] == "none"
      }
      let sum = own.compactMap { Double($0["kept"] ?? "") }.reduce(0, +),
        all = own.compactMap { Double($0["retrievals"] ?? "") }.reduce(0, +)
      #expect(own.count == 4 && Double(value) == sum / all)
    }
  }

  // Results that are put in place of simulated ones.

  /// A sweep whose outcomes have these values at (point, subject, outcome).
  private func constructed(_ text: String, _ value: (Int, Int, Int) -> Double) throws -> SweepFolder {
    let folder = try SweepFolder(scratch.path + "/" + UUID().uuidString, try SmallSweep.request(scratch, text, chunk: 1000))
    let blocks = try BlockFile(
      appendingTo: folder.path + "/chunks/c000000.part", header: "engram-sweep 1 \(folder.plan.digest) 0")
    for cell in folder.cells {
      var result = CellResult(cell)
      result.values = (0..<folder.plan.subjects).map { s in folder.plan.outcomes.indices.map { value(cell.point - 1, s, $0) } }
      try blocks.append(result.bytes)
    }
    try blocks.synchronize()
    return folder
  }

  private func finding(_ folder: SweepFolder, outcome: Int) throws -> [String: Any] {
    let data = try #require(FileManager.default.contents(atPath: folder.path + "/analysis.json"))
    let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let outcomes = try #require(root["outcomes"] as? [[String: Any]])
    return try #require(outcomes[outcome]["finding"] as? [String: Any])
  }

  private func number(_ finding: [String: Any], _ path: String...) -> Double {
    var value: Any? = finding
    for key in path { value = (value as? [String: Any])?[key] }
    return (value as? [String: Any])?["value"] as? Double ?? (value as? Double) ?? .nan
  }

  /// f = a + 2 b on a grid of −1, 0, 1 by −1, 1: variances 2/3 and 4; the second outcome is a b: only together.
  @Test func gridOfAKnownFunction() throws {
    let folder = try constructed(SmallSweep.text(rest: "subjects: 4")) { point, subject, outcome in
      let a = Double(point / 2) - 1, b = Double(point % 2) * 2 - 1, own = Double(subject) * 10
      return own + (outcome == 0 ? a + 2 * b : a * b)
    }
    let text = try folder.collect().text
    let sum = try finding(folder, outcome: 0), product = try finding(folder, outcome: 1)
    #expect(abs(number(sum, "variance_between_points") - 14.0 / 3) < 1e-9)
    #expect(abs(number(sum, "shares", "nrem") - 1.0 / 7) < 1e-9 && abs(number(sum, "shares", "rate") - 6.0 / 7) < 1e-9)
    #expect(abs(number(sum, "shares", "nrem x rate")) < 1e-9)
    #expect(abs(number(product, "shares", "nrem x rate") - 1) < 1e-9)
    #expect(text.contains("share of the variance between points") && text.contains("nrem × rate"))
    let means = try SmallSweep.table(folder, "summary.csv").filter { $0["outcome"] == "cortex" }.compactMap {
      Double($0["mean"] ?? "")
    }
    #expect(means == [12, 16, 13, 17, 14, 18])
  }

  /// Three axes of which one does nothing, f = x + y²: Sobol' and Morris see it.
  @Test(arguments: ["saltelli", "morris", "sobol"]) func sampledDesignsOfAKnownFunction(_ design: String) throws {
    let axes = ["wake_rate", "nrem_rate", "rem_rate"].map {
      "  \($0): {path: brain.pathways.cortical_output.\($0), from: 0.01, to: 0.11}"
    }
    let text = SmallSweep.text(
      axes.joined(separator: "\n"), sweep: "design: \(design)\n  points: 64", outcomes: "  f: \"recall(morning)\"")
    let plan = try SmallSweep.plan(text)
    let folder = try constructed(text) { point, _, _ in
      let x = plan.cells[point].values.map { ((Double($0) ?? .nan) - 0.01) * 10 }
      return x[0] + x[1] * x[1]
    }
    _ = try folder.collect()
    let found = try finding(folder, outcome: 0)
    switch design {
    case "saltelli":
      // V(x) = 1/12, V(y²) = 1/5 − 1/9 = 4/45.
      let share = (1.0 / 12) / (1.0 / 12 + 4.0 / 45)
      #expect(
        abs(number(found, "total", "wake_rate") - share) < 0.06 && abs(number(found, "total", "nrem_rate") - 1 + share) < 0.06)
      #expect(abs(number(found, "total", "rem_rate")) < 1e-9 && abs(number(found, "first", "wake_rate") - share) < 0.1)
    case "morris":
      func mu(_ axis: String) -> Double { ((found[axis] as? [String: Any])?["mu"] as? Double) ?? .nan }
      #expect(abs(mu("wake_rate") - 1) < 1e-9 && abs(mu("nrem_rate") - 1) < 0.15 && abs(mu("rem_rate")) < 1e-9)
    default:
      #expect(number(found, "wake_rate") > 0.5 && number(found, "nrem_rate") > 0.5 && abs(number(found, "rem_rate")) < 0.2)
    }
  }

  /// Kept where a + b is small, forgotten where it is large, blended between: letters and boundaries are where they must be.
  @Test func phaseDiagram() throws {
    let axes =
      "  nrem: {path: timeline.2.sleep.replay.nrem, values: [0, 1]}\n  rem: {path: timeline.2.sleep.replay.rem, values: [0, 10, 20, 30]}"
    let outcomes = ["kept", "blended", "forgotten"].map { "  \($0): \"\($0)(morning)\"" }.joined(separator: "\n")
    let shares: [[Double]] = [
      [0.9, 0.1, 0], [0.6, 0.4, 0], [0.1, 0.5, 0.4], [0, 0.1, 0.9], [0.5, 0.5, 0], [0.25, 0.75, 0], [0, 0.2, 0.8], [0, 0, 1],
    ]
    let folder = try constructed(SmallSweep.text(axes, outcomes: outcomes)) { point, _, outcome in shares[point][outcome] }
    let text = try folder.collect().text
    #expect(text.contains("nrem 0  K  k  b  F"), "\(text)")
    #expect(text.contains("B  F  F"))
    let rows = try SmallSweep.table(folder, "boundary.csv").filter { $0["nrem"] == "0" }
    #expect(rows.map { $0["from"] } == ["kept", "blended"] && rows.map { $0["to"] } == ["blended", "forgotten"])
    // .6 − .4 falls to .1 − .5: a third of the way; .5 − .4 to .1 − .9: a ninth.
    let places = rows.compactMap { Double($0["rem"] ?? "") }
    #expect(places.count == 2 && abs(places[0] - (10 + 10.0 / 3)) < 1e-6 && abs(places[1] - (20 + 10.0 / 9)) < 1e-6, "\(places)")
  }

  /// Differences 1, 2, 3, 4, 5 over large differences between subjects: d_z = 3/√2.5.
  @Test func comparisonAndPower() throws {
    let folder = try constructed(SmallSweep.text(rest: "subjects: 5")) { point, subject, outcome in
      Double(subject * 100) + (outcome == 0 && point == 3 ? Double(subject + 1) : 0)
    }
    let rows = try folder.comparison(1, 4).rows, first = rows[0]
    #expect(first.difference.mean == 3 && first.difference.subjects == 5)
    let effect = try #require(first.effect)
    #expect(abs(effect - 3 / 2.5.squareRoot()) < 1e-12)
    #expect(abs(first.difference.high - (3 + 2.7764451 * (2.5 / 5).squareRoot())) < 1e-6)
    #expect(
      first.power == PairedPower.power(effect: effect, subjects: 5) && first.subjects80 == PairedPower.subjects(for: effect))
    #expect((first.power ?? 0) > 0.8 && (first.subjects80 ?? 9) <= 5 && (first.subjects90 ?? 0) >= (first.subjects80 ?? 0))
    #expect(rows[1].difference.mean == 0 && rows[1].effect == nil && rows[1].power == nil)
    #expect(try folder.comparison(4, 1).rows[0].difference.mean == -3)
    for point in [0, 7] {
      let error = #expect(throws: SweepError.self) { _ = try folder.comparison(1, point) }
      #expect(error?.description == "there is no point \(point): the sweep has 1 to 6")
    }
  }

  /// Bytes of results are read back; others are refused.
  @Test func resultsAreReadBack() {
    var result = CellResult(Cell(number: 7, point: 3, replicate: 2, values: ["a", "2 h"]))
    result.values = [[1.5, .nan], [-0.0, .infinity]]
    result.message = "two\nlines, é"
    result.status = .undefined
    #expect(CellResult(result.bytes) == result)
    #expect(CellResult(Array(result.bytes.dropLast())) == nil && CellResult(result.bytes + [0]) == nil && CellResult([]) == nil)
    let others = [
      Cell(number: 7, point: 3, replicate: 2, values: ["a", "3 h"]),
      Cell(number: 7, point: 3, replicate: 1, values: ["a", "2 h"]),
      Cell(number: 7, point: 3, replicate: 2, values: ["a2 h", ""]),
    ]
    #expect(others.allSatisfy { CellResult($0).key != result.key })
  }
}
