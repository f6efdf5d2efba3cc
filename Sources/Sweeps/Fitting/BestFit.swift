import NumericalMethods
import Scenarios

/// The parameters with the least χ², and how well each is pinned down: its profile.
package struct BestFit: Sendable {
  /// By parameter, as the file would have it.
  package var values: [String]
  package var places: [Double]
  package var chi: Double
  /// Numbers of the data less parameters.
  package var freedom: Int
  package var isConverged: Bool
  package var evaluations: Int
  /// By parameter: places tried with the least χ² that the others can make of it.
  package var profiles: [[(place: Double, chi: Double)]]

  /// Searches from the best of the draws by Nelder and Mead's simplex, all points with the same subjects and noise; then goes along each
  /// parameter and searches over the others.
  init(_ model: FitModel, start: [Double]) throws {
    let axes = model.settings.axes, unit = 0.0...1.0
    func distance(_ place: [Double]) throws -> Double {
      try model.predictions([place], numbers: { _ in 0 })[0].map { model.distance($0.means, from: model.data) } ?? .infinity
    }
    func search(_ start: [Double], step: Double, iterations: Int, free: [Int]) throws -> Simplex.Minimum {
      let steps = free.map { start[$0] > 0.5 ? -step : step }
      return try Simplex.minimize(
        from: free.map { start[$0] }, steps: steps, bounds: free.map { _ in unit }, tolerance: 0.02, iterations: iterations
      ) { point in
        var whole = start
        for (i, x) in zip(free, point) { whole[i] = x }
        return try distance(whole)
      }
    }
    let all = Array(axes.indices)
    var best = try search(start, step: 0.1, iterations: 40 * axes.count, free: all)
    evaluations = best.evaluations
    profiles = []
    let count = model.settings.profile
    for axis in all {
      var profile: [(place: Double, chi: Double)] = []
      for i in 0..<count {
        var place = best.point
        place[axis] = count > 1 ? Double(i) / Double(count - 1) : 0.5
        let others = all.filter { $0 != axis }
        let found =
          others.isEmpty ? try distance(place) : try search(place, step: 0.15, iterations: 12 * axes.count, free: others).value
        profile.append((place[axis], found))
      }
      profiles.append(profile)
    }
    // A profile may have come upon something better.
    for (axis, profile) in profiles.enumerated() {
      guard let low = profile.min(by: { $0.chi < $1.chi }), low.chi < best.value else { continue }
      var place = best.point
      place[axis] = low.place
      let again = try search(place, step: 0.1, iterations: 40 * axes.count, free: all)
      evaluations += again.evaluations
      if again.value < best.value { best = again }
    }
    places = best.point
    values = zip(axes, best.point).map { $0.value(at: $1) }
    chi = best.value
    freedom = max(0, model.settings.rows.count - axes.count)
    isConverged = best.isConverged
  }

  /// Where the profile of a parameter rises by 3.84 (95 % of χ² with one degree of freedom), by straight lines; nil at an end that it does
  /// not reach within the range.
  package func interval(_ axis: Int) -> (low: Double?, high: Double?) {
    let points = (profiles[axis] + [(places[axis], chi)]).sorted { $0.place < $1.place }, limit = chi + 3.8414588
    guard let middle = points.firstIndex(where: { $0.place == places[axis] }) else { return (nil, nil) }
    func crossing(_ a: (place: Double, chi: Double), _ b: (place: Double, chi: Double)) -> Double {
      a.chi == b.chi ? b.place : a.place + (limit - a.chi) / (b.chi - a.chi) * (b.place - a.place)
    }
    var low: Double?, high: Double?
    for i in stride(from: middle, to: 0, by: -1) where points[i - 1].chi > limit {
      low = crossing(points[i], points[i - 1])
      break
    }
    for i in middle..<points.count - 1 where points[i + 1].chi > limit {
      high = crossing(points[i], points[i + 1])
      break
    }
    return (low, high)
  }
}
