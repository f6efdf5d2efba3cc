import Foundation
import Lives
import Runs
import Scenarios
import Testing

/// What is shown in cued recall.
struct CueTests {
  /// Cued recall shows what the table's column 'cue' names, and as much of lures.
  @Test func theColumnCueIsShown() throws {
    let folder = NSTemporaryDirectory() + "engram-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try "item,cue,word:6,picture:14\na,word,x,p\nb,word,y,q\n".write(toFile: folder + "/m.csv", atomically: true, encoding: .utf8)
    let text = """
      format: 1
      name: t
      subjects: 1
      materials: {m: {file: m.csv}}
      timeline:
        - study: {materials: m, epochs: 1, order: listed}
        - probe: {label: end}
      analysis: {retrievals: 2, lures: 4}
      """
    let diary = Diary()
    var file = ScenarioFile(text: text, name: "t.yaml", directory: folder)
    file.model = diary
    try Runner(try Plan.read(file), first: 1, last: 1, jobs: 1).run { _ in }
    func units(_ kind: String) -> [Set<Int>] {
      diary.pages.all.filter { $0.hasPrefix(kind) }.map { line in
        Set(line.drop { $0 != "[" }.split { !$0.isNumber }.compactMap { Int($0) })
      }
    }
    let items = units("learn"), cues = units("answer")
    #expect(items.count == 2 && cues.count == 8 && cues.allSatisfy { $0.count == 6 })
    // Two retrievals of each item with the same cue, then lures.
    #expect(cues[0] == cues[1] && cues[0].isSubset(of: items[0]) && cues[2] == cues[3] && cues[2].isSubset(of: items[1]))
    #expect(Set(cues[4...]).count == 4)
  }
}
