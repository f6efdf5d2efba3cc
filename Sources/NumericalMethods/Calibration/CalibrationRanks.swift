import CGSL

/// Simulation-based calibration (Talts et al. 2018, arXiv:1804.06788): parameters drawn from the prior are recovered from data simulated
/// with them. The rank of the true value among `draws` independent posterior draws is uniform on 0 … `draws` if the inference is right;
/// ranks pile up at both ends if its posteriors are too narrow, and in the middle if they are too wide.
package struct CalibrationRanks: Sendable, Equatable {
  /// Posterior draws per rank.
  package let draws: Int
  /// One per simulated data set.
  package private(set) var ranks: [Int] = []

  package init(draws: Int) { self.draws = max(draws, 1) }

  /// Adds the rank of `truth`: how many of the draws are below it, with equal ones to either side at random. Throws unless they are `draws`
  /// many.
  package mutating func add(truth: Double, among sample: [Double], random: inout RandomStream) throws(GSLError) {
    guard sample.count == draws else { throw .invalid("CalibrationRanks: \(draws) draws, not \(sample.count)") }
    let below = sample.reduce(0) { $0 + ($1 < truth ? 1 : 0) }, equal = sample.reduce(0) { $0 + ($1 == truth ? 1 : 0) }
    ranks.append(below + random.below(equal + 1))
  }

  /// p of the chi-squared test that ranks in `bins` ranges of equal size are equally frequent; `bins` is lowered to a divisor of
  /// `draws` + 1. 1 for a single bin or no ranks.
  package func uniformityProbability(bins: Int = 10) -> Double {
    let values = draws + 1
    let bins = (1...max(min(bins, values), 1)).last { values.isMultiple(of: $0) } ?? 1
    guard bins > 1, !ranks.isEmpty else { return 1 }
    var counts = [Double](repeating: 0, count: bins)
    for rank in ranks { counts[rank * bins / values] += 1 }
    let expected = Double(ranks.count) / Double(bins)
    let chi = counts.reduce(0) { $0 + ($1 - expected) * ($1 - expected) / expected }
    return Statistics.stable(GSL.call { gsl_cdf_chisq_Q(chi, Double(bins - 1)) })
  }

  /// Whether the ranks' cumulative frequencies all lie in the band that holds them with probability `confidence` if they are uniform.
  package func areUniform(confidence: Double = 0.99) -> Bool {
    let band = UniformityBand(count: ranks.count, values: draws + 1, confidence: confidence)
    return band.holds(ranks)
  }
}
