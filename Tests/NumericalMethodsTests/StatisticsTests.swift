import CGSL
import Foundation
import NumericalMethods
import Testing

struct StatisticsTests {
  @Test func knownQuantiles() {
    #expect((Statistics.tQuantile(0.95, degrees: 19) - 2.093024054408263).magnitude < 1e-9)
    #expect((Statistics.normalQuantile(0.975) - 1.959963984540054).magnitude < 1e-9)
    let (low, high) = Statistics.jeffreys(0, of: 20, confidence: 0.95)
    #expect(low == 0 && (high - gsl_cdf_beta_Pinv(0.975, 0.5, 20.5)).magnitude < 1e-10)
  }

  /// Every count of every number up to 500 subjects: the tails hold what they should (GSL's inverse aborts on some of them).
  @Test func jeffreysTails() {
    for n in [1, 2, 7, 50, 400, 500, 100_000] {
      for k in Swift.stride(from: 0, through: n, by: max(1, n / 500)) {
        let (low, high) = Statistics.jeffreys(k, of: n, confidence: 0.9), a = Double(k) + 0.5, b = Double(n - k) + 0.5
        #expect(k == 0 ? low == 0 : (gsl_cdf_beta_P(low, a, b) - 0.05).magnitude < 1e-6)
        #expect(k == n ? high == 1 : (gsl_cdf_beta_Q(high, a, b) - 0.05).magnitude < 1e-6)
      }
    }
    for degrees in 1...3000 { #expect(Statistics.tQuantile(0.95, degrees: degrees).isFinite) }
  }

  @Test func conformalQuantileIsTheRank() {
    let scores = (1...19).map { Float($0) }
    #expect(Statistics.conformalQuantile(scores, alpha: 0.05) == 19)
    #expect(Statistics.conformalQuantile(Array(scores.dropLast()), alpha: 0.05) == .infinity)
    #expect(Statistics.conformalQuantile((1...99).map { Float($0) }, alpha: 0.05) == 95)
    #expect(Statistics.fewestScores(alpha: 0.05) == 19)
  }

  /// A new score exceeds the threshold with probability at most alpha, whatever the distribution: 4,000 trials, five standard errors.
  @Test func conformalGuarantee() {
    var stream = RandomStream(seed: 3, subject: 1, purpose: Purpose(.test)), exceeded = 0
    for _ in 0..<4000 {
      let scores = (0..<40).map { _ in Float(stream.uniform() * stream.uniform()) }
      if stream.uniform() * stream.uniform() > Statistics.conformalQuantile(scores, alpha: 0.05) { exceeded += 1 }
    }
    let rate = Double(exceeded) / 4000
    #expect(rate < 0.05 + 5 * (0.05 * 0.95 / 4000).squareRoot())
    #expect(rate > 0.02)
  }

  /// The t interval of a mean covers the truth in 95 of 100 samples of 20, for normal and for skewed numbers (there a little less).
  @Test(arguments: [false, true]) func coverage(_ isSkewed: Bool) throws {
    var covered = 0
    guard var random = GSLRandom(RandomStream(seed: 4, subject: 1, purpose: Purpose(.test))) else {
      Issue.record("no memory")
      return
    }
    for _ in 0..<4000 {
      var moments = Moments()
      for _ in 0..<20 { moments.add(isSkewed ? random.gamma(shape: 4, scale: 0.25) - 1 : random.normal(sd: 1)) }
      if moments.mean.magnitude <= Statistics.halfWidth(moments, confidence: 0.95) { covered += 1 }
    }
    let share = Double(covered) / 4000, error = 5 * (0.05 * 0.95 / 4000).squareRoot()
    #expect(share > (isSkewed ? 0.92 : 0.95) - error && share < 0.95 + error)
  }

  @Test func momentsAreWelfords() {
    var moments = Moments()
    for x in [2.0, 4, 4, 4, 5, 5, 7, 9] { moments.add(x) }
    #expect(moments.mean == 5 && (moments.variance - 32.0 / 7).magnitude < 1e-12)
    #expect(Moments().sd == 0 && Statistics.halfWidth(Moments(), confidence: 0.95) == .infinity)
  }

  @Test func subjectsNeededSettles() throws {
    let n = try #require(Statistics.subjectsNeeded(sd: 1, distance: 0.2, confidence: 0.95))
    #expect((95...110).contains(n))
    #expect(Statistics.subjectsNeeded(sd: 0, distance: 0.2, confidence: 0.95) == nil)
  }

  /// Own exp and log against the C library's, to 4 units in the last place.
  @Test func elementaryFunctions() {
    var stream = RandomStream(seed: 6, subject: 0, purpose: Purpose(.test))
    for _ in 0..<20_000 {
      let x = stream.uniform(-700, 700), y = Elementary.exp(x), z = stream.uniform(1e-12, 1e6)
      #expect((y - exp(x)).magnitude <= 4 * y.ulp)
      #expect((Elementary.log(z) - log(z)).magnitude <= 4 * max(Elementary.log(z).magnitude.ulp, 1e-16))
    }
    #expect(
      Elementary.exp(-800) == 0 && Elementary.exp(800) == .infinity && Elementary.log(0) == -.infinity && Elementary.log(-1).isNaN
    )
    #expect((Elementary.pow(2, 10) - 1024).magnitude < 1e-10)
  }
}
