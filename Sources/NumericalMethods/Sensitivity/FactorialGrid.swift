/// The cells of a full factorial grid, numbered with the last factor's level changing fastest, and how the variance between them splits.
struct FactorialGrid {
  /// Levels of each factor.
  let levels: [Int]
  /// Factors one by one, then in pairs.
  let terms: [[Int]]
  /// By factor, by cell: the level.
  private let level: [[Int]]

  /// Levels are positive.
  init(levels: [Int]) {
    self.levels = levels
    let factors = Array(levels.indices), cells = levels.reduce(1, *)
    terms = factors.map { [$0] } + factors.flatMap { f in factors.dropFirst(f + 1).map { [f, $0] } }
    level = factors.map { f in
      let inner = levels.dropFirst(f + 1).reduce(1, *)
      return (0..<cells).map { $0 / inner % levels[f] }
    }
  }

  /// Mean squared distance of the cells from their mean.
  func variance(of cells: [Double]) -> Double {
    let mean = cells.reduce(0, +) / Double(cells.count)
    return cells.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(cells.count)
  }

  /// The part of the variance that is due to each of `terms`.
  func components(of cells: [Double]) -> [Double] {
    let mean = cells.reduce(0, +) / Double(cells.count)
    let single = levels.indices.map { f in means(of: cells, groups: levels[f]) { level[f][$0] }.map { $0 - mean } }
    return terms.map { term in
      guard term.count == 2 else { return single[term[0]].reduce(0) { $0 + $1 * $1 } / Double(levels[term[0]]) }
      let (f, g) = (term[0], term[1])
      let joint = means(of: cells, groups: levels[f] * levels[g]) { level[f][$0] * levels[g] + level[g][$0] }
      let squares = joint.indices.reduce(0.0) { sum, k in
        let rest = joint[k] - mean - single[f][k / levels[g]] - single[g][k % levels[g]]
        return sum + rest * rest
      }
      return squares / Double(joint.count)
    }
  }

  /// Means of the cells of each group; all groups are of one size.
  private func means(of cells: [Double], groups: Int, _ group: (Int) -> Int) -> [Double] {
    var sums = [Double](repeating: 0, count: groups)
    for (c, value) in cells.enumerated() { sums[group(c)] += value }
    return sums.map { $0 * Double(groups) / Double(cells.count) }
  }
}
