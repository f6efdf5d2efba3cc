import NumericalMethods

/// Where an animal is in its mind, bin by bin: P(x | spikes), for the bins of an event in which anyone spiked.
package struct PositionPosterior: Sendable, Equatable {
  /// Number of positions.
  package let positions: Int
  /// Which bins of the event these are, ascending; without those in which nobody spiked and that tell of the prior only.
  package let bins: [Int]
  /// Bin by bin, `positions` of each; those of a bin sum to 1.
  package let values: [Double]

  /// From logarithms of likelihoods known up to a constant of each bin, laid out like `values`: the largest of a bin is taken off before
  /// the exponential, so that nothing overflows and something is left.
  init(logLikelihood: [Double], bins: [Int], positions: Int) {
    var values = [Double](repeating: 0, count: logLikelihood.count)
    for row in bins.indices {
      let range = row * positions..<(row + 1) * positions, largest = logLikelihood[range].max() ?? 0
      var sum = 0.0
      for i in range {
        // Below e^−40 of the largest it is nothing in a sum of doubles.
        let relative = logLikelihood[i] - largest
        guard relative > -40 else { continue }
        values[i] = Elementary.exp(relative)
        sum += values[i]
      }
      for i in range { values[i] /= sum }
    }
    (self.values, self.bins, self.positions) = (values, bins, positions)
  }

  /// Correlation of time and position, weighted by the posterior (Wu & Foster 2014, doi:10.1523/JNEUROSCI.3414-13.2014):
  ///
  ///     r = cov(x, t; P) / √(cov(x, x; P) cov(t, t; P)),   cov(a, b; P) = Σ P_tx (a − ā)(b − b̄) / Σ P_tx
  ///
  /// Nil where either does not vary.
  package var weightedCorrelation: Double? {
    var sum = 0.0, sumT = 0.0, sumX = 0.0
    for (row, bin) in bins.enumerated() {
      for x in 0..<positions {
        let weight = values[row * positions + x]
        sum += weight
        sumT += weight * Double(bin)
        sumX += weight * Double(x)
      }
    }
    guard sum > 0 else { return nil }
    let meanT = sumT / sum, meanX = sumX / sum
    var tt = 0.0, xx = 0.0, tx = 0.0
    for (row, bin) in bins.enumerated() {
      for x in 0..<positions {
        let weight = values[row * positions + x], t = Double(bin) - meanT, y = Double(x) - meanX
        tt += weight * t * t
        xx += weight * y * y
        tx += weight * t * y
      }
    }
    guard tt > 0, xx > 0 else { return nil }
    return min(max(tx / (tt * xx).squareRoot(), -1), 1)
  }
}
