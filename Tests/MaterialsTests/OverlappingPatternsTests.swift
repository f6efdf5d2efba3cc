import Materials
import NumericalMethods
import Testing

/// Patterns that share most of their units.
struct OverlappingPatternsTests {
  private func task(hidden: Int = 1) -> any LayerTask {
    var settings = OverlappingPatterns()
    (settings.input, settings.output, settings.patterns, settings.hidden) = ("in", "out", 100, hidden)
    var random = RandomStream(seed: 3, subject: 1, purpose: Purpose(.test))
    return settings.task({ _ in 80 }, &random)
  }

  /// (6/8)² = .5625 of eight units by the prototype, and 2 · 2/72 units by chance.
  @Test func overlapIsAsPublished() throws {
    let sets = try task().items.map { item in
      let pattern = try #require(item.last)
      return Set(pattern.values.indices.filter { pattern.values[$0] > 0.5 })
    }
    #expect(sets.allSatisfy { $0.count == 8 })
    var sum = 0, pairs = 0
    for a in sets.indices { for b in 0..<a { (sum, pairs) = (sum + sets[a].intersection(sets[b]).count, pairs + 1) } }
    #expect(abs(Double(sum) / Double(8 * pairs) - 0.5694) < 0.01)
  }

  @Test func everyUnitIsHiddenOnce() throws {
    let tests = task().tests.prefix(8), wanted = try #require(tests.first?.wanted.first?.values)
    var hidden = [Float](repeating: 0, count: 80)
    for trial in tests { for (i, value) in (trial.shown.first?.values ?? []).enumerated() { hidden[i] += wanted[i] - value } }
    #expect(hidden == wanted)
    #expect(task(hidden: 2).tests.allSatisfy { $0.shown.first?.values.reduce(0, +) == 6 })
  }
}
