import Foundation
import Lives
import Runs
import Scenarios
import Testing

/// What a file says and the run cannot give is a warning with the line.
struct WarningTests {
  private func warnings(_ materials: String, _ timeline: String, files: [String: String] = [:], more: String = "") throws
    -> [String]
  {
    let folder = NSTemporaryDirectory() + "engram-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for (name, text) in files { try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8) }
    let text = """
      format: 1
      name: t
      clock: {start: 20 h}
      materials:
        m: \(materials)
      timeline:
        - study: {materials: m}
        \(timeline)
        - probe: {label: end}
      \(more)
      """
    return try Plan.read(ScenarioFile(text: text, name: "t.yaml", directory: folder)).warnings
  }

  private static let salient = "{generator: random_patterns, classes: [{name: a, items: 2, salience: 1}, {name: b, items: 2}]}"

  @Test(arguments: [
    ("- sleep: {replay: {priority: salience}}", false), ("- sleep: {replay: {priority: need_gain}}", false),
    ("- sleep: {replay: {salience_gain: 2}}", false), ("- sleep: {physiology: {}, replay: {priority: salience}}", false),
    ("- wake: {duration: 1 h, rest: {}, priority: salience}", false),
    ("- sleep: {}", false), ("- sleep: {replay: {priority: uniform}}", true), ("- wake: {duration: 1 h}", true),
    ("- sleep: {replay: {priority: salience, salience_gain: 0}}", true),
    ("- sleep: {replay: {nrem: 0, rem: 0, priority: salience}}", true),
    ("- wake: {duration: 1 h, priority: salience}", true),
  ]) func salienceWithoutEffect(_ timeline: String, _ isWarned: Bool) throws {
    let warning = "'salience' in 'm' has no effect: no sleep or rest replays by it (line 5)"
    #expect(try warnings(Self.salient, timeline) == (isWarned ? [warning] : []))
    #expect(try warnings("{generator: categories}", timeline) == [])
  }

  /// A sweep that varies the priority has points at which it counts.
  @Test(arguments: [("priority", "[uniform, salience]", true), ("nrem", "[10, 20]", false)])
  func salienceInASweep(_ key: String, _ values: String, _ counts: Bool) throws {
    let sweep = "sweep: {vary: {a: {path: timeline.2.sleep.replay.\(key), values: \(values)}}, outcomes: {r: recall(end)}}"
    #expect(try warnings(Self.salient, "- sleep: {replay: {nrem: 5, priority: uniform}}", more: sweep).isEmpty == counts)
  }

  @Test func itemsThatCannotBeKept() throws {
    let four = "item,colour:5,shape:5,place:10\na,red,round,left\nb,red,flat,right\nc,blue,round,right\nd,blue,flat,left\n"
    #expect(
      try warnings("{file: m.csv}", "- sleep: {}", files: ["m.csv": four]) == [
        "all 4 items of 'm' (first: a) have no feature of their own left to recall, so that none of them can count as kept (line 5)"
      ])
    #expect(
      try warnings("{file: m.csv}", "- sleep: {}", files: ["m.csv": four + "e,green,flat,left\n"]) == [
        "4 of 5 items of 'm' (first: a) have no feature of their own left to recall, so that none of them can count as kept (line 5)"
      ])
  }
}
