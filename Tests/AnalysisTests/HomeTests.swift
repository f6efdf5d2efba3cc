import Analysis
import Recordings
import Testing

/// Where a memory lives, whatever its stores are called and however many there are.
struct HomeTests {
  private static func home(_ names: [String], _ kept: [Double], subjects: Int = 20) throws -> Results.Home? {
    let stores = names.map { Index.Store(name: $0, alone: "all_but_" + $0) }
    return try OtherBrain(stores: stores, kept: kept, subjects: subjects).results().home(of: 0, branch: "", label: "morning")
  }

  /// Shares kept by the intact brain and by each store alone, and where the memory lives.
  static let cases: [(names: [String], kept: [Double], keepers: Results.Home.Keepers, word: String)] = [
    (["x"], [1, 1], .stores([0]), "x"), (["x"], [1, 0], .together, "only together"), (["x"], [0, 0], .nobody, "nowhere"),
    (["hippocampus", "cortex"], [1, 1, 0], .stores([0]), "hippocampus"),
    (["hippocampus", "cortex"], [1, 0, 1], .stores([1]), "cortex"), (["x", "y"], [1, 1, 1], .stores([0, 1]), "both"),
    (["x", "y"], [1, 0, 0], .together, "only together"), (["x", "y"], [0, 0, 0], .nobody, "nowhere"),
    (["x", "y", "z"], [1, 1, 1, 1], .stores([0, 1, 2]), "all"), (["x", "y", "z"], [1, 1, 0, 1], .stores([0, 2]), "x and z"),
    (["x", "y", "z"], [1, 0, 1, 0], .stores([1]), "y"), (["x", "y", "z"], [1, 0, 0, 0], .together, "only together"),
    (["w", "x", "y", "z"], [1, 1, 1, 0, 1], .stores([0, 1, 3]), "w, x and z"),
  ]

  @Test(arguments: cases) func isTheStoresThatKeepItAlone(
    _ c: (names: [String], kept: [Double], keepers: Results.Home.Keepers, word: String)
  ) throws {
    let home = try #require(try Self.home(c.names, c.kept))
    #expect(home.keepers == c.keepers && home.word == c.word && home.isSure && home.text == c.word)
  }

  /// One store of which the data do not decide is enough for a question mark.
  @Test func asksWhereTheDataDoNotDecide() throws {
    let home = try #require(try Self.home(["x", "y"], [1, 1, 0.6]))
    #expect(home.keepers == .stores([0]) && !home.isSure && home.text == "x?")
  }

  /// Nothing is said without stores, or where one was not probed alone; a store that is all there is needs no lesion.
  @Test func needsEachStoreAlone() throws {
    #expect(try Self.home([], [1]) == nil)
    var results = try OtherBrain(stores: [.init(name: "x", alone: "y"), .init(name: "y", alone: "x")], kept: [1, 1, 1]).results()
    results.index.stores.append(.init(name: "z", alone: "nothing"))
    #expect(results.home(of: 0, branch: "", label: "morning") == nil)
    let single = try OtherBrain(stores: [.init(name: "table", alone: "none")], kept: [1], subjects: 20).results()
    #expect(single.home(of: 0, branch: "", label: "morning")?.text == "table")
  }
}
