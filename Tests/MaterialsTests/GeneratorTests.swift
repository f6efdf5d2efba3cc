import Declarations
import Materials
import NumericalMethods
import Testing

struct GeneratorTests {
  let layer = InputLayer(units: 200, active: 20, size: 1)

  func realize(
    _ generator: some MaterialGenerator, _ layer: InputLayer? = nil, subject: Int = 1, others: [String: Material] = [:]
  ) -> Material {
    var random = RandomStream(seed: 1, subject: subject, purpose: Purpose(.materials))
    let layer = layer ?? self.layer
    var pool = UnitPool(units: layer.units, random: &random)
    return generator.realize(name: "m", layer: layer, pool: &pool, others: others, random: &random)
  }

  func common(_ a: Item, _ b: Item) -> Int { Set(a.units).intersection(b.units).count }

  @Test func categories() {
    let m = realize(Categories())
    #expect(
      m.items.count == 15 && m.items.allSatisfy { $0.units.count == 20 && $0.shared.count == 10 && Set($0.units).count == 20 })
    for i in 0..<15 { for j in 0..<i { #expect(common(m.items[i], m.items[j]) == (i / 5 == j / 5 ? 10 : 0)) } }
    #expect(Categories().demand(layer) == 180)
  }

  @Test func subjectsDifferAndRepeat() {
    #expect(realize(Categories()) == realize(Categories()))
    #expect(realize(Categories()) != realize(Categories(), subject: 2))
  }

  @Test(arguments: [0.5, 1.0, 2.0, 4.0]) func sizes(_ size: Double) {
    let layer = InputLayer(units: Int(200 * size), active: Int(20 * size), size: size)
    #expect(realize(Categories(), layer).items.allSatisfy { $0.units.count == Int(20 * size) })
  }

  @Test func pairsFollowEachOther() {
    let m = realize(Pairs())
    #expect(m.sequence.count == 200 && m.items.count == 10)
    for i in stride(from: 0, to: 200, by: 2) { #expect(m.sequence[i] % 2 == 0 && m.sequence[i + 1] == m.sequence[i] + 1) }
  }

  @Test func pairedAssociatesShareTheirA() {
    let m = realize(PairedAssociates())
    for i in 0..<6 {
      #expect(common(m.items[i], m.items[6 + i]) == 10 && m.items[i].shared == m.items[6 + i].shared)
      #expect(m.items[i].outline.group == "AB" && m.items[6 + i].outline.group == "AC")
    }
  }

  @Test func walksStayOnTheGraph() {
    let g = GraphWalk(), m = realize(g)
    #expect(m.sequence.count == 300)
    for (a, b) in zip(m.sequence, m.sequence.dropFirst()) { #expect(g.neighbours(a).contains(b)) }
    // Every node has four neighbours; the graph is symmetric; boundary nodes of one community are not linked.
    for node in 0..<15 {
      #expect(g.neighbours(node).count == 4)
      for next in g.neighbours(node) { #expect(g.neighbours(next).contains(node)) }
    }
    #expect(!g.neighbours(0).contains(4) && g.neighbours(4).contains(5) && g.neighbours(0).contains(14))
  }

  @Test(arguments: [0.0, 0.3, 0.8, 0.9, 1.0]) func overlaps(_ share: Double) {
    var g = Overlapping()
    g.overlap = share
    let m = realize(g)
    for i in 0..<5 { #expect(common(m.items[2 * i], m.items[2 * i + 1]) == Int((share * 20).rounded())) }
    #expect(m.items.allSatisfy { Set($0.units).count == 20 })
  }

  /// More groups than units suffice for: still no unit twice in a pattern or beyond the overlap in a group.
  @Test func overlappingBeyondThePool() {
    var g = Overlapping()
    g.groups = 20
    let m = realize(g)
    for i in 0..<20 { #expect(common(m.items[2 * i], m.items[2 * i + 1]) == 10) }
    #expect(m.items.allSatisfy { Set($0.units).count == 20 })
  }

  @Test func familiesReplaceAShare() throws {
    let m = realize(Families())
    for item in m.items {
      let prototype = try #require(m.prototypes[item.outline.family])
      #expect(Set(prototype).intersection(item.units).count == 14 && item.units.count == 20 && item.shared.count == 14)
    }
  }

  @Test func heldOutMembersAreNew() throws {
    let studied = realize(Families())
    var g = HeldOut()
    g.of = "m"
    g.families = ["family-1", "family-2", "family-3"]
    g.noise = Families()
    let new = realize(g, subject: 2, others: ["m": studied])
    #expect(new.items.count == 6)
    for item in new.items {
      let prototype = try #require(new.prototypes[item.outline.family])
      #expect(Set(prototype).intersection(item.units).count == 14 && !studied.items.contains { $0.units == item.units })
    }
  }

  @Test func randomPatternsAreUnique() {
    #expect(realize(RandomPatterns()).items.allSatisfy { $0.shared.isEmpty && Set($0.units).count == 20 })
    #expect(realize(Novel()).items.count == 10)
  }
}
