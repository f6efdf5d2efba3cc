import CGSL

/// Intervals and quantiles.
package enum Statistics {
  /// `x` to 36 binary digits (11 decimal ones): the C library's last bits differ between processors with and without fused
  /// multiply-add, and results are to be the same bytes on all of them.
  package static func stable(_ x: Double) -> Double {
    guard x.isNormal else { return x }
    let scale = Double(sign: .plus, exponent: Int(x.exponent) - 36, significand: 1)
    return (x / scale).rounded() * scale
  }

  /// Half-width of Student's t interval of a mean: t(1 − α/2; n − 1) · s/√n. Infinite below two numbers.
  package static func halfWidth(_ moments: Moments, confidence: Double) -> Double {
    guard moments.count > 1 else { return .infinity }
    return tQuantile(confidence, degrees: moments.count - 1) * moments.standardError
  }

  /// The two-sided t quantile.
  package static func tQuantile(_ confidence: Double, degrees: Int) -> Double {
    stable(GSL.call { gsl_cdf_tdist_Pinv(1 - (1 - confidence) / 2, Double(degrees)) })
  }

  /// Jeffreys interval of a share: Beta(k + ½, n − k + ½) quantiles; 0 and 1 at the ends.
  package static func jeffreys(_ successes: Int, of n: Int, confidence: Double) -> (low: Double, high: Double) {
    guard n > 0 else { return (0, 1) }
    let a = Double(successes) + 0.5, b = Double(n - successes) + 0.5, tail = (1 - confidence) / 2
    let low = successes == 0 ? 0 : stable(betaQuantile(tail, a, b))
    let high = successes == n ? 1 : stable(betaQuantile(1 - tail, a, b))
    return (low, high)
  }

  /// The quantile of Beta(a, b), by bisection of its distribution function: GSL's own inverse does not converge for some a and b in
  /// the hundreds.
  private static func betaQuantile(_ p: Double, _ a: Double, _ b: Double) -> Double {
    var low = 0.0, high = 1.0
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if GSL.call({ gsl_cdf_beta_P(middle, a, b) }) < p { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// Split-conformal threshold: z₍k₎ with k = ⌈(n + 1)(1 − α)⌉ of the sorted scores. A further score, exchangeable with them, lies above
  /// it with probability at most α. Infinite if k > n.
  package static func conformalQuantile(_ scores: [Float], alpha: Double) -> Double {
    let rank = Int((Double(scores.count + 1) * (1 - alpha) - 1e-9).rounded(.up))
    guard rank <= scores.count, rank >= 1 else { return .infinity }
    return Double(scores.sorted()[rank - 1])
  }

  /// Least number of scores for which `conformalQuantile` is finite: 19 at α = .05.
  package static func fewestScores(alpha: Double) -> Int { Int((1 / alpha - 1e-9).rounded(.up)) - 1 }

  /// Standard normal quantile.
  package static func normalQuantile(_ p: Double) -> Double { stable(GSL.call { gsl_cdf_ugaussian_Pinv(p) }) }

  /// Subjects until the half-width of the interval is below `distance`, at a spread of `sd`; nil if that never is.
  package static func subjectsNeeded(sd: Double, distance: Double, confidence: Double) -> Int? {
    guard sd > 0, distance > 0 else { return nil }
    var n = 3
    while n < 1_000_000, tQuantile(confidence, degrees: n - 1) * sd / Double(n).squareRoot() >= distance { n += max(1, n / 20) }
    return n < 1_000_000 ? n : nil
  }
}
