import CGSL

/// Local-linear adjustment of draws that came near the data (Beaumont, Zhang & Balding 2002, doi:10.1093/genetics/162.4.2025).
///
///     θ_i* = θ_i − βᵀ (s_i − s),   β by least squares with weights w_i = 1 − (d_i / max d)²
///
/// s_i: what draw i predicts; s: the data; d_i: its distance. Parameters are places from 0 to 1; adjusted ones are reflected into that
/// range. What is left of the distance in rejection alone, and makes its posteriors too wide, is taken out to first order.
package enum RegressionAdjustment {
  /// The sample, adjusted and weighted; `summaries` by draw, in units of their errors. Returned as it is if there are too few draws for a
  /// regression.
  package static func adjusted(_ sample: PosteriorSample, summaries: [[Double]], data: [Double]) -> PosteriorSample {
    let n = sample.parameters.count, k = data.count + 1
    guard n > 2 * k, let dimensions = sample.parameters.first?.count, summaries.count == n,
      summaries.allSatisfy({ $0.count == k - 1 }),
      let far = sample.distances.max(), far > 0, far.isFinite
    else { return sample }
    let weights = sample.distances.map { max(1e-6, 1 - $0 / far) }
    let deviations = summaries.map { zip($0, data).map { $0 - $1 } }
    var parameters = sample.parameters
    for d in 0..<dimensions {
      guard let slopes = slopes(of: sample.parameters.map { $0[d] }, on: deviations, weights: weights) else { return sample }
      for i in 0..<n {
        let shift = zip(slopes, deviations[i]).reduce(0) { $0 + $1.0 * $1.1 }
        parameters[i][d] = Simplex.reflected(parameters[i][d] - shift, into: 0...1)
      }
    }
    return PosteriorSample(parameters: parameters, weights: weights, distances: sample.distances)
  }

  /// Weighted least squares with an intercept, by singular values; nil if GSL cannot.
  private static func slopes(of values: [Double], on rows: [[Double]], weights: [Double]) -> [Double]? {
    let n = values.count, k = (rows.first?.count ?? 0) + 1
    guard let x = gsl_matrix_alloc(n, k), let y = gsl_vector_alloc(n), let w = gsl_vector_alloc(n), let c = gsl_vector_alloc(k),
      let covariance = gsl_matrix_alloc(k, k), let space = gsl_multifit_linear_alloc(n, k)
    else { return nil }
    defer {
      gsl_matrix_free(x)
      gsl_matrix_free(covariance)
      for vector in [y, w, c] { gsl_vector_free(vector) }
      gsl_multifit_linear_free(space)
    }
    for i in 0..<n {
      gsl_vector_set(y, i, values[i])
      gsl_vector_set(w, i, weights[i])
      gsl_matrix_set(x, i, 0, 1)
      for (j, value) in rows[i].enumerated() { gsl_matrix_set(x, i, j + 1, value) }
    }
    var residual = 0.0, rank = 0
    let status = GSL.call { gsl_multifit_wlinear_tsvd(x, w, y, 1e-8, c, covariance, &residual, &rank, space) }
    guard status == 0 else { return nil }
    return (1..<k).map { Statistics.stable(gsl_vector_get(c, $0)) }
  }
}
