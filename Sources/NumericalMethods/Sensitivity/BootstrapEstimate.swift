/// A number computed from a sample, with the percentile interval of the bootstrap (Efron & Tibshirani 1993, ch. 13).
package struct BootstrapEstimate: Sendable, Equatable {
  /// From the sample itself.
  package var value: Double
  /// Ends of the interval; not numbers if the value was one in no resample.
  package var low: Double
  package var high: Double

  /// Estimates of several numbers at once. `statistic` computes them from the given units of the sample (each of 0 … `units` − 1 once, or
  /// a resample of as many with replacement). Resamples in which a number is none are left out of its interval.
  package static func estimates(
    units: Int, resamples: Int, confidence: Double, random: inout RandomStream, statistic: (_ units: [Int]) -> [Double]
  ) -> [BootstrapEstimate] {
    let values = statistic(Array(0..<max(units, 0)))
    var found = [[Double]](repeating: [], count: values.count), drawn = [Int](repeating: 0, count: max(units, 0))
    for _ in 0..<max(resamples, 0) where units > 0 {
      for i in drawn.indices { drawn[i] = random.below(units) }
      for (k, value) in statistic(drawn).enumerated() where k < found.count && value == value { found[k].append(value) }
    }
    return values.indices.map { k in
      found[k].sort()
      let tail = (1 - confidence) / 2
      return BootstrapEstimate(
        value: values[k], low: Quantile.of(sorted: found[k], tail), high: Quantile.of(sorted: found[k], 1 - tail))
    }
  }
}
