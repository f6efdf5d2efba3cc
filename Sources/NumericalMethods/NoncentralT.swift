import CGSL

/// The noncentral t distribution: T = (Z + δ)/S with Z standard normal and νS² chi-squared with ν degrees of freedom.
///
///     P(T ≤ t) = ∫ Φ(t s − δ) f(s) ds,   f(s) ∝ s^(ν−1) exp(−ν s²/2)
///
/// With s = e^u both ends of the integrand vanish quickly, so that the trapezoidal rule converges exponentially (Trefethen & Weideman
/// 2014, doi:10.1137/130932132); the constant of f is the same sum without Φ. Absolute error below 1e-10.
package enum NoncentralT {
  /// P(T ≤ t), for `degrees` of at least 1; not a number otherwise.
  package static func cumulative(_ t: Double, degrees: Double, noncentrality: Double) -> Double {
    average(t, degrees, noncentrality) { gsl_cdf_ugaussian_P($0) }
  }

  /// P(T > t), accurate where it is small.
  package static func survival(_ t: Double, degrees: Double, noncentrality: Double) -> Double {
    average(t, degrees, noncentrality) { gsl_cdf_ugaussian_Q($0) }
  }

  /// The mean of `tail`(t s − δ) over s.
  private static func average(_ t: Double, _ degrees: Double, _ noncentrality: Double, _ tail: (Double) -> Double) -> Double {
    guard degrees >= 1, degrees.isFinite, t.isFinite, noncentrality.isFinite else { return .nan }
    // A sixth of what is narrowest: the density in u, or the step of Φ(z), z = t s − δ, whose dz/du is z + δ whatever t is.
    let step = min(1 / (2 * degrees).squareRoot(), 1 / (4 + noncentrality.magnitude)) / 6
    var sum = 0.0, constant = 0.0
    for direction in [-1.0, 1] {
      var u = direction < 0 ? 0 : step
      while true {
        let s = Elementary.exp(u), exponent = degrees * (u - (s * s - 1) / 2)
        guard exponent > -42 else { break }
        let density = Elementary.exp(exponent)
        constant += density
        sum += density * GSL.call { tail(t * s - noncentrality) }
        u += direction * step
      }
    }
    return Statistics.stable(sum / constant)
  }
}
