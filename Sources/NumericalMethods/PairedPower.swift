/// How likely a two-sided paired t test finds a difference that is there. The statistic of n subjects with standardised difference
/// d_z = mean/sd of the differences is noncentral t with n − 1 degrees of freedom and noncentrality d_z √n (Cohen 1988).
package enum PairedPower {
  /// More subjects than these are not looked for.
  package static let mostSubjects = 1_000_000

  /// Probability of a significant result, in either direction. Not a number below two subjects, or for an `alpha` outside 0 … 1.
  package static func power(effect: Double, subjects: Int, alpha: Double = 0.05) -> Double {
    guard subjects > 1, alpha > 0, alpha < 1, effect.isFinite else { return .nan }
    let degrees = subjects - 1, critical = Statistics.tQuantile(1 - alpha, degrees: degrees)
    let noncentrality = effect * Double(subjects).squareRoot()
    return NoncentralT.survival(critical, degrees: Double(degrees), noncentrality: noncentrality)
      + NoncentralT.cumulative(-critical, degrees: Double(degrees), noncentrality: noncentrality)
  }

  /// The fewest subjects with at least `power`; nil if `mostSubjects` do not suffice, or for numbers that make no sense.
  package static func subjects(for effect: Double, power: Double = 0.8, alpha: Double = 0.05) -> Int? {
    func suffices(_ n: Int) -> Bool { Self.power(effect: effect, subjects: n, alpha: alpha) >= power }
    // `low` is too few, `high` will be enough.
    var low = 1, high = 2
    while !suffices(high) {
      guard high < mostSubjects else { return nil }
      (low, high) = (high, min(2 * high, mostSubjects))
    }
    while high - low > 1 {
      let middle = (low + high) / 2
      if suffices(middle) { high = middle } else { low = middle }
    }
    return high
  }
}
