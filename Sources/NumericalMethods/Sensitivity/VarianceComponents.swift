/// What the factors of a full factorial grid account for: the variance between its cells, split into main effects and interactions of
/// two (η², the sums of squares of a balanced analysis of variance, exact and orthogonal).
///
///     main effect of F:        Σ_f (m_f − m)² / levels of F
///     interaction of F and G:  Σ_fg (m_fg − m_f − m_g + m)² / (levels of F · levels of G)
///     between cells:           Σ_c (m_c − m)² / cells
///
/// with m the mean over what the index does not name. The same subjects stand in every cell, so the bootstrap draws subjects with all
/// their cells. Shares cannot be negative; noise makes each larger, by `chance` on average, and its resamples more so.
package struct VarianceComponents: Sendable, Equatable {
  /// What one factor, or two together, account for.
  package struct Effect: Sendable, Equatable {
    /// One or two factors, ascending.
    package var factors: [Int]
    /// Share of the variance between cells, with its interval over subjects.
    package var share: BootstrapEstimate
    /// The share to be expected if the effect were none: degrees of freedom · error variance / (subjects · cells) as a share. Not a number
    /// below two subjects.
    package var chance: Double
  }

  /// Main effects in the order of factors, then pairs (0, 1), (0, 2), … (1, 2), ….
  package let effects: [Effect]
  /// Share of the interactions of three factors and more.
  package let rest: BootstrapEstimate
  /// The variance between cells (of their means).
  package let variance: Double
  /// Subjects used.
  package let subjects: Int
  /// Subjects left out because they lack a value in some cell.
  package let dropped: Int

  /// `values` holds the subjects' numbers by cell, with the last factor's level changing fastest; `levels` is how many each factor has.
  /// Throws unless there is a cell for every combination, and each has as many subjects.
  package init(
    levels: [Int], values: [[Double]], resamples: Int = 1000, confidence: Double = 0.95, random: inout RandomStream
  ) throws(GSLError) {
    let cells = levels.reduce(1) { $0.multipliedReportingOverflow(by: max($1, 0)).partialValue }
    guard !levels.isEmpty, levels.allSatisfy({ $0 > 0 }), cells == values.count, let count = values.first?.count,
      values.allSatisfy({ $0.count == count })
    else { throw .invalid("VarianceComponents: \(values.count) cells of as many subjects for levels \(levels)") }
    let kept = (0..<count).filter { s in values.allSatisfy { $0[s].isFinite } }
    (subjects, dropped) = (kept.count, count - kept.count)
    let grid = FactorialGrid(levels: levels)
    // From one of them on, so that the variance of a constant is exactly 0.
    let origin = kept.first.map { values[0][$0] } ?? 0
    func means(_ subjects: [Int]) -> [Double] {
      values.map { cell in subjects.reduce(0) { $0 + (cell[kept[$1]] - origin) } / Double(subjects.count) }
    }
    let variance = grid.variance(of: means(Array(kept.indices)))
    let shares = BootstrapEstimate.estimates(
      units: kept.count, resamples: resamples, confidence: confidence, random: &random
    ) { drawn in
      let means = means(drawn), whole = grid.variance(of: means)
      let parts = grid.components(of: means).map { whole > 0 ? $0 / whole : .nan }
      return parts + [max(0, 1 - parts.reduce(0, +))]
    }
    let error = Self.error(values, kept) / Double(kept.count * cells)
    effects = grid.terms.enumerated().map { k, factors in
      let freedom = factors.reduce(1) { $0 * (levels[$1] - 1) }
      return Effect(factors: factors, share: shares[k], chance: variance > 0 ? Double(freedom) * error / variance : .nan)
    }
    rest = shares[grid.terms.count]
    self.variance = variance
  }

  /// Mean square of what neither the cell nor the subject accounts for.
  private static func error(_ values: [[Double]], _ subjects: [Int]) -> Double {
    let cells = Double(values.count), n = Double(subjects.count)
    guard values.count > 1, subjects.count > 1 else { return .nan }
    let byCell = values.map { cell in subjects.reduce(0) { $0 + cell[$1] } / n }
    let bySubject = subjects.map { s in values.reduce(0) { $0 + $1[s] } / cells }
    let mean = byCell.reduce(0, +) / cells
    var sum = 0.0
    for (c, cell) in values.enumerated() {
      for (k, s) in subjects.enumerated() {
        let rest = cell[s] - byCell[c] - bySubject[k] + mean
        sum += rest * rest
      }
    }
    return sum / ((cells - 1) * (n - 1))
  }
}
