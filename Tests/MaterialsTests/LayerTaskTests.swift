import Materials
import NumericalMethods
import Testing

/// Tasks of networks of layers.
struct LayerTaskTests {
  private func random(_ subject: Int = 1) -> RandomStream { RandomStream(seed: 3, subject: subject, purpose: Purpose(.test)) }

  private func active(_ patterns: [LayerPattern], _ layer: String) -> [Int] {
    patterns.first { $0.layer == layer }?.values.indices.filter { i in patterns.first { $0.layer == layer }?.values[i] ?? 0 > 0.9
    } ?? []
  }

  private func stream(_ structure: ItemStream.Structure, groups: Int) -> any LayerTask {
    var stream = ItemStream(), random = random()
    (stream.structure, stream.groupCount, stream.input, stream.output) = (structure, groups, "in", "out")
    return stream.task({ _ in 0 }, &random)
  }

  /// The second of a pair follows the first, and no pair itself; the item before is shown at .9.
  @Test func pairsFollowEachOther() throws {
    var random = random()
    let task = stream(.pairs, groups: 4), trials = task.epoch(&random)
    #expect(trials.count == 80)
    let items = trials.map { active($0.shown, "in") }
    for (i, item) in items.enumerated() {
      let current = try #require(item.first)
      #expect(item.count == 1)
      guard i > 0, let before = items[i - 1].first else { continue }
      #expect(current % 2 == 1 ? before == current - 1 : before / 2 != current / 2)
      #expect(trials[i].shown[0].values[before] == 0.9)
    }
    #expect(task.relations(of: 0, to: 1) == ["pair", "forward"] && task.relations(of: 1, to: 0) == ["pair", "backward"])
    #expect(task.relations(of: 0, to: 2) == ["other"])
  }

  /// Every item of the graph has four neighbours, and all are equally likely to follow.
  @Test func communityWalk() {
    let task = stream(.community, groups: 3)
    for a in 0..<15 {
      let neighbours = (0..<15).filter { b in b != a && task.relations(of: a, to: b).contains { $0.hasPrefix("adjacent") } }
      #expect(neighbours.count == 4, "\(a): \(neighbours)")
    }
    var random = random(), steps: [[Int]: Int] = [:]
    for _ in 0..<200 {
      let items = task.epoch(&random).compactMap { active($0.shown, "in").first }
      for (a, b) in zip(items, items.dropFirst()) { steps[[a, b], default: 0] += 1 }
    }
    let from0 = steps.filter { $0.key[0] == 0 }
    #expect(from0.count == 4 && from0.values.allSatisfy { (180...350).contains($0) }, "\(from0)")
  }

  @Test func triadsAreNeverWhole() {
    var random = random()
    let task = stream(.triads, groups: 3)
    for trial in task.epoch(&random) {
      let shown = active(trial.shown, "in")
      #expect(shown.count == 2 && shown[1] == shown[0] + 1 && shown[0] / 3 == shown[1] / 3)
    }
    #expect(task.relations(of: 0, to: 2) == ["indirect"] && task.relations(of: 2, to: 1) == ["direct"])
  }

  @Test func satellitesShareAndDeviate() throws {
    var satellites = Satellites(), random = random()
    (satellites.features, satellites.className, satellites.codeName) = (["a", "b", "c", "d", "e"], "class", "code")
    let task = satellites.task({ _ in 0 }, &random)
    #expect(task.items.count == 15 && task.tests.count == 105)
    // A prototype has nothing unique but its code name; every other one deviates in one feature, never the first.
    for (item, patterns) in task.items.enumerated() {
      let deviating = patterns.prefix(5).filter { $0.values.suffix(3).contains(1) }
      #expect(deviating.count == (item % 5 == 0 ? 0 : 1) && patterns[0].values[item / 5] == 1)
      #expect(patterns[6].values.filter { $0 == 1 }.count == 6)
    }
    // Code names are unique in every row.
    for row in 0..<6 {
      let units = task.items.map { $0[6].values[row * 15..<(row + 1) * 15].firstIndex(of: 1) }
      #expect(Set(units).count == 15)
    }
    let groups = Dictionary(grouping: task.tests, by: \.group).mapValues(\.count)
    #expect(groups == ["unique": 27, "shared": 78])
    var hidden = 0
    for _ in 0..<40 { hidden += task.epoch(&random).filter { $0.group == "unique" }.count }
    #expect((1955...2000).contains(hidden), "\(hidden) of 2000")
  }

  @Test func associatesHaveTheirBlocks() {
    var pairs = Associates(), random = random()
    (pairs.input, pairs.output, pairs.decoded) = ("in", "out", ["in", "out"])
    let task = pairs.task({ _ in 120 }, &random)
    #expect(task.items.count == 10 && active(task.items[3], "out") == [36, 37, 38, 39, 42, 43, 44])
    #expect(Set(task.epoch(&random).map(\.item)) == Set(0..<10))
  }

  /// Every test is of an item that has a name, and asks for some of its units.
  @Test func itemsAreNamed() {
    var satellites = Satellites(), pairs = Associates(), lists = PairedLists(), alike = OverlappingPatterns(), random = random()
    (satellites.features, satellites.className, satellites.codeName) = (["f1", "f2"], "class", "code")
    (pairs.input, pairs.output, lists.input, lists.output, alike.input, alike.output) = ("in", "out", "in", "out", "in", "out")
    (lists.pairs, lists.stages) = (3, 2)
    for generator in [satellites, pairs, lists, alike] as [any TrialGenerator] {
      let task = generator.task({ _ in 400 }, &random), outline = generator.outline
      #expect(Set(outline.map(\.name)).count == outline.count && task.items.count == outline.count)
      #expect(Set(task.tests.map(\.item)) == Set(outline.indices))
      for test in task.tests {
        let asked = task.asked(test)
        #expect(asked.count == test.wanted.count)
        #expect(zip(test.wanted, asked).contains { wanted, asked in asked.contains { wanted.values[$0] > 0.5 } })
      }
    }
    #expect(lists.outline.map(\.group) == ["ab", "ab", "ab", "ac", "ac", "ac", "lure", "lure", "lure", "ab2", "ab2", "ab2"])
    #expect(lists.outline[0].family == lists.outline[3].family && lists.outline[6].family != lists.outline[0].family)
    let task = lists.task({ _ in 400 }, &random)
    #expect(task.asked(task.tests[0]) == [Array(49..<98)] && task.pools("in") == 6)
  }
}
