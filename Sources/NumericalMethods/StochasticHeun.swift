/// x′ = f(t, x) + g(t) ζ with white noise ζ that does not depend on x: Heun's predictor and corrector with the noise of the step in both.
///
///     x̂ = x + f(t, x) h + g ΔW;   x ← x + ½ (f(t, x) + f(t + h, x̂)) h + g ΔW
///
/// Strong order 1 and weak order 2 for additive noise (Kloeden & Platen 1992, ch. 15). Itô and Stratonovich agree there.
package enum StochasticHeun {
  /// One step of size `h`; `increments` are the steps of the Wiener processes, of variance h.
  package static func step(
    _ x: inout [Double], _ t: Double, _ h: Double, noise: [Double], increments: [Double], slope: (Double, [Double]) -> [Double]
  ) {
    let first = slope(t, x)
    var guess = x
    for i in x.indices { guess[i] += first[i] * h + noise[i] * increments[i] }
    let second = slope(t + h, guess)
    for i in x.indices { x[i] += (first[i] + second[i]) / 2 * h + noise[i] * increments[i] }
  }
}
