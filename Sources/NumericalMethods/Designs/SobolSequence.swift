import CGSL

/// Sobol's low-discrepancy sequence, as GSL makes it (Bratley & Fox 1988, Antonov & Saleev 1979; 30 bits). Owns the C object.
///
/// The origin, with which the sequence begins, is left out: the first point is (½, …, ½). A whole power of two of points covers the cube
/// most evenly.
package struct SobolSequence: ~Copyable {
  /// GSL has direction numbers for so many dimensions. Beyond, it silently returns zeros.
  package static let mostDimensions = 40
  /// GSL makes so many points and no more.
  package static let mostPoints = 1 << 30 - 1

  private let generator: UnsafeMutablePointer<gsl_qrng>
  private let dimensions: Int

  /// Throws outside 1 to `mostDimensions`.
  package init(dimensions: Int) throws(GSLError) {
    guard (1...Self.mostDimensions).contains(dimensions) else {
      throw .invalid("SobolSequence: 1 to \(Self.mostDimensions) dimensions, not \(dimensions)")
    }
    guard GSL.isReady, let made = gsl_qrng_alloc(engram_qrng_sobol(), UInt32(dimensions)) else { throw .memory("gsl_qrng_alloc") }
    generator = made
    self.dimensions = dimensions
  }

  deinit { gsl_qrng_free(generator) }

  /// The next point, in (0, 1); throws after `mostPoints`.
  package mutating func next() throws(GSLError) -> [Double] {
    var point = [Double](repeating: 0, count: dimensions)
    try GSL.check(point.withUnsafeMutableBufferPointer { gsl_qrng_get(generator, $0.baseAddress) }, in: "gsl_qrng_get")
    return point
  }

  /// The first `count` points.
  package static func points(count: Int, dimensions: Int) throws(GSLError) -> [[Double]] {
    var sequence = try SobolSequence(dimensions: dimensions), points: [[Double]] = []
    points.reserveCapacity(max(count, 0))
    for _ in 0..<max(count, 0) { points.append(try sequence.next()) }
    return points
  }

  /// The first `count` points, all moved by one uniform vector modulo 1 (Cranley & Patterson 1976): each point is uniform in the cube,
  /// and they lie as evenly as before.
  package static func points(count: Int, dimensions: Int, random: inout RandomStream) throws(GSLError) -> [[Double]] {
    var points = try points(count: count, dimensions: dimensions)
    let shift = (0..<dimensions).map { _ in random.uniform() }
    for i in points.indices {
      for k in shift.indices {
        let moved = points[i][k] + shift[k]
        points[i][k] = moved < 1 ? moved : moved - 1
      }
    }
    return points
  }
}
