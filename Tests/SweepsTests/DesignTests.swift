import Engram
import Foundation
import Testing

/// Which points a sweep has, and what is put into the scenario at each.
struct DesignTests {
  private func points(_ axes: String, _ sweep: String = "") throws -> [[String]] {
    try SmallSweep.plan(SmallSweep.text(axes, sweep: sweep)).cells.map(\.values)
  }

  private static let nrem = "  nrem: {path: timeline.2.sleep.replay.nrem, "
  private static let rate = "  rate: {path: brain.pathways.cortical_output.nrem_rate, "
  private static let ranges =
    nrem + "from: 0, to: 8, whole: true, steps: 3}\n" + rate + "from: 0.001, to: 0.1, scale: log, steps: 3}\n"

  @Test func gridTakesEveryCombinationTheLastAxisFastest() throws {
    #expect(
      try points(Self.nrem + "values: [8, 2]}\n" + Self.rate + "from: 0.001, to: 0.1, scale: log, steps: 3}")
        == [["8", "0.001"], ["8", "0.01"], ["8", "0.1"], ["2", "0.001"], ["2", "0.01"], ["2", "0.1"]])
  }

  @Test func valuesOfRanges() throws {
    #expect(try points(Self.rate + "from: 0.1, to: 0.3, steps: 3}") == [["0.1"], ["0.2"], ["0.3"]])
    #expect(try points(Self.nrem + "from: 1, to: 4, steps: 3, whole: true}") == [["1"], ["3"], ["4"]])
    let hours = "  hours: {path: timeline.2.sleep.duration, from: 2, to: 8, steps: 3, unit: h}"
    #expect(try points(hours) == [["2 h"], ["5 h"], ["8 h"]])
    #expect(try points(Self.rate + "from: 0.1, to: 0.3, steps: 1}") == [["0.1"]])
  }

  /// The values arrive: with the unit, at every path of the axis.
  @Test func scenarioHasTheValues() throws {
    let axes =
      "  hours: {path: timeline.2.sleep.duration, values: [2 h, 90 min]}\n"
      + "  events: {path: [timeline.2.sleep.replay.nrem, timeline.2.sleep.replay.rem], values: [3, 7]}"
    let plan = try SmallSweep.plan(SmallSweep.text(axes))
    let texts = try plan.cells.map { try Plan(plan.scenario(of: $0)).contents.json(indent: nil) }
    for (text, (hours, n)) in zip(texts, [("2 h", 3), ("2 h", 7), ("1.5 h", 3), ("1.5 h", 7)]) {
      #expect(
        text.contains("\"duration\": \"\(hours)\"") && text.contains("\"nrem\": \(n)") && text.contains("\"rem\": \(n)"),
        "\(text)")
    }
  }

  @Test func zipTakesValuesTogether() throws {
    #expect(
      try points(Self.nrem + "values: [1, 2, 4]}\n" + Self.rate + "from: 0.1, to: 0.3, steps: 3}", "design: zip")
        == [["1", "0.1"], ["2", "0.2"], ["4", "0.3"]])
  }

  @Test(arguments: [
    ("random", 7, 7), ("latin_hypercube", 7, 7), ("sobol", 8, 8), ("morris", 3, 9), ("saltelli", 4, 16),
  ]) func countsOfSampledDesigns(_ design: String, _ points: Int, _ count: Int) throws {
    let cells = try self.points(Self.ranges, "design: \(design)\n  points: \(points)\n  replicates: 2")
    #expect(cells.count == 2 * count && Array(cells[..<count]) == Array(cells[count...]))
    for cell in cells {
      let (nrem, rate) = (try #require(Int(cell[0])), try #require(Double(cell[1])))
      #expect((0...8).contains(nrem) && (0.001...0.1).contains(rate))
    }
    #expect(Set(cells).count > count / 2)
  }

  @Test func latinHypercubeFillsEveryStratum() throws {
    let cells = try points(Self.ranges, "design: latin_hypercube\n  points: 20")
    let strata = cells.map { Int((log10(Double($0[1]) ?? 0) + 3) / 2 * 20) }
    #expect(Set(strata) == Set(0..<20))
  }

  @Test func oneAxisChangesInAMorrisStep() throws {
    let cells = try points(Self.ranges, "design: morris\n  points: 4\n  levels: 4")
    for t in 0..<4 {
      for step in 0..<2 {
        let (a, b) = (cells[3 * t + step], cells[3 * t + step + 1])
        #expect(zip(a, b).count { $0 != $1 } == 1)
      }
    }
  }

  @Test func categoriesAreDrawnToo() throws {
    let cells = try points(Self.nrem + "values: [1, 2, 3]}", "design: random\n  points: 60")
    let counts = Dictionary(grouping: cells.map { $0[0] }) { $0 }.mapValues(\.count)
    #expect(Set(counts.keys) == ["1", "2", "3"] && counts.values.allSatisfy { $0 > 8 })
  }

  @Test func cellsAreNumberedReplicateByReplicate() throws {
    let plan = try SmallSweep.plan(SmallSweep.text(sweep: "replicates: 2"))
    #expect(plan.cells.map(\.number) == Array(0..<12) && plan.cells.map(\.replicate) == [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2])
    #expect(plan.cells.map(\.point) == [1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6])
  }

  /// Runs of a replicate have subjects of their own, which do not depend on how many replicates there are.
  @Test func replicatesDoNotDependOnTheirNumber() throws {
    let few = try SmallSweep.plan(SmallSweep.text(sweep: "replicates: 2"))
    let many = try SmallSweep.plan(SmallSweep.text(sweep: "replicates: 4"))
    #expect(few.result(of: few.cells[9]) == many.result(of: many.cells[9]))
    #expect(few.result(of: few.cells[9]).values != few.result(of: few.cells[3]).values)
    // The subjects of replicate 2 are 3 and 4 of a run with more of them.
    let four = try SmallSweep.plan(SmallSweep.text(rest: "subjects: 4"))
    let cortex = { (result: CellResult) in result.values.map { $0[0] } }
    #expect(cortex(few.result(of: few.cells[9])) == Array(cortex(four.result(of: four.cells[3]))[2...]))
  }

  /// Two points that differ in nothing that matters are equal with common random numbers, and not without.
  @Test(arguments: [true, false]) func commonRandomNumbers(_ isCommon: Bool) throws {
    let axis = "  confidence: {path: analysis.confidence, values: [0.9, 0.95]}"
    let plan = try SmallSweep.plan(SmallSweep.text(axis, sweep: "common_random_numbers: \(isCommon)"))
    let results = plan.cells.map { plan.result(of: $0).values }
    #expect((results[0] == results[1]) == isCommon)
    #expect(results.allSatisfy { $0.count == 2 })
  }

  /// Runs with different numbers of subjects: a table has as many rows as there were.
  @Test func subjectsAsAnAxis() throws {
    let scratch = Scratch()
    let folder = try SmallSweep.run(
      scratch, "one", SmallSweep.text("  people: {path: subjects, values: [1, 3]}", sweep: "replicates: 2"))
    let rows = try SmallSweep.table(folder, "outcomes.csv").filter { $0["outcome"] == "cortex" }
    #expect(rows.map { $0["subject"] } == ["1", "1", "2", "3", "2", "4", "5", "6"])
    #expect(rows.allSatisfy { Double($0["value"] ?? "") != nil })
    let summary = try SmallSweep.table(folder, "summary.csv").filter { $0["outcome"] == "cortex" }
    #expect(summary.map { $0["n"] } == ["2", "6"])
  }

  @Test func commandLineAxes() throws {
    let scratch = Scratch()
    var request = try SmallSweep.request(scratch)
    request.axes = ["timeline.2.sleep.duration=2..8 h:4", "timeline.2.sleep.replay.nrem=1, 2"].compactMap { AxisText($0) }
    let plan = try request.plan()
    #expect(plan.settings.axes.map(\.name) == ["duration", "nrem"])
    #expect(plan.cells.map(\.values).prefix(3) == [["2 h", "1"], ["2 h", "2"], ["4 h", "1"]] && plan.cells.count == 8)
    request.axes = ["brain.pathways.cortical_output.nrem_rate=-1e-2..1E-1"].compactMap { AxisText($0) }
    (request.design, request.points) = ("random", 3)
    #expect(throws: ScenarioError.self, "the first point is out of range") { try request.plan() }
    request.axes = ["timeline.2.sleep.replay.nrem=1,2", "timeline.1.study.nrem=1"].compactMap { AxisText($0) }
    let error = #expect(throws: ScenarioError.self) { try request.plan() }
    #expect(error.map { "\($0)" }?.contains("nrem") == true)
    #expect(AxisText("nothing") == nil && AxisText("=1") == nil)
  }

  @Test(arguments: [
    ("x=1..2..3:4", "'1..2..3:4' is not a range"), ("x=a..b:3", "'a..b:3' is not a range"), ("x=", "'x' is given no values"),
    ("x=1..2", "'x' needs 'steps' in a grid"), ("x=2..1:3", "the range of 'x' is empty"), ("x=1,1", "'x' has a value twice"),
    ("x=1..2:0", "'1..2:0' is not a range"), ("x=1..2:3:4", "'1..2:3:4' is not a range"),
    ("timeline.9.sleep=1", "'9' is not a number from 1 to 3"), ("brain.sise=1", "'sise' is not a key"),
    ("seed.value=1", "a mapping stands where a whole number is due"),
    ("replicate=1", "'replicate' is a column of the results already"),
  ]) func badAxes(_ text: String, _ message: String) throws {
    let scratch = Scratch()
    var request = try SmallSweep.request(scratch)
    request.axes = [try #require(AxisText(text))]
    let error = #expect(throws: ScenarioError.self) { try request.plan() }
    guard case .invalid(let issues, let rendered) = error else { return }
    #expect(rendered.contains(message) && issues.all.count == 1, "\(rendered)")
  }

  @Test func tablesAreReadBack() {
    let rows = [["a", "b c"], ["", "x,y"], ["say \"so\"", "two\nlines\r\n"], ["\"", "=1+1"], ["-2 h", "é"], ["", ""]]
    func read(_ text: String) -> [[String]] { Array(IteratorSequence(CSVLines(text))) }
    #expect(read(rows.map(CSVLines.line).joined()) == rows)
    #expect(read("a,b\nc,d") == [["a", "b"], ["c", "d"]] && read("") == [])
  }
}
