import NumericalMethods
import Scenarios

/// The points of a sweep: for each axis its value, as the file would have it. More points of the same design begin with those of fewer,
/// except in a Latin hypercube.
enum Design {
  static func points(_ sweep: SweepSettings, seed: UInt64) throws(GSLError) -> [[String]] {
    let axes = sweep.axes
    switch sweep.design {
    case .grid: return axes.reduce([[]]) { points, axis in points.flatMap { point in axis.levels.map { point + [$0] } } }
    case .zip:
      let levels = axes.map(\.levels)
      return (0..<(levels.first?.count ?? 0)).map { i in levels.map { $0[i] } }
    default: return try places(sweep, seed: seed).map { point in zip(axes, point).map { $0.value(at: $1) } }
    }
  }

  /// Points of the unit cube of a design that takes ranges.
  static func places(_ sweep: SweepSettings, seed: UInt64) throws(GSLError) -> [[Double]] {
    let d = sweep.axes.count, count = sweep.points
    var random = RandomStream(seed: seed, subject: 0, purpose: Purpose(.design))
    switch sweep.design {
    case .grid, .zip: return []
    case .random: return RandomDesign.points(count: count, dimensions: d, random: &random)
    case .latinHypercube: return LatinHypercube.points(count: count, dimensions: d, random: &random)
    case .sobol: return try SobolSequence.points(count: count, dimensions: d)
    case .morris: return try MorrisDesign.points(trajectories: count, dimensions: d, levels: sweep.levels, random: &random)
    case .saltelli: return try SaltelliDesign.points(rows: count, dimensions: d, random: &random)
    }
  }

  /// How many points there are, without making them.
  static func count(_ sweep: SweepSettings) -> Int {
    let d = sweep.axes.count
    switch sweep.design {
    case .grid:
      return sweep.axes.reduce(1) { product, axis in
        let (next, isTooLarge) = product.multipliedReportingOverflow(by: axis.levels.count)
        return isTooLarge ? Int.max : next
      }
    case .zip: return sweep.axes.first?.levels.count ?? 0
    case .random, .latinHypercube, .sobol: return sweep.points
    case .morris: return sweep.points * (d + 1)
    case .saltelli: return sweep.points * (d + 2)
    }
  }
}
