import Foundation
import NumericalMethods
import Testing

struct SensitivityTests {
  private static func stream(_ number: Int) -> RandomStream {
    RandomStream(seed: 11, subject: 0, purpose: Purpose(.test, number))
  }

  /// Ishigami & Homma's function with a = 7, b = .1, on the unit cube.
  private static func ishigami(_ point: [Double]) -> Double {
    let x = point.map { (2 * $0 - 1) * Double.pi }
    return sin(x[0]) + 7 * sin(x[1]) * sin(x[1]) + 0.1 * x[2] * x[2] * x[2] * x[2] * sin(x[0])
  }

  private static let first = [0.3139, 0.4424, 0], total = [0.5576, 0.4424, 0.2437]

  /// The exact indices lie in the intervals, which are narrow.
  @Test func ishigamiIndices() throws {
    var random = Self.stream(1)
    let points = try SaltelliDesign.points(rows: 4096, dimensions: 3, random: &random)
    let indices = try SobolIndices(values: points.map(Self.ishigami), dimensions: 3, confidence: 0.99, random: &random)
    #expect(indices.rows == 4096 && indices.dropped == 0)
    for (found, exact) in zip(indices.first + indices.total, Self.first + Self.total) {
      #expect(found.low <= exact && exact <= found.high && found.high - found.low < 0.2, "\(found) for \(exact)")
      #expect((found.value - exact).magnitude < 0.01, "\(found) for \(exact)")
    }
  }

  /// Intervals of random designs hold the exact indices about as often as they say (95 %; 300 intervals).
  @Test func ishigamiCoverage() throws {
    var covered = 0
    for number in 0..<50 {
      var random = Self.stream(100 + number)
      let base = RandomDesign.points(count: 300, dimensions: 6, random: &random)
      var values: [Double] = []
      for row in base {
        let a = Array(row.prefix(3)), b = Array(row.suffix(3))
        values.append(Self.ishigami(a))
        for i in 0..<3 { values.append(Self.ishigami(a.indices.map { $0 == i ? b[$0] : a[$0] })) }
        values.append(Self.ishigami(b))
      }
      let indices = try SobolIndices(values: values, dimensions: 3, resamples: 400, random: &random)
      for (found, exact) in zip(indices.first + indices.total, Self.first + Self.total)
      where found.low <= exact && exact <= found.high { covered += 1 }
    }
    #expect((265...299).contains(covered), "\(covered) of 300")
  }

  /// A row with a value that is no number is left out whole; what is left is as if it had never been there.
  @Test func missingRowsAreDropped() throws {
    var random = Self.stream(2), one = Self.stream(3), other = Self.stream(3)
    let points = try SaltelliDesign.points(rows: 64, dimensions: 3, random: &random)
    var values = points.map(Self.ishigami)
    values[5 * 7 + 2] = .nan
    let found = try SobolIndices(values: values, dimensions: 3, random: &one)
    values.removeSubrange(35..<40)
    let expected = try SobolIndices(values: values, dimensions: 3, random: &other)
    #expect(found.rows == 63 && found.dropped == 1 && found.first == expected.first && found.total == expected.total)
    #expect(throws: GSLError.self) { try SobolIndices(values: values + [1], dimensions: 3, random: &random) }
    let constant = try SobolIndices(values: [Double](repeating: 0.1, count: 50), dimensions: 3, random: &random)
    #expect(constant.first.allSatisfy { $0.value.isNaN && $0.low.isNaN })
    #expect(try SobolIndices(values: [], dimensions: 3, random: &random).rows == 0)
  }

  /// A linear function's effects are its slopes, exactly; a product's mean size is its input's range of slopes.
  @Test func morrisOfALinearFunction() throws {
    var random = Self.stream(4)
    var points = try MorrisDesign.points(trajectories: 20, dimensions: 3, random: &random)
    let linear = try MorrisEffects(points: points, values: points.map { 3 * $0[0] - 2 * $0[1] }, random: &random)
    for (effect, slope) in zip(linear.effects, [3.0, -2, 0]) {
      #expect((effect.mean - slope).magnitude < 1e-12 && effect.spread < 1e-12)
      #expect((effect.size.value - slope.magnitude).magnitude < 1e-12)
      #expect((effect.size.low - slope.magnitude).magnitude < 1e-12 && (effect.size.high - slope.magnitude).magnitude < 1e-12)
    }
    // f = (2x − 1)(2y − 1): effects are ±2 or ±2/3, with mean 0 and mean size 4/3.
    points = try MorrisDesign.points(trajectories: 2000, dimensions: 2, random: &random)
    var values = points.map { (2 * $0[0] - 1) * (2 * $0[1] - 1) }
    values[3] = .nan
    let product = try MorrisEffects(points: points, values: values, confidence: 0.999, random: &random)
    #expect(product.trajectories == 1999 && product.dropped == 1)
    for effect in product.effects {
      #expect(effect.mean.magnitude < 0.2 && effect.spread > 1.3)
      #expect(effect.size.low < 4.0 / 3 && effect.size.high > 4.0 / 3 && effect.size.high - effect.size.low < 0.15)
    }
    #expect(throws: GSLError.self) { try MorrisEffects(points: [[0], [0]], values: [1, 2], random: &random) }
    #expect(throws: GSLError.self) { try MorrisEffects(points: [[0, 0], [1, 0]], values: [1, 2], random: &random) }
    #expect(throws: GSLError.self) {
      try MorrisEffects(points: [[0, 0], [1, 0], [0, 0]], values: [1, 2, 3], random: &random)
    }
  }

  /// A table made of known parts: 2 × 3 × 2 cells, two main effects, one interaction of two and one of three; subjects differ by an offset
  /// that no cell sees.
  @Test func componentsOfAConstructedTable() throws {
    var random = Self.stream(5), values: [[Double]] = []
    let second = [-1.0, 0, 1]
    for a in [-1.0, 1] {
      for b in second {
        for c in [-1.0, 1] { values.append((0..<8).map { Double($0) + 2 * a + 3 * b + a * b + 0.5 * a * b * c }) }
      }
    }
    // Variances: 4 of a, 9 · 2/3 of b, 2/3 of a × b, .25 · 2/3 of a × b × c.
    let whole = 4 + 6 + 2.0 / 3 + 0.5 / 3
    let found = try VarianceComponents(levels: [2, 3, 2], values: values, random: &random)
    #expect(found.effects.map(\.factors) == [[0], [1], [2], [0, 1], [0, 2], [1, 2]])
    #expect((found.variance - whole).magnitude < 1e-12 && found.subjects == 8 && found.dropped == 0)
    for (effect, part) in zip(found.effects, [4, 6, 0, 2.0 / 3, 0, 0]) {
      for x in [effect.share.value, effect.share.low, effect.share.high] { #expect((x - part / whole).magnitude < 1e-12) }
      #expect(effect.chance.magnitude < 1e-12)
    }
    #expect((found.rest.value - 0.5 / 3 / whole).magnitude < 1e-12)
    let constant = try VarianceComponents(levels: [3], values: [[0.1, 0.1], [0.1, 0.1], [0.1, 0.1]], random: &random)
    #expect(constant.variance == 0 && constant.effects[0].share.value.isNaN)
    values[0][3] = .nan
    let missing = try VarianceComponents(levels: [2, 3, 2], values: values, random: &random)
    #expect(missing.subjects == 7 && missing.dropped == 1 && (missing.variance - whole).magnitude < 1e-12)
    #expect(throws: GSLError.self) { try VarianceComponents(levels: [2, 3], values: values, random: &random) }
    #expect(throws: GSLError.self) { try VarianceComponents(levels: [], values: [], random: &random) }
  }

  /// With noise alone each share is what chance says, on average over 200 tables; with an effect, the interval holds its share.
  @Test func componentsOfNoise() throws {
    var random = Self.stream(6), share = Moments(), chance = Moments(), covered = 0
    for _ in 0..<200 {
      let noise = (0..<12).map { _ in (0..<10).map { _ in random.normal() } }
      let found = try VarianceComponents(levels: [3, 4], values: noise, resamples: 2, random: &random)
      share.add(found.effects[2].share.value)
      chance.add(found.effects[2].chance)
      // Factor 0 has variance 2/3 and is all there is, but for noise of variance 1/40 between cells.
      let effect = noise.enumerated().map { c, cell in cell.map { 0.5 * $0 + Double(c / 4) } }
      let second = try VarianceComponents(levels: [3, 4], values: effect, resamples: 100, random: &random).effects[0].share
      if second.low < 0.97, second.value > 0.9, second.high - second.low < 0.15 { covered += 1 }
    }
    // 6 of 11 degrees of freedom.
    #expect((share.mean - 6.0 / 11).magnitude < 5 * share.standardError && (chance.mean - 6.0 / 11).magnitude < 0.1)
    #expect(covered > 180, "\(covered)")
  }

  @Test func quantiles() {
    #expect(Quantile.of(sorted: [1, 2, 4], 0.25) == 1.5 && Quantile.of(sorted: [1, 2, 4], 1) == 4)
    #expect(Quantile.of(sorted: [], 0.5).isNaN)
    #expect(
      Quantile.of([3, 1, 2], weights: [0.2, 0.5, 0.3], 0.5) == 1 && Quantile.of([3, 1, 2], weights: [0.2, 0.5, 0.3], 0.6) == 2)
  }
}
