/// The points at which `SobolIndices` needs a function (Saltelli et al. 2010, doi:10.1016/j.cpc.2009.09.018): two independent matrices A
/// and B of n rows, and for each dimension i the matrix AB_i, which is A with column i from B.
package enum SaltelliDesign {
  /// Points per base row: A, AB_1 … AB_d, B.
  package static func pointsPerRow(dimensions: Int) -> Int { dimensions + 2 }

  /// `rows` · (`dimensions` + 2) points, base row after base row, each in the order A_j, AB_1j, …, AB_dj, B_j.
  ///
  /// A and B are the left and right halves of a Sobol sequence in 2d dimensions, shifted at random; beyond what that has dimensions for
  /// (d > 20), of a Latin hypercube. Throws below one dimension.
  package static func points(rows: Int, dimensions: Int, random: inout RandomStream) throws(GSLError) -> [[Double]] {
    guard dimensions > 0 else { throw .invalid("SaltelliDesign: at least one dimension, not \(dimensions)") }
    let base =
      2 * dimensions <= SobolSequence.mostDimensions
      ? try SobolSequence.points(count: rows, dimensions: 2 * dimensions, random: &random)
      : LatinHypercube.points(count: rows, dimensions: 2 * dimensions, random: &random)
    var points: [[Double]] = []
    points.reserveCapacity(base.count * pointsPerRow(dimensions: dimensions))
    for row in base {
      let a = Array(row.prefix(dimensions)), b = Array(row.suffix(dimensions))
      points.append(a)
      for i in 0..<dimensions {
        var mixed = a
        mixed[i] = b[i]
        points.append(mixed)
      }
      points.append(b)
    }
    return points
  }
}
