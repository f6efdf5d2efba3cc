import CGSL

/// A mixture of Gaussians truncated to the unit cube, one at each member of a population, all with the same standard deviations.
package struct PerturbationKernel {
  /// The members' places.
  private let places: [[Double]]
  /// Sums of the weights up to each member.
  private let cumulated: [Double]
  /// By member: its weight over the constants of its truncated Gaussian.
  private let heights: [Double]
  /// By dimension.
  private let sds: [Double]

  /// `weights` sum to 1. The variance of each Gaussian is twice the population's, and at least 1e-18.
  package init(places: [[Double]], weights: [Double]) {
    self.places = places
    let dimensions = places.first?.count ?? 0
    let sample = PosteriorSample(parameters: places, weights: weights, distances: [])
    let sds = (0..<dimensions).map { max(2 * sample.covariance($0, $0), 1e-18).squareRoot() }
    var sum = 0.0
    cumulated = weights.map {
      sum += $0
      return sum
    }
    heights = zip(places, weights).map { place, weight in
      (0..<dimensions).reduce(weight) { height, k in
        let inside = GSL.call { gsl_cdf_ugaussian_P((1 - place[k]) / sds[k]) - gsl_cdf_ugaussian_P(-place[k] / sds[k]) }
        return height / (sds[k] * Statistics.stable(inside))
      }
    }
    self.sds = sds
  }

  /// A member chosen by weight, perturbed. A coordinate that leaves the cube is drawn again.
  package func propose(_ random: inout RandomStream) -> [Double] {
    let goal = random.uniform() * (cumulated.last ?? 0)
    var low = 0, high = cumulated.count - 1
    while low < high {
      let middle = (low + high) / 2
      if cumulated[middle] > goal { high = middle } else { low = middle + 1 }
    }
    return places[low].indices.map { k in
      while true {
        let x = places[low][k] + random.normal(sd: sds[k])
        if x >= 0, x <= 1 { return x }
      }
    }
  }

  /// The mixture's density at `x`, up to a constant.
  package func density(_ x: [Double]) -> Double {
    var sum = 0.0
    for (place, height) in zip(places, heights) {
      var squares = 0.0
      for k in sds.indices {
        let z = (x[k] - place[k]) / sds[k]
        squares += z * z
      }
      sum += height * Elementary.exp(-squares / 2)
    }
    return sum
  }
}
