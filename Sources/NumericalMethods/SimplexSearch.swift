import CGSL

/// GSL's `nmsimplex2` at work on a function, from the origin with steps of 1. Owns the C objects.
final class SimplexSearch {
  private let function: ([Double]) -> Double
  private let dimension: Int
  private let minimizer: UnsafeMutablePointer<gsl_multimin_fminimizer>
  /// GSL keeps a pointer to it.
  private let description: UnsafeMutablePointer<gsl_multimin_function>

  /// Calls `function` for the first corners. Its values are finite.
  init(dimension: Int, function: @escaping ([Double]) -> Double) throws(GSLError) {
    guard GSL.isReady, let minimizer = gsl_multimin_fminimizer_alloc(engram_multimin_nmsimplex2(), dimension) else {
      throw .memory("gsl_multimin_fminimizer_alloc")
    }
    (self.function, self.dimension, self.minimizer) = (function, dimension, minimizer)
    description = UnsafeMutablePointer<gsl_multimin_function>.allocate(capacity: 1)
    description.initialize(to: gsl_multimin_function(f: nil, n: dimension, params: nil))
    description.pointee = gsl_multimin_function(
      f: { corner, owner in
        guard let corner, let owner else { return .nan }
        let search = Unmanaged<SimplexSearch>.fromOpaque(owner).takeUnretainedValue()
        return search.function((0..<search.dimension).map { gsl_vector_get(corner, $0) })
      }, n: dimension, params: Unmanaged.passUnretained(self).toOpaque())
    guard let start = gsl_vector_calloc(dimension) else { throw .memory("gsl_vector_calloc") }
    defer { gsl_vector_free(start) }
    guard let steps = gsl_vector_alloc(dimension) else { throw .memory("gsl_vector_alloc") }
    defer { gsl_vector_free(steps) }
    gsl_vector_set_all(steps, 1)
    try GSL.check(gsl_multimin_fminimizer_set(minimizer, description, start, steps), in: "gsl_multimin_fminimizer_set")
  }

  deinit {
    gsl_multimin_fminimizer_free(minimizer)
    description.deallocate()
  }

  /// Moves the worst corner, or shrinks the simplex.
  func iterate() throws(GSLError) {
    try GSL.check(gsl_multimin_fminimizer_iterate(minimizer), in: "gsl_multimin_fminimizer_iterate")
  }

  /// Mean distance of the corners from their centre.
  var size: Double { gsl_multimin_fminimizer_size(minimizer) }
  /// The function at the best corner.
  var value: Double { gsl_multimin_fminimizer_minimum(minimizer) }
  /// The best corner.
  var corner: [Double] {
    guard let x = gsl_multimin_fminimizer_x(minimizer) else { return [] }
    return (0..<dimension).map { gsl_vector_get(x, $0) }
  }
}
