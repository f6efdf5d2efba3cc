/// A Latin hypercube (McKay, Beckman & Conover 1979): in every dimension, each of `count` strata of equal width holds one point, at a
/// uniform place within its stratum.
package enum LatinHypercube {
  /// `count` points of `dimensions` coordinates in [0, 1): x = (π(i) + u)/count with a random permutation π for each dimension.
  package static func points(count: Int, dimensions: Int, random: inout RandomStream) -> [[Double]] {
    guard count > 0 else { return [] }
    var points = [[Double]](repeating: [Double](repeating: 0, count: max(dimensions, 0)), count: count)
    for dimension in 0..<max(dimensions, 0) {
      let strata = random.shuffled(Array(0..<count))
      for (i, stratum) in strata.enumerated() { points[i][dimension] = (Double(stratum) + random.uniform()) / Double(count) }
    }
    return points
  }
}
