/// Trajectories through a grid along which one coordinate changes at a time, for elementary effects (Morris 1991,
/// doi:10.1080/00401706.1991.10484804).
package enum MorrisDesign {
  /// The step of a coordinate, p/(2(p − 1)): with an even number p of levels, each level is then visited equally often.
  package static func step(levels: Int) -> Double { Double(levels) / Double(2 * (levels - 1)) }

  /// `trajectories` · (`dimensions` + 1) points, trajectory after trajectory. Coordinates are k/(p − 1), k = 0 … p − 1. Each trajectory
  /// starts at random on the grid and changes every coordinate once, up or down by `step`, in random order. Throws unless `levels` is
  /// even and at least 2.
  package static func points(trajectories: Int, dimensions: Int, levels: Int = 4, random: inout RandomStream)
    throws(GSLError) -> [[Double]]
  {
    guard levels >= 2, levels.isMultiple(of: 2) else { throw .invalid("MorrisDesign: an even number of levels, not \(levels)") }
    let half = levels / 2, dimensions = max(dimensions, 0)
    var points: [[Double]] = []
    for _ in 0..<max(trajectories, 0) {
      // Each coordinate has a lower level, one half of the grid below its upper one; it starts at either.
      let low = (0..<dimensions).map { _ in random.below(half) }
      var isUp = low.map { _ in random.below(2) == 1 }
      func point() -> [Double] { zip(low, isUp).map { Double($1 ? $0 + half : $0) / Double(levels - 1) } }
      points.append(point())
      for dimension in random.shuffled(Array(0..<dimensions)) {
        isUp[dimension].toggle()
        points.append(point())
      }
    }
    return points
  }
}
