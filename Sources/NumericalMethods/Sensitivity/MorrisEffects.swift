/// Elementary effects of a function's inputs, from its values at a `MorrisDesign`: which inputs matter, and which of them act linearly
/// and alone.
///
///     EE_i = (f(x + Δ e_i) − f(x)) / Δ,   one per trajectory;   μ_i = mean EE_i,  μ*_i = mean |EE_i|,  σ_i = sd EE_i
///
/// (Morris 1991, doi:10.1080/00401706.1991.10484804; μ* of Campolongo et al. 2007, doi:10.1016/j.envsoft.2006.10.004.) Effects are per
/// width of the cube.
package struct MorrisEffects: Sendable, Equatable {
  /// What one input does.
  package struct Effect: Sendable, Equatable {
    /// Mean effect.
    package var mean: Double
    /// Mean size of the effect, whatever its sign, with its interval over trajectories.
    package var size: BootstrapEstimate
    /// Sample standard deviation of the effect; 0 where the function is linear in the input.
    package var spread: Double
  }

  /// By dimension.
  package let effects: [Effect]
  /// Trajectories used.
  package let trajectories: Int
  /// Trajectories left out because a value along them is not a number.
  package let dropped: Int

  /// `points` as `MorrisDesign.points` returns them, with the function's `values` there. Intervals come from `resamples` of the
  /// trajectories. Throws unless there are as many values as points, in whole trajectories, along which one coordinate changes at a time
  /// and each changes once.
  package init(
    points: [[Double]], values: [Double], resamples: Int = 1000, confidence: Double = 0.95, random: inout RandomStream
  ) throws(GSLError) {
    let dimensions = points.first?.count ?? 0
    guard dimensions > 0, points.count == values.count, points.count.isMultiple(of: dimensions + 1) else {
      throw .invalid("MorrisEffects: \(points.count) points with \(values.count) values make whole trajectories")
    }
    var kept: [[Double]] = [], dropped = 0
    for start in stride(from: 0, to: points.count, by: dimensions + 1) {
      let effects = try Self.effects(points[start...start + dimensions], values[start...start + dimensions])
      if effects.allSatisfy(\.isFinite) { kept.append(effects) } else { dropped += 1 }
    }
    let sizes = BootstrapEstimate.estimates(
      units: kept.count, resamples: resamples, confidence: confidence, random: &random
    ) { drawn in
      (0..<dimensions).map { i in drawn.reduce(0) { $0 + kept[$1][i].magnitude } / Double(drawn.count) }
    }
    effects = (0..<dimensions).map { i in
      var moments = Moments()
      for effects in kept { moments.add(effects[i]) }
      return Effect(mean: kept.isEmpty ? .nan : moments.mean, size: sizes[i], spread: moments.sd)
    }
    (trajectories, self.dropped) = (kept.count, dropped)
  }

  /// The effects along one trajectory, by dimension.
  private static func effects(_ points: ArraySlice<[Double]>, _ values: ArraySlice<Double>) throws(GSLError) -> [Double] {
    var effects: [Double?] = points.first?.map { _ in nil } ?? []
    for i in points.indices.dropFirst() {
      let changed = effects.indices.filter { $0 >= points[i].count || points[i][$0] != points[i - 1][$0] }
      guard changed.count == 1, points[i].count == effects.count, effects[changed[0]] == nil else {
        throw .invalid("MorrisEffects: one coordinate changes between points \(i - 1) and \(i), and each once")
      }
      effects[changed[0]] = (values[i] - values[i - 1]) / (points[i][changed[0]] - points[i - 1][changed[0]])
    }
    return effects.compactMap { $0 }
  }
}
