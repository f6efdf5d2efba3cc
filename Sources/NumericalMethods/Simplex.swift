import CGSL

/// Minimisation without derivatives: the simplex of Nelder & Mead (1965), as GSL's `nmsimplex2`.
package enum Simplex {
  /// Where the search ended.
  package struct Minimum: Sendable, Equatable {
    /// The best point, within the bounds.
    package var point: [Double]
    /// Of the function there; infinite if it was finite nowhere.
    package var value: Double
    package var iterations: Int
    /// Calls of the function.
    package var evaluations: Int
    /// Whether the simplex shrank below the tolerance; else the iterations ran out.
    package var isConverged: Bool
  }

  /// Searches from `start`, with the first simplex reaching `steps` along each axis, until the mean distance of its corners from its
  /// centre, in steps, is below `tolerance`.
  ///
  /// The function is called within `bounds` only (one per dimension; nil is none, and an end may be infinite): a corner beyond an end is
  /// reflected there. A value that is not finite counts as worse than any other. Throws what the function throws, and `GSLError` for
  /// counts that differ, steps of 0, and numbers that are not finite.
  package static func minimize(
    from start: [Double], steps: [Double], bounds: [ClosedRange<Double>]? = nil, tolerance: Double = 1e-6, iterations: Int = 1000,
    _ function: ([Double]) throws -> Double
  ) throws -> Minimum {
    guard !start.isEmpty, steps.count == start.count, bounds.map({ $0.count == start.count }) ?? true,
      start.allSatisfy(\.isFinite), steps.allSatisfy({ $0.isFinite && $0 != 0 })
    else { throw GSLError.invalid("Simplex: a start with a step, and a bound if any, for each dimension") }
    return try withoutActuallyEscaping(function) { function in
      let objective = Objective(start: start, steps: steps, bounds: bounds, function: function)
      let search = try SimplexSearch(dimension: start.count) { objective.value($0) }
      var made = 0, isConverged = false
      while made < iterations, !isConverged, objective.failure == nil {
        try search.iterate()
        made += 1
        isConverged = search.size < tolerance
      }
      if let failure = objective.failure { throw failure }
      let value = search.value == .greatestFiniteMagnitude ? Double.infinity : search.value
      return Minimum(
        point: objective.point(search.corner), value: value, iterations: made, evaluations: objective.evaluations,
        isConverged: isConverged && value.isFinite)
    }
  }

  /// `x`, reflected at the ends of `range` until it is within.
  package static func reflected(_ x: Double, into range: ClosedRange<Double>) -> Double {
    let (low, high) = (range.lowerBound, range.upperBound)
    if low.isFinite, high.isFinite {
      let width = high - low
      guard width > 0, width.isFinite else { return min(max(x, low), high) }
      let beyond = (x - low).truncatingRemainder(dividingBy: 2 * width).magnitude
      return min(max(low + (beyond > width ? 2 * width - beyond : beyond), low), high)
    }
    return x < low ? 2 * low - x : x > high ? 2 * high - x : x
  }

  /// The function in the coordinates of the search: from the start, in steps.
  private final class Objective {
    private let start: [Double]
    private let steps: [Double]
    private let bounds: [ClosedRange<Double>]?
    private let function: ([Double]) throws -> Double
    private(set) var evaluations = 0
    /// The first error that the function threw; it is not called after that.
    private(set) var failure: (any Error)?

    init(
      start: [Double], steps: [Double], bounds: [ClosedRange<Double>]?, function: @escaping ([Double]) throws -> Double
    ) {
      (self.start, self.steps, self.bounds, self.function) = (start, steps, bounds, function)
    }

    /// The point that a corner stands for.
    func point(_ corner: [Double]) -> [Double] {
      corner.indices.map { i in
        let x = start[i] + steps[i] * corner[i]
        return bounds.map { Simplex.reflected(x, into: $0[i]) } ?? x
      }
    }

    /// The function at a corner; the largest finite number, GSL's search breaking off at others, if it is not finite.
    func value(_ corner: [Double]) -> Double {
      guard failure == nil else { return .greatestFiniteMagnitude }
      evaluations += 1
      do {
        let value = try function(point(corner))
        return value.isFinite ? value : value == -.infinity ? -.greatestFiniteMagnitude : .greatestFiniteMagnitude
      } catch {
        failure = error
        return .greatestFiniteMagnitude
      }
    }
  }
}
