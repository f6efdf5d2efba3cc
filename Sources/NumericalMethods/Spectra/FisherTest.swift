/// Fisher's exact test of the largest ordinate of a periodogram (Fisher 1929, doi:10.1098/rspa.1929.0151).
///
///     g = max I_k / Σ I_k,   p = Σ_(j=1)^⌊1/g⌋ (−1)^(j−1) C(n, j) (1 − j g)^(n−1)
///
/// Exact where the n ordinates are independent and exponential, as those of one untapered stretch of white noise are; ordinates averaged
/// over segments vary less, and the test then finds too few peaks rather than too many.
package enum FisherTest {
  /// g; nil unless there are ordinates with a sum above 0.
  package static func statistic(_ ordinates: [Double]) -> Double? {
    let sum = ordinates.reduce(0, +)
    guard let largest = ordinates.max(), sum > 0, sum.isFinite else { return nil }
    return largest / sum
  }

  /// The probability of a g at least as large, among `n` ordinates of noise.
  package static func p(_ g: Double, ordinates n: Int) -> Double {
    guard n > 1, g == g, g > 1 / Double(n) else { return 1 }
    guard g < 1 else { return 0 }
    var sum = 0.0, choose = 0.0
    for j in 1...n {
      let rest = 1 - Double(j) * g
      guard rest > 0 else { break }
      choose += Elementary.log(Double(n - j + 1) / Double(j))
      let logTerm = choose + Double(n - 1) * Elementary.log(rest)
      // Terms reach e^15 only where 1 − p < 1e-7; the differences of larger ones are lost to rounding.
      if logTerm > 15 { return 1 }
      sum += (j % 2 == 1 ? 1 : -1) * Elementary.exp(logTerm)
      // The terms rise, if at all, before they fall.
      if logTerm < -60 { break }
    }
    return min(max(sum, 0), 1)
  }
}
