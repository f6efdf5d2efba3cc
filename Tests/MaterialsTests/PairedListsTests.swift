import Materials
import NumericalMethods
import Testing

/// Lists of paired associates.
struct PairedListsTests {
  private func task(_ change: (inout PairedLists) -> Void = { _ in }) -> any LayerTask {
    var settings = PairedLists()
    (settings.input, settings.output) = ("in", "out")
    change(&settings)
    var random = RandomStream(seed: 3, subject: 1, purpose: Purpose(.test))
    return settings.task({ _ in 294 }, &random)
  }

  private func active(_ pattern: LayerPattern, pool: Int) -> Set<Int> {
    Set((0..<49).filter { pattern.values[pool * 49 + $0] > 0.5 })
  }

  @Test func listsShareTheirFirstItemsOnly() throws {
    let tests = task().tests
    for k in 0..<20 {
      let (b, c) = (try #require(tests[k].wanted.first), try #require(tests[20 + k].wanted.first))
      #expect(active(b, pool: 0) == active(c, pool: 0))
      #expect(active(b, pool: 1).intersection(active(c, pool: 1)).count < 10)
      #expect((0..<6).allSatisfy { active(b, pool: $0).count == 10 })
    }
  }

  @Test func itemsDifferAndContextsAreAlike() throws {
    let wanted = try task().tests.prefix(20).map { try #require($0.wanted.first) }
    for a in 0..<20 {
      for b in 0..<a {
        #expect(active(wanted[a], pool: 0).intersection(active(wanted[b], pool: 0)).count <= 5)
        // Each has kept at least seven of the prototype's ten.
        #expect(active(wanted[a], pool: 2).intersection(active(wanted[b], pool: 2)).count >= 4)
      }
    }
  }

  @Test func aCueLeavesTheAssociateOut() throws {
    let trial = try #require(task().tests.first), shown = try #require(trial.shown.first),
      wanted = try #require(trial.wanted.first)
    #expect(active(shown, pool: 1).isEmpty)
    #expect(active(shown, pool: 0) == active(wanted, pool: 0) && active(shown, pool: 3) == active(wanted, pool: 3))
  }

  /// A third of ten units: three may be missing, four not.
  @Test func toleranceIsOfTheAssociate() throws {
    let task = task(), trial = try #require(task.tests.first), wanted = try #require(trial.wanted.first)
    let due = active(wanted, pool: 1).sorted().map { 49 + $0 }
    func answer(without count: Int) -> [Float] {
      var values = wanted.values
      for unit in due.prefix(count) { values[unit] = 0 }
      return values
    }
    // A failure prints the answer's name, not its numbers.
    func isRight(_ answer: [Float]) -> Bool { task.isRight(trial, [answer]) }
    let (few, many) = (isRight(answer(without: 3)), isRight(answer(without: 4)))
    #expect(few && !many)
    // Contexts that are not reproduced do not matter; units that are on everywhere do.
    let withoutContext = isRight(wanted.values.enumerated().map { $0.offset < 98 ? $0.element : 0 })
    let everything = isRight([Float](repeating: 1, count: 294))
    #expect(withoutContext && !everything)
  }

  @Test func contextsDriftFromStageToStage() throws {
    let task = task { $0.stages = 3 }
    #expect(task.groups == ["ab", "ac", "lure", "ab2", "ab3"])
    func context(_ group: String) throws -> Set<Int> {
      active(try #require(task.tests.first { $0.group == group }?.wanted.first), pool: 2)
    }
    #expect(try context("ab").intersection(context("ab2")).count == 9)
    #expect(try context("ab2").intersection(context("ab3")).count == 9)
    var random = RandomStream(seed: 3, subject: 1, purpose: Purpose(.test))
    #expect(Set(task.epoch(&random).map(\.group)) == ["ab", "ac", "lure"])
    #expect(task.epoch(of: "ab2", &random).count == 20)
  }
}
