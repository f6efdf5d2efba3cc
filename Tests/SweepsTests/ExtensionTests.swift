import Engram
import Foundation
import Testing

/// A sweep that has a folder: points are added to it, and nothing else about it changes.
struct ExtensionTests {
  private let scratch = Scratch()
  private static let range = """
      nrem: {path: timeline.2.sleep.replay.nrem, from: 0, to: 12, whole: true}
      rate: {path: brain.pathways.cortical_output.nrem_rate, from: 0.01, to: 0.04, scale: log}
    """

  /// Designs and larger ones of the same kind.
  private static let designs: [(String, String)] = [
    (SmallSweep.text(), SmallSweep.text(SmallSweep.axes.replacing("[0, 4, 12]", with: "[0, 2, 4, 12]"))),
    (SmallSweep.text(), SmallSweep.text(sweep: "replicates: 3")),
    (
      SmallSweep.text(sweep: "replicates: 2"),
      SmallSweep.text(SmallSweep.axes.replacing("[0, 4, 12]", with: "[12, 5, 4, 0]"), sweep: "replicates: 3")
    ),
    (
      SmallSweep.text(range, sweep: "design: random\n  points: 5"), SmallSweep.text(range, sweep: "design: random\n  points: 8")
    ), (SmallSweep.text(range, sweep: "design: sobol\n  points: 4"), SmallSweep.text(range, sweep: "design: sobol\n  points: 8")),
    (
      SmallSweep.text(range, sweep: "design: random\n  points: 4\n  common_random_numbers: false"),
      SmallSweep.text(range, sweep: "design: random\n  points: 6\n  common_random_numbers: false")
    ),
    (
      SmallSweep.text(range, sweep: "design: saltelli\n  points: 2"),
      SmallSweep.text(range, sweep: "design: saltelli\n  points: 4")
    ),
    (
      SmallSweep.text(range, sweep: "design: morris\n  points: 2\n  levels: 4"),
      SmallSweep.text(range, sweep: "design: morris\n  points: 3\n  levels: 4")
    ),
  ]

  @Test(arguments: designs.indices) func pointsAreAdded(_ number: Int) throws {
    let (small, large) = Self.designs[number]
    let folder = try SmallSweep.run(scratch, "grown", small, chunk: 4), before = SmallSweep.chunks(folder)
    let request = try SmallSweep.request(scratch, large)
    let refusal = #expect(throws: SweepError.self) { _ = try SweepFolder(folder.path, request) }
    #expect(refusal?.description.contains("--extend adds what is missing") == true)
    #expect(SmallSweep.chunks(folder) == before)

    let grown = try SweepFolder(folder.path, request, extend: true)
    #expect(Array(grown.cells.prefix(folder.cells.count)) == folder.cells && grown.cells.count == grown.plan.cells.count)
    #expect(try SweepFolder(folder.path).cells == grown.cells)
    #expect(try grown.run(jobs: 2).isComplete)
    _ = try SweepFolder(folder.path).collect()
    let after = SmallSweep.chunks(grown)
    for (name, bytes) in before { #expect(after[name]?.starts(with: bytes) == true, "\(name)") }

    // As if it had been as large from the start: same values, and the same tables but for numbers of cells and points.
    let fresh = try SmallSweep.run(scratch, "fresh", large, chunk: 4)
    if grown.cells.map(\.values) == fresh.cells.map(\.values) { #expect(after == SmallSweep.chunks(fresh)) }
    for name in ["cube.nc", "summary.csv", "analysis.json", "report.txt"] {
      #expect(SmallSweep.contents(grown)[name] == SmallSweep.contents(fresh)[name], "\(name)")
    }
    // The larger design, without --extend now; the smaller one no more.
    #expect(try SweepFolder(folder.path, request).cells == grown.cells)
    let fewer = #expect(throws: SweepError.self) {
      _ = try SweepFolder(folder.path, try SmallSweep.request(scratch, small), extend: true)
    }
    #expect(fewer?.description.contains("which do not contain all of those that are there") == true)
  }

  /// A run that was cut off while points were being added goes on with either all of them or the old ones.
  @Test(arguments: [false, true]) func extensionCutOff(_ isNew: Bool) throws {
    let (small, large) = Self.designs[1]
    let folder = try SmallSweep.run(scratch, "grown", small, chunk: 4)
    let design = try #require(FileManager.default.contents(atPath: folder.path + "/design.csv"))
    let json = try #require(FileManager.default.contents(atPath: folder.path + "/sweep.json"))
    let request = try SmallSweep.request(scratch, large), grown = try SweepFolder(folder.path, request, extend: true)
    // As a crash leaves it before or after sweep.json was put in place: the table still under its temporary name.
    try FileManager.default.moveItem(atPath: folder.path + "/design.csv", toPath: folder.path + "/design.next.csv")
    try design.write(to: URL(fileURLWithPath: folder.path + "/design.csv"))
    if !isNew { try json.write(to: URL(fileURLWithPath: folder.path + "/sweep.json")) }
    if isNew {
      #expect(try SweepFolder(folder.path).cells == grown.cells)
    } else {
      let error = #expect(throws: SweepError.self) { _ = try SweepFolder(folder.path) }
      #expect(error?.description.contains("--extend") == true)
    }
    let again = try SweepFolder(folder.path, request, extend: true)
    #expect(again.cells == grown.cells)
    #expect(try again.run(jobs: 1).isComplete)
    _ = try again.collect()
    let fresh = try SmallSweep.run(scratch, "fresh", large, chunk: 4)
    #expect(SmallSweep.contents(again) == SmallSweep.contents(fresh))
  }

  @Test(arguments: [
    ("subjects: 2", "subjects: 3", "subjects: 2 → 3"),
    ("strength: 0.5", "strength: 0.6", "plan.scenario.timeline.1.study.strength: 0.5 → 0.6"),
    ("subjects: 2", "subjects: 2\nseed: 7", "plan.scenario.seed: 1 → 7"),
    ("kept(morning)", "blended(morning)", "outcomes.kept: \"kept(morning)\" → \"blended(morning)\""),
    ("    kept:", "    whole:", "outcomes.kept: \"kept(morning)\" → null"),
    ("nrem: {path", "events: {path", "axes.nrem: [\"timeline.2.sleep.replay.nrem\"] → null"),
    ("sweep:\n", "sweep:\n  memories: true\n", "memories: false → true"),
    ("sweep:\n", "sweep:\n  common_random_numbers: false\n", "common_random_numbers: true → false"),
  ]) func changesAreRefused(_ old: String, _ new: String, _ difference: String) throws {
    let folder = try SweepFolder(scratch.path + "/one", try SmallSweep.request(scratch)), before = SmallSweep.contents(folder)
    let text = SmallSweep.text().replacing(old, with: new)
    try #require(text != SmallSweep.text())
    for extend in [false, true] {
      let error = #expect(throws: SweepError.self) {
        _ = try SweepFolder(folder.path, try SmallSweep.request(scratch, text), extend: extend)
      }
      let lines = error?.description.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) } ?? []
      #expect(lines.contains(difference), "\(lines)")
      #expect(lines.first?.contains("holds another sweep") == true && lines.count <= 4)
    }
    #expect(SmallSweep.contents(folder) == before)
  }

  @Test func whatDoesNotMatterMayChange() throws {
    let folder = try SmallSweep.run(scratch, "one")
    let text = "# A remark\n" + SmallSweep.text().replacing("name: small", with: "name:   small")
    #expect(try SweepFolder(folder.path, try SmallSweep.request(scratch, text)).run(jobs: 1).isComplete)
  }

  @Test func designIsCheckedAndPutBack() throws {
    let folder = try SmallSweep.run(scratch, "one"), path = folder.path + "/design.csv", before = SmallSweep.contents(folder)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    for bad in [text.replacing("\n2,3,1,4,", with: "\n2,3,1,5,"), String(text.dropLast(9)), "", nil] {
      try FileManager.default.removeItem(atPath: path)
      try bad?.write(toFile: path, atomically: true, encoding: .utf8)
      let opened = try SweepFolder(folder.path)
      #expect(opened.cells == folder.cells)
      #expect(try opened.run(jobs: 1).isComplete)
      #expect(SmallSweep.contents(opened) == before)
    }
    // Not the scenario alone but its history too decides the order of cells that were added.
    let more = try SmallSweep.request(scratch, Self.designs[0].1)
    let grown = try SweepFolder(folder.path, more, extend: true)
    #expect(try grown.run(jobs: 1).isComplete)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    let error = #expect(throws: SweepError.self) { _ = try SweepFolder(folder.path) }
    #expect(error?.description.contains("design.csv is lost or was changed") == true)
  }

  @Test func scenarioInsideIsChecked() throws {
    let folder = try SmallSweep.run(scratch, "one"), path = folder.path + "/scenario/small.yaml"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacing("strength: 0.5", with: "strength: 0.4").write(toFile: path, atomically: true, encoding: .utf8)
    let error = #expect(throws: SweepError.self) { _ = try SweepFolder(folder.path) }
    #expect(error?.description.contains("its scenario is not the one that it was made with") == true)
    try text.replacing("[0, 4, 12]", with: "[0, 3, 12]").write(toFile: path, atomically: true, encoding: .utf8)
    let other = #expect(throws: SweepError.self) { _ = try SweepFolder(folder.path) }
    #expect(other?.description.contains("does not have the points of design.csv") == true)
  }
}
