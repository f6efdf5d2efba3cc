/// Correlation of ranks (Spearman 1904, doi:10.2307/1412159).
package enum RankCorrelation {
  /// Ranks from 1; equal numbers share the mean of theirs.
  package static func ranks(_ numbers: [Double]) -> [Double] {
    let order = numbers.indices.sorted { numbers[$0] < numbers[$1] }
    var ranks = [Double](repeating: 0, count: numbers.count), start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, numbers[order[end]] == numbers[order[start]] { end += 1 }
      for place in start..<end { ranks[order[place]] = Double(start + 1 + end) / 2 }
      start = end
    }
    return ranks
  }

  /// Pearson's correlation Σ (x − x̄)(y − ȳ) / √(Σ (x − x̄)² Σ (y − ȳ)²); nil unless there are as many of both and both vary.
  package static func pearson(_ x: [Double], _ y: [Double]) -> Double? {
    guard x.count == y.count, x.count > 1 else { return nil }
    let n = Double(x.count), meanX = x.reduce(0, +) / n, meanY = y.reduce(0, +) / n
    var xy = 0.0, xx = 0.0, yy = 0.0
    for (a, b) in zip(x, y) {
      xy += (a - meanX) * (b - meanY)
      xx += (a - meanX) * (a - meanX)
      yy += (b - meanY) * (b - meanY)
    }
    guard xx > 0, yy > 0 else { return nil }
    return min(max(xy / (xx * yy).squareRoot(), -1), 1)
  }

  /// Spearman's ρ: Pearson's correlation of the ranks.
  package static func spearman(_ x: [Double], _ y: [Double]) -> Double? { pearson(ranks(x), ranks(y)) }
}
