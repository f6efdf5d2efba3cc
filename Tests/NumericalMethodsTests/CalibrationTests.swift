import NumericalMethods
import Testing

struct CalibrationTests {
  private static func stream(_ number: Int) -> RandomStream {
    RandomStream(seed: 31, subject: 0, purpose: Purpose(.test, number))
  }

  /// Ranks of 200 truths from a flat prior on 0 … 1 that approximate Bayes recovers from one observation with noise of sd .2. `narrowing`
  /// draws every posterior together around its mean, or, above 1, apart.
  private static func ranks(narrowing: Double) throws -> CalibrationRanks {
    var ranks = CalibrationRanks(draws: 19)
    for number in 0..<200 {
      var random = stream(1000 + number)
      let truth = random.uniform(), data = truth + random.normal(sd: 0.2)
      let key = StreamKey(seed: 32, subject: 0, purpose: Purpose(.test, number))
      let course = try ApproximateBayes([ParameterRange(0, 1)], key: key)
        .sequential(population: 200, generations: 5, simulations: 100_000) { parameters, first in
          parameters.enumerated().map { k, vector in
            var random = RandomStream(seed: 33, subject: first + k, purpose: Purpose(.test, number))
            return (vector[0] + random.normal(sd: 0.2) - data).magnitude
          }
        }
      let mean = course.sample.mean(of: 0)
      let draws = course.sample.draws(19, random: &random).map { mean + narrowing * ($0[0] - mean) }
      try ranks.add(truth: truth, among: draws, random: &random)
    }
    return ranks
  }

  @Test func rightPosteriorsPass() throws {
    let ranks = try Self.ranks(narrowing: 1)
    #expect(ranks.areUniform() && ranks.uniformityProbability() > 0.01, "\(ranks.uniformityProbability())")
  }

  @Test(arguments: [0.5, 2.5]) func wrongPosteriorsFail(_ narrowing: Double) throws {
    let ranks = try Self.ranks(narrowing: narrowing)
    #expect(!ranks.areUniform() && ranks.uniformityProbability() < 1e-3, "\(ranks.uniformityProbability())")
  }

  /// Uniform ranks leave the band as often as it says: at most 5 % of 4,000 sets (five standard errors), and not much less.
  @Test(arguments: [(20, 20), (100, 100), (250, 64)]) func falseAlarms(_ count: Int, _ values: Int) {
    let band = UniformityBand(count: count, values: values, confidence: 0.95)
    var random = Self.stream(count), outside = 0
    for _ in 0..<4000 where !band.holds((0..<count).map { _ in random.below(values) }) { outside += 1 }
    let rate = Double(outside) / 4000
    #expect(rate < 0.05 + 5 * (0.05 * 0.95 / 4000).squareRoot() && rate > 0.02, "\(rate)")
  }

  /// One coin: the band of the count of heads in 100 throws is the binomial's central interval.
  @Test func bandOfACoin() {
    let band = UniformityBand(count: 100, values: 2, confidence: 0.95)
    #expect(band.places == [1] && band.bounds == [40...60])
    #expect(UniformityBand(count: 0, values: 5, confidence: 0.99).holds([]))
    #expect(UniformityBand(count: 3, values: 1, confidence: 0.99).holds([0, 0, 0]))
  }

  /// Ranks count the draws below; ties go to either side.
  @Test func ranks() throws {
    var ranks = CalibrationRanks(draws: 4), random = Self.stream(1)
    try ranks.add(truth: 2.5, among: [1, 2, 3, 4], random: &random)
    try ranks.add(truth: 9, among: [1, 2, 3, 4], random: &random)
    #expect(ranks.ranks == [2, 4])
    for _ in 0..<200 { try ranks.add(truth: 1, among: [0, 1, 1, 2], random: &random) }
    #expect(Set(ranks.ranks.dropFirst(2)) == [1, 2, 3])
    #expect(throws: GSLError.self) { try ranks.add(truth: 1, among: [1], random: &random) }
  }
}
