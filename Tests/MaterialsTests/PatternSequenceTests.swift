import Declarations
import Materials
import NumericalMethods
import Testing

/// Random patterns that are learnt one after another.
struct PatternSequenceTests {
  private static let mark = Mark(file: "", line: 1, column: 1)

  private static func place(_ active: Int, pools: Int = 1, cue: Double = 0, wanted: Bool = false) -> PatternLayer {
    var place = PatternLayer()
    (place.active, place.pools, place.cue, place.isWanted) = (active, pools, cue, wanted)
    return place
  }

  private static func sequence(_ places: [(String, PatternLayer)], count: Int = 7, distinct: Bool = false) -> PatternSequence {
    var sequence = PatternSequence()
    sequence.places = places.map { Named($0.0, $0.1, at: mark) }
    (sequence.count, sequence.isDistinct) = (count, distinct)
    return sequence
  }

  private static func task(_ sequence: PatternSequence, units: Int = 40, subject: Int = 1) -> any LayerTask {
    var random = RandomStream(seed: 3, subject: subject, purpose: Purpose(.test))
    return sequence.task({ _ in units }, &random)
  }

  private static func active(_ pattern: LayerPattern?) -> Set<Int> {
    Set(pattern?.values.indices.filter { pattern?.values[$0] == 1 } ?? [])
  }

  /// As many units as asked for in every pool; a cue is a part of its pattern; subjects differ.
  @Test func patternsAndCues() throws {
    let sequence = Self.sequence([("trace", Self.place(10, cue: 0.5, wanted: true)), ("groups", Self.place(2, pools: 4))])
    let task = Self.task(sequence)
    #expect(task.items.count == 7 && task.items.map(\.count) == [Int](repeating: 2, count: 7))
    for (item, test) in zip(task.items, task.tests) {
      #expect(Self.active(item[0]).count == 10)
      for pool in 0..<4 { #expect(Self.active(item[1]).count { $0 / 10 == pool } == 2) }
      let cue = Self.active(test.shown.first)
      #expect(test.shown.map(\.layer) == ["trace"] && cue.count == 5 && cue.isSubset(of: Self.active(item[0])))
      #expect(test.wanted == [item[0]])
    }
    #expect(Self.task(sequence, subject: 2).items != task.items)
    #expect(Self.task(sequence).items == task.items)
  }

  /// An epoch shows whole patterns, always in the same order; thirds go from the oldest to the newest.
  @Test func orderAndParts() {
    let task = Self.task(Self.sequence([("trace", Self.place(10, cue: 0.5, wanted: true))]))
    var random = RandomStream(seed: 1, subject: 1, purpose: Purpose(.study))
    for _ in 0..<2 { #expect(task.epoch(&random).map(\.shown) == task.items) }
    #expect(task.tests.map(\.group) == ["oldest", "oldest", "oldest", "middle", "middle", "newest", "newest"])
    #expect(Self.sequence([], count: 2).groups == ["all"])
  }

  /// Distinct patterns share no unit, and may use up all.
  @Test func distinctPatterns() {
    let task = Self.task(Self.sequence([("groups", Self.place(2, pools: 4, wanted: true))], count: 5, distinct: true))
    let all = task.items.map { Self.active($0[0]) }
    #expect(all.allSatisfy { $0.count == 8 } && all.reduce(Set()) { $0.union($1) }.count == 40)
  }
}
