/// Independent uniform points in the unit cube.
package enum RandomDesign {
  /// `count` points of `dimensions` coordinates in [0, 1), drawn point by point.
  package static func points(count: Int, dimensions: Int, random: inout RandomStream) -> [[Double]] {
    var points: [[Double]] = []
    points.reserveCapacity(max(count, 0))
    for _ in 0..<max(count, 0) { points.append((0..<max(dimensions, 0)).map { _ in random.uniform() }) }
    return points
  }
}
