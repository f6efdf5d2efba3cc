import CGSL
import NumericalMethods
import Testing

struct DesignTests {
  private static func stream(_ seed: UInt64 = 1) -> RandomStream {
    RandomStream(seed: seed, subject: 0, purpose: Purpose(.test, 1))
  }

  /// Each stratum of each dimension holds exactly one point, and points are not all on a diagonal.
  @Test(arguments: [1, 2, 17, 256]) func latinHypercubeStrata(_ count: Int) {
    var random = Self.stream()
    let points = LatinHypercube.points(count: count, dimensions: 5, random: &random)
    #expect(points.count == count)
    for k in 0..<5 { #expect(points.map { Int($0[k] * Double(count)) }.sorted() == Array(0..<count)) }
    if count > 16 { #expect(points.map { $0[0] } != points.map { $0[1] }.sorted()) }
  }

  /// The first points of the sequence, and that every run of 2^k points holds each of 2^k strata once but for the missing origin.
  @Test func sobolPoints() throws {
    let points = try SobolSequence.points(count: 1023, dimensions: 40)
    #expect(
      points.prefix(5).map { Array($0.prefix(2)) } == [
        [0.5, 0.5], [0.75, 0.25], [0.25, 0.75], [0.375, 0.375], [0.875, 0.875],
      ])
    for k in 0..<40 { #expect(points.map { Int($0[k] * 1024) }.sorted() == Array(1..<1024)) }
  }

  /// GSL makes zeros beyond 40 dimensions without a word; that is an error here.
  @Test(arguments: [-1, 0, 41, 80]) func sobolDimensions(_ dimensions: Int) {
    #expect(throws: GSLError.self) { _ = try SobolSequence(dimensions: dimensions) }
    #expect(throws: GSLError.self) { try SobolSequence.points(count: 4, dimensions: dimensions) }
  }

  /// A shifted sequence differs from the plain one by one vector modulo 1.
  @Test func sobolShift() throws {
    var random = Self.stream(), other = Self.stream(2)
    let plain = try SobolSequence.points(count: 64, dimensions: 3)
    let shifted = try SobolSequence.points(count: 64, dimensions: 3, random: &random)
    #expect(shifted != plain)
    #expect(try shifted != SobolSequence.points(count: 64, dimensions: 3, random: &other))
    for k in 0..<3 {
      let shift = shifted[0][k] - plain[0][k]
      for (a, b) in zip(plain, shifted) {
        let difference = b[k] - a[k] - shift
        #expect(b[k] >= 0 && b[k] < 1 && (difference - difference.rounded()).magnitude < 1e-12)
      }
    }
  }

  /// Every trajectory changes each coordinate once, by the step, on the grid; levels are visited equally often.
  @Test(arguments: [2, 4, 6]) func morrisTrajectories(_ levels: Int) throws {
    var random = Self.stream(), counts = [Double](repeating: 0, count: levels)
    let points = try MorrisDesign.points(trajectories: 500, dimensions: 4, levels: levels, random: &random)
    let step = MorrisDesign.step(levels: levels)
    var isUp = 0
    #expect(points.count == 2500)
    for start in stride(from: 0, to: points.count, by: 5) {
      var changed: [Int] = []
      for i in start + 1..<start + 5 {
        let differing = (0..<4).filter { points[i][$0] != points[i - 1][$0] }
        let difference = differing.map { points[i][$0] - points[i - 1][$0] }
        #expect(differing.count == 1 && ((difference.first ?? 0).magnitude - step).magnitude < 1e-12)
        changed += differing
        isUp += (difference.first ?? 0) > 0 ? 1 : 0
      }
      #expect(Set(changed).count == 4)
      for x in points[start] {
        let level = x * Double(levels - 1)
        #expect((level - level.rounded()).magnitude < 1e-12 && (0...1).contains(x))
        counts[Int(level.rounded())] += 1
      }
    }
    #expect((800...1200).contains(isUp))
    let expected = 2000 / Double(levels), chi = counts.reduce(0) { $0 + ($1 - expected) * ($1 - expected) / expected }
    #expect(gsl_cdf_chisq_Q(chi, Double(levels - 1)) > 1e-6)
  }

  @Test(arguments: [-2, 0, 1, 3, 5]) func morrisLevels(_ levels: Int) {
    var random = Self.stream()
    #expect(throws: GSLError.self) { try MorrisDesign.points(trajectories: 1, dimensions: 1, levels: levels, random: &random) }
  }

  /// A, AB_i, B row after row, in few dimensions (Sobol) and many (Latin hypercube).
  @Test(arguments: [1, 3, 20, 21]) func saltelliOrder(_ dimensions: Int) throws {
    var random = Self.stream()
    let points = try SaltelliDesign.points(rows: 32, dimensions: dimensions, random: &random), width = dimensions + 2
    #expect(points.count == 32 * width)
    for start in stride(from: 0, to: points.count, by: width) {
      let a = points[start], b = points[start + dimensions + 1]
      for i in 0..<dimensions {
        var mixed = a
        mixed[i] = b[i]
        #expect(points[start + 1 + i] == mixed && a[i] != b[i])
      }
    }
    #expect(throws: GSLError.self) { try SaltelliDesign.points(rows: 4, dimensions: 0, random: &random) }
  }

  /// Uniform, and all designs the same for the same stream and another for another.
  @Test func streamsDecide() throws {
    func all(_ seed: UInt64) throws -> [[[Double]]] {
      var random = Self.stream(seed)
      return [
        RandomDesign.points(count: 20, dimensions: 3, random: &random),
        LatinHypercube.points(count: 20, dimensions: 3, random: &random),
        try SobolSequence.points(count: 20, dimensions: 3, random: &random),
        try MorrisDesign.points(trajectories: 5, dimensions: 3, random: &random),
        try SaltelliDesign.points(rows: 4, dimensions: 3, random: &random),
      ]
    }
    let first = try all(1), again = try all(1), other = try all(2)
    #expect(first == again)
    for (a, b) in zip(first, other) { #expect(a.count == b.count && a != b) }
    var random = Self.stream(), moments = Moments()
    for point in RandomDesign.points(count: 5000, dimensions: 2, random: &random) { for x in point { moments.add(x) } }
    #expect((moments.mean - 0.5).magnitude < 5 * (1 / 120_000.0).squareRoot() && (moments.variance - 1.0 / 12).magnitude < 0.005)
  }

  @Test func parameterRanges() throws {
    let linear = try ParameterRange(-1, 3), ratio = try ParameterRange(0.01, 100, scale: .logarithmic)
    #expect(linear.value(at: 0.25) == 0 && linear.place(of: 0) == 0.25)
    #expect((ratio.value(at: 0.5) - 1).magnitude < 1e-12 && (ratio.place(of: 10) - 0.75).magnitude < 1e-12)
    #expect(ratio.value(at: 0) == 0.01 && ratio.value(at: 1) == 100 && ratio.place(of: -5) == 0)
    for (low, high, scale) in [
      (1.0, 1.0, ParameterRange.Scale.linear), (2, 1, .linear), (0, 1, .logarithmic), (0, .infinity, .linear),
    ] {
      #expect(throws: GSLError.self) { try ParameterRange(low, high, scale: scale) }
    }
    #expect(throws: GSLError.self) { try ParameterRange(.nan, 1) }
  }
}
