import CGSL
import NumericalMethods
import Testing

struct PowerTests {
  /// Against the integral of the definition, taken by mpmath with 30 digits.
  @Test func noncentralT() {
    let cases: [(t: Double, degrees: Double, noncentrality: Double, p: Double, q: Double)] = [
      (2, 1, 0, 0.852416382349567, 0.147583617650433), (2, 1, 1, 0.622871964460282, 0.377128035539718),
      (-1, 3, 2, 0.00300524759539851, 0.996994752404601), (2.0345, 33, 2.9155, 0.192212811520563, 0.807787188479437),
      (30, 5, 20, 0.816197205014214, 0.183802794985786), (1.96, 1000, 3, 0.149287915534447, 0.850712084465553),
      (12.706, 1, 5, 0.694835259330695, 0.305164740669305), (640, 1, 2, 0.99749603253884, 0.00250396746116046),
      (-2, 10, 4, 1.70377827996739e-8, 0.999999982962217),
    ]
    for (t, degrees, noncentrality, p, q) in cases {
      let found = NoncentralT.cumulative(t, degrees: degrees, noncentrality: noncentrality)
      #expect((found - p).magnitude < 1e-10 * max(p, 1e-4), "\(found) for \(p)")
      #expect((NoncentralT.survival(t, degrees: degrees, noncentrality: noncentrality) - q).magnitude < 1e-10)
    }
    #expect(NoncentralT.cumulative(1, degrees: 0, noncentrality: 0).isNaN)
  }

  /// Without noncentrality it is Student's; mirrored, its own complement.
  @Test(arguments: [1.0, 2, 7, 40, 3000, 1e6]) func symmetries(_ degrees: Double) {
    for t in [-40.0, -3, -0.2, 0, 1, 2.5, 300] {
      #expect((NoncentralT.cumulative(t, degrees: degrees, noncentrality: 0) - gsl_cdf_tdist_P(t, degrees)).magnitude < 1e-10)
      let p = NoncentralT.cumulative(t, degrees: degrees, noncentrality: 1.5)
      #expect((p - NoncentralT.survival(-t, degrees: degrees, noncentrality: -1.5)).magnitude < 1e-10)
      #expect((p + NoncentralT.survival(t, degrees: degrees, noncentrality: 1.5) - 1).magnitude < 1e-10)
    }
  }

  /// Values of G*Power's tables (and SciPy's): d = .5 needs 34 subjects for .80 and 44 for .90; .2 needs 199; .8 needs 15.
  @Test func publishedPower() {
    let cases: [(effect: Double, subjects: Int, alpha: Double, power: Double)] = [
      (0.5, 34, 0.05, 0.8077775012792738), (-0.5, 34, 0.05, 0.8077775012792738), (0.5, 33, 0.05, 0.7953658414875041),
      (0.2, 199, 0.05, 0.8016910240370655), (0.8, 15, 0.05, 0.8213105387241096), (1, 5, 0.01, 0.12838794077932023),
      (0, 10, 0.05, 0.05), (0.5, 2, 0.05, 0.06194860668713364),
    ]
    for (effect, subjects, alpha, power) in cases {
      #expect((PairedPower.power(effect: effect, subjects: subjects, alpha: alpha) - power).magnitude < 1e-9)
    }
    #expect(PairedPower.subjects(for: 0.5) == 34 && PairedPower.subjects(for: -0.5) == 34)
    #expect(PairedPower.subjects(for: 0.5, power: 0.9) == 44)
    #expect(PairedPower.subjects(for: 0.2) == 199 && PairedPower.subjects(for: 0.8) == 15)
    #expect(PairedPower.subjects(for: 50) == 2)
    #expect(PairedPower.subjects(for: 0) == nil && PairedPower.subjects(for: 0.5, alpha: 0) == nil)
    #expect(PairedPower.power(effect: 0.5, subjects: 1).isNaN && PairedPower.power(effect: 0.5, subjects: 9, alpha: 1).isNaN)
  }

  /// As often as it says, in 20,000 simulated experiments.
  @Test func simulatedPower() {
    var random = RandomStream(seed: 8, subject: 0, purpose: Purpose(.test)), significant = 0.0
    for _ in 0..<20_000 {
      var moments = Moments()
      for _ in 0..<12 { moments.add(0.7 + random.normal()) }
      if moments.mean.magnitude > Statistics.halfWidth(moments, confidence: 0.95) { significant += 1 }
    }
    let power = PairedPower.power(effect: 0.7, subjects: 12)
    #expect((significant / 20_000 - power).magnitude < 5 * (power * (1 - power) / 20_000).squareRoot())
  }
}
