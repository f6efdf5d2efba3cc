/// The line of constant speed that a posterior lies on best (Davidson, Kloosterman & Wilson 2009, doi:10.1016/j.neuron.2009.07.027).
///
///     R(v, c) = 1/T Σ_t P(|x − (c + v (t − t̄))| ≤ band | spikes in t),   the best over v and c
///
/// T: bins with spikes; t̄: the middle of the first and the last of them. Where the line is off the track, the median over all positions of
/// that bin stands in.
package struct ReplayLine: Sendable, Equatable {
  /// R, 0 … 1.
  package let score: Double
  /// v, in positions per bin.
  package let slope: Double
  /// c: where the line is at t̄, in positions.
  package let middle: Int

  /// The best of all lines that go through a position at t̄ and change by a whole number of positions, at most `reach` lengths of the
  /// track, between the first bin and the last. Of equals the slowest, and of these the lowest. Nil below two bins.
  package init?(_ posterior: PositionPosterior, band: Int, reach: Double) {
    let positions = posterior.positions, rows = posterior.bins.count, band = min(band, posterior.positions)
    guard rows >= 2, positions >= 2, band >= 0, reach > 0, reach <= 1000, let first = posterior.bins.first,
      let last = posterior.bins.last, last > first
    else { return nil }
    let most = max(1, Int((reach * Double(positions)).rounded(.down))), margin = most / 2 + 1
    let onLine = Self.onLine(posterior, band: band, margin: margin), width = positions + 2 * margin
    let places = posterior.bins.map { Double($0 - first) / Double(last - first) - 0.5 }
    var best = (sum: -1.0, change: 0, middle: 0), sums = [Double](repeating: 0, count: positions)
    // The hot loop.
    onLine.withUnsafeBufferPointer { table in
      sums.withUnsafeMutableBufferPointer { sums in
        guard let table = table.baseAddress, let total = sums.baseAddress else { return }
        for step in 0...2 * most {
          // 0, 1, −1, 2, −2 …
          let change = step % 2 == 1 ? (step + 1) / 2 : -step / 2
          sums.update(repeating: 0)
          for row in 0..<rows {
            let values = table + (row * width + margin + Int((places[row] * Double(change)).rounded()))
            var c = 0
            while c < positions {
              total[c] += values[c]
              c &+= 1
            }
          }
          var c = 0
          while c < positions {
            if total[c] > best.sum + 1e-9 { best = (total[c], change, c) }
            c &+= 1
          }
        }
      }
    }
    score = best.sum / Double(rows)
    slope = Double(best.change) / Double(last - first)
    middle = best.middle
  }

  /// The chance to be within `band` of each position, from `margin` positions before the track to as many behind it; bin by bin.
  private static func onLine(_ posterior: PositionPosterior, band: Int, margin: Int) -> [Double] {
    let positions = posterior.positions
    var table: [Double] = []
    table.reserveCapacity(posterior.bins.count * (positions + 2 * margin))
    for row in posterior.bins.indices {
      var cumulative = [0.0]
      for x in 0..<positions { cumulative.append(cumulative[x] + posterior.values[row * positions + x]) }
      let near = (0..<positions).map { cumulative[min(positions, $0 + band + 1)] - cumulative[max(0, $0 - band)] }
      let median = Self.median(near)
      let off = [Double](repeating: median, count: margin)
      table += off + near + off
    }
    return table
  }

  /// Of chances; 0 if more than half are, as they mostly are, and no need to sort.
  private static func median(_ chances: [Double]) -> Double {
    var possible = 0
    for chance in chances where chance > 1e-12 { possible += 1 }
    guard 2 * possible >= chances.count else { return 0 }
    let sorted = chances.sorted()
    return (sorted[(chances.count - 1) / 2] + sorted[chances.count / 2]) / 2
  }
}
