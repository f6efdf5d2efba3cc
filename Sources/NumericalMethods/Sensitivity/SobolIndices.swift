/// Shares of a function's variance over the unit cube that its inputs account for, from its values at a `SaltelliDesign`.
///
///     S_i  = mean f(B)_j (f(AB_i)_j − f(A)_j) / V        alone (Saltelli et al. 2010, doi:10.1016/j.cpc.2009.09.018)
///     ST_i = mean (f(A)_j − f(AB_i)_j)² / 2V             with all its interactions (Jansen 1999, doi:10.1016/S0010-4655(98)00154-4)
///
/// over base rows j, with V the variance of f over A and B, and their mean taken off f first, which lowers the error of S_i. Estimates
/// can fall outside 0 … 1. They are not numbers where f does not vary.
package struct SobolIndices: Sendable, Equatable {
  /// By dimension: what the input accounts for alone.
  package let first: [BootstrapEstimate]
  /// By dimension: what would be left of the variance if all other inputs were fixed.
  package let total: [BootstrapEstimate]
  /// Base rows used.
  package let rows: Int
  /// Base rows left out because a value among them is not a number.
  package let dropped: Int

  /// `values` in the order of `SaltelliDesign.points`. Intervals come from `resamples` of the base rows. Throws unless the values make
  /// whole base rows of `dimensions` + 2.
  package init(
    values: [Double], dimensions: Int, resamples: Int = 1000, confidence: Double = 0.95, random: inout RandomStream
  ) throws(GSLError) {
    guard dimensions > 0, values.count.isMultiple(of: dimensions + 2) else {
      throw .invalid("SobolIndices: \(values.count) values make whole rows of \(dimensions) + 2")
    }
    let all = stride(from: 0, to: values.count, by: dimensions + 2).map { Array(values[$0..<$0 + dimensions + 2]) }
    let kept = all.filter { $0.allSatisfy(\.isFinite) }
    (rows, dropped) = (kept.count, all.count - kept.count)
    let estimates = BootstrapEstimate.estimates(
      units: kept.count, resamples: resamples, confidence: confidence, random: &random
    ) { Self.indices(of: kept, rows: $0, dimensions: dimensions) }
    first = Array(estimates.prefix(dimensions))
    total = Array(estimates.suffix(dimensions))
  }

  /// S_1 … S_d, ST_1 … ST_d from the given base rows.
  private static func indices(of values: [[Double]], rows: [Int], dimensions: Int) -> [Double] {
    let n = Double(rows.count), last = dimensions + 1
    // From a value of f on, so that the variance of a constant is exactly 0.
    let origin = rows.first.map { values[$0][0] } ?? 0
    var mean = 0.0, variance = 0.0
    for j in rows { mean += values[j][0] - origin + (values[j][last] - origin) }
    mean = origin + mean / (2 * n)
    for j in rows {
      let a = values[j][0] - mean, b = values[j][last] - mean
      variance += (a * a + b * b) / (2 * n)
    }
    guard variance > 0 else { return [Double](repeating: .nan, count: 2 * dimensions) }
    var sums = [Double](repeating: 0, count: 2 * dimensions)
    for j in rows {
      values[j].withUnsafeBufferPointer { row in
        let a = row[0], b = row[last] - mean
        for i in 0..<dimensions {
          let step = row[i + 1] - a
          sums[i] += b * step
          sums[dimensions + i] += step * step / 2
        }
      }
    }
    return sums.map { $0 / (n * variance) }
  }
}
