import Engram
import Foundation
import Lives
import NumericalMethods
import Runs
import Testing

/// What every scenario leaves, as checksums: the records of two subjects (of one, where it is a circuit's, a paper's or a textbook's), of a night on every model file, the recordings of
/// a circuit, the tables of a small sweep or of a fit's draws. A change of the dynamics, wanted or not, is seen here; accept a wanted one
/// with ENGRAM_ACCEPT=1, and say in the commit why results changed.
///
/// Left out: `cube.nc`, which names the version; reports and what is fitted, which are made of the pinned rows. No scenario looks for
/// assemblies, whose eigenvectors may differ between processors in their last bits.
struct RecordsTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  private static let list = folder.appendingPathComponent("records.txt")
  private static let scenarios = folder.deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("scenarios")

  /// What is shorter here than in the file; all others are run whole.
  private static let shortened = [
    "circuits/ca3.yaml": ["timeline.4.observe.duration=800 ms"],
    "circuits/ca3-asymmetric.yaml": ["timeline.1.explore.duration=100 s", "timeline.4.observe.duration=500 ms"],
    "circuits/quiet-night.yaml": ["timeline.2.observe.duration=10 min"],
    "papers/Norman_et_al_2005.yaml": [
      "timeline.2.branch.oscillating.1.study.epochs=100", "timeline.2.branch.hebbian.2.study.epochs=100",
    ],
    "papers/Singh_et_al_2022-sim1.yaml": [
      "timeline.3.branch.sleep.1.sleep.autonomous.cycles=10000",
      "timeline.3.branch.cortex-asleep-alone.1.sleep.autonomous.cycles=10000",
    ],
    "papers/Singh_et_al_2022-sim2.yaml": oneRound,
    "papers/Singh_et_al_2022-sim2-unrelated.yaml": oneRound,
    "papers/Tome_et_al_2022.yaml": [
      "timeline.1.observe.duration=2 s", "timeline.3.observe.duration=12 s",
      "timeline.7.branch.coupled.1.repeat.times=1", "timeline.7.branch.coupled.1.repeat.of.1.observe.duration=12 s",
      "timeline.7.branch.decoupled.1.repeat.times=1", "timeline.7.branch.decoupled.1.repeat.of.1.observe.duration=12 s",
    ],
    "papers/Zheng_et_al_2022.yaml": [
      "materials.short.pairs=5", "materials.middle.pairs=8",
      "materials.drifting.pairs=20",
    ],
    "papers/Zheng_et_al_2022-long.yaml": [
      "materials.short.pairs=5", "materials.long.pairs=20",
    ],
    // Two points each; of a fit ten draws; of the Saltelli design the fewest, 28.
    "sweeps/fit.yaml": ["fit.simulations=10", "fit.keep=2"],
    "sweeps/overlap-by-replay.yaml": ["sweep.vary.overlap.values=[0.5]", "sweep.vary.events.values=[12, 100]"],
    "sweeps/priority.yaml": ["sweep.vary.priority.values=[uniform, need_gain]", "sweep.vary.events.values=[20]"],
    "sweeps/rem-fraction.yaml": ["sweep.vary.nrem.values=[150, 50]", "sweep.vary.rem.values=[50, 150]"],
    "sweeps/replay-amount.yaml": ["sweep.vary.events.values=[12, 100]"],
    "sweeps/sensitivity.yaml": ["sweep.points=2"],
  ]
  private static let oneRound = ["alternating", "nrem-only", "rem-only"].map { "timeline.5.branch.\($0).1.repeat.times=1" }

  @Test func areWhatTheyWere() throws {
    let names = try FileManager.default.subpathsOfDirectory(atPath: Self.scenarios.path).filter {
      $0.hasSuffix(".yaml") && !MatrixFile.describes(Self.scenarios.path + "/" + $0)
    }.sorted()
    #expect(Set(names).isSuperset(of: Self.shortened.keys))
    var pins: [Pin] = []
    try OrderedWork<[Pin]>(first: 0, last: names.count - 1, jobs: 2).run(
      worker: { { items, give in for item in items where try !give(Self.pins(of: names[item])) { break } } },
      deliver: { pins += $0 })
    if ProcessInfo.processInfo.environment["ENGRAM_ACCEPT"] != nil {
      try pins.map { "\($0.name) \($0.checksum)\n" }.joined().write(to: Self.list, atomically: true, encoding: .utf8)
    }
    let lines = try String(contentsOf: Self.list, encoding: .utf8).split(separator: "\n").map { $0.split(separator: " ") }
    let accepted = Dictionary(uniqueKeysWithValues: lines.map { (String($0[0]), String($0[1])) })
    for pin in pins { #expect(accepted[pin.name] == pin.checksum, "\(pin.name)") }
    #expect(accepted.count == pins.count)
  }

  /// What every brain with items lives.
  private static let oneNight = scenarios.appendingPathComponent("one-night.yaml").path

  /// A line of the list.
  private struct Pin: Sendable {
    var name: String
    var checksum: String

    init(_ name: String, _ sum: Checksum) { (self.name, checksum) = (name, String(sum.value, radix: 16)) }
  }

  private static func pins(of name: String) throws -> [Pin] {
    let path = scenarios.appendingPathComponent(name).path,
      isLong = ["circuits/", "papers/", "models/", "textbook/"].contains(where: name.hasPrefix)
    let subjects = isLong ? 1 : 2, shorter = shortened[name] ?? []
    // Claims may ask for what is not reached any more; records do not depend on them.
    let texts = ["subjects=\(subjects)"] + shorter + (isLong && !shorter.isEmpty ? ["claims=[]"] : [])
    let overrides = texts.map { text in
      let halves = text.split(separator: "=", maxSplits: 1)
      return Override(path: String(halves[0]), value: String(halves[1]))
    }
    let isBrain = name.hasPrefix("models/")
    let file = try isBrain ? ScenarioFile(path: oneNight, brain: path) : ScenarioFile(path: path)
    // Models without a surface hold no items: the papers' own files pin them.
    if isBrain {
      let text = try String(contentsOfFile: path, encoding: .utf8)
      guard text.contains("\nsurface:") || text.contains("\nmodel: trisynaptic") else { return [] }
    }
    let scenario = try file.scenario(overrides)
    let scratch = NSTemporaryDirectory() + "engram-records-\(UUID().uuidString)", recordings = scratch + "/recordings"
    try FileManager.default.createDirectory(atPath: recordings, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: scratch) }
    var records = Checksum()
    try Runner(try Plan(scenario), first: 1, last: subjects, jobs: 2, recordings: recordings).run {
      records.add(RecordCodec.encode($0))
    }
    var pins = [Pin(name, records)]
    let recorded = try FileManager.default.contentsOfDirectory(atPath: recordings).sorted()
    if !recorded.isEmpty { pins.append(Pin(name + ":recordings", try checksum(of: recorded, in: recordings))) }
    if scenario.sweep != nil || scenario.fit != nil {
      var request = SweepFolder.Request(scenario: path)
      (request.overrides, request.fit) = (overrides, scenario.fit != nil)
      let sweep = try SweepFolder(scratch + "/sweep", request)
      #expect(try sweep.run(jobs: 2).failed == 0, "\(name)")
      _ = try sweep.collect()
      pins.append(Pin(name + ":tables", try checksum(of: ["design.csv", "outcomes.csv", "summary.csv"], in: sweep.path)))
    }
    return pins
  }

  private static func checksum(of files: [String], in folder: String) throws -> Checksum {
    var sum = Checksum()
    for file in files {
      sum.add(file.utf8)
      sum.add([UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/" + file))))
    }
    return sum
  }
}
