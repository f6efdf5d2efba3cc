/// The rotation of white signals under which they are as far from normal as can be: FastICA, all components at once, by their fourth
/// moments (Hyvärinen 1999, doi:10.1109/72.761722).
///
///     w⁺ = ⟨y (wᵀ y)³⟩ − 3 w,   W ← (W⁺ W⁺ᵀ)^(−1/2) W⁺
package struct IndependentComponents: Sendable, Equatable {
  /// One row per component, orthonormal: what each takes of each signal.
  package let unmixing: [[Double]]

  /// Ends when the rows come to rest (|w · w⁺| > 1 − 10⁻⁹; they do not where signals are normal) or the iterations are spent.
  /// `signals`: uncorrelated, of mean 0 and variance 1, sample by sample. `random` gives the first rotation.
  package init(_ signals: [[Double]], iterations: Int, random: inout RandomStream) throws(GSLError) {
    let k = signals.count, samples = signals.map(\.count).min() ?? 0
    guard k > 1, samples > 0 else {
      unmixing = k == 1 ? [[1]] : []
      return
    }
    var rows = try Self.orthonormal((0..<k).map { _ in (0..<k).map { _ in random.normal() } })
    for _ in 0..<max(1, iterations) {
      let next = try Self.orthonormal(rows.map { Self.step($0, signals, samples) })
      let overlap = zip(rows, next).map { zip($0, $1).reduce(0) { $0 + $1.0 * $1.1 }.magnitude }
      rows = next
      if overlap.allSatisfy({ $0 > 1 - 1e-9 }) { break }
    }
    unmixing = rows
  }

  private static func step(_ row: [Double], _ signals: [[Double]], _ samples: Int) -> [Double] {
    var source = [Double](repeating: 0, count: samples)
    for (weight, signal) in zip(row, signals) {
      for t in 0..<samples { source[t] += weight * signal[t] }
    }
    for t in 0..<samples { source[t] *= source[t] * source[t] }
    return zip(row, signals).map { weight, signal in
      var sum = 0.0
      for t in 0..<samples { sum += signal[t] * source[t] }
      return sum / Double(samples) - 3 * weight
    }
  }

  /// (W Wᵀ)^(−1/2) W: the orthonormal rows nearest to these.
  private static func orthonormal(_ rows: [[Double]]) throws(GSLError) -> [[Double]] {
    func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
    let eigen = try SymmetricEigen(rows.map { a in rows.map { dot(a, $0) } })
    // Σ_e v vᵀ W / √λ over the eigenvectors of W Wᵀ.
    let projected = eigen.vectors.map { v in
      (0..<rows.count).map { j in zip(v, rows).reduce(0) { $0 + $1.0 * $1.1[j] } }
    }
    return rows.indices.map { i in
      rows.indices.map { j in
        var sum = 0.0
        for e in eigen.values.indices {
          sum += eigen.vectors[e][i] * projected[e][j] / max(eigen.values[e], 1e-300).squareRoot()
        }
        return sum
      }
    }
  }
}
