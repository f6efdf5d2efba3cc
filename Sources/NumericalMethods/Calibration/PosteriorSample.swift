/// Parameter vectors that stand for a posterior distribution, each with its weight.
package struct PosteriorSample: Sendable, Equatable {
  /// One vector per particle.
  package var parameters: [[Double]]
  /// Not negative; they sum to 1.
  package var weights: [Double]
  /// How far from the data each particle's simulation came.
  package var distances: [Double]

  /// Normalises the weights. Parameters, weights and distances are as many.
  package init(parameters: [[Double]], weights: [Double], distances: [Double]) {
    let sum = weights.reduce(0, +)
    (self.parameters, self.distances) = (parameters, distances)
    self.weights = sum > 0 ? weights.map { $0 / sum } : weights
  }

  /// As many equally weighted particles as would estimate a mean as well: 1/Σw².
  package var effectiveSize: Double {
    let squares = weights.reduce(0) { $0 + $1 * $1 }
    return squares > 0 ? 1 / squares : 0
  }

  /// Weighted mean of one parameter.
  package func mean(of parameter: Int) -> Double { zip(parameters, weights).reduce(0) { $0 + $1.0[parameter] * $1.1 } }

  /// Weighted standard deviation of one parameter.
  package func sd(of parameter: Int) -> Double { covariance(parameter, parameter).squareRoot() }

  /// Weighted covariance of two parameters.
  package func covariance(_ a: Int, _ b: Int) -> Double {
    let (first, second) = (mean(of: a), mean(of: b))
    return zip(parameters, weights).reduce(0) { $0 + $1.1 * ($1.0[a] - first) * ($1.0[b] - second) }
  }

  /// The least value of one parameter at or below which lies a share `p` of the weight.
  package func quantile(_ p: Double, of parameter: Int) -> Double {
    Quantile.of(parameters.map { $0[parameter] }, weights: weights, p)
  }

  /// The central interval of one parameter that holds `confidence` of the weight.
  package func interval(of parameter: Int, confidence: Double) -> (low: Double, high: Double) {
    let tail = (1 - confidence) / 2
    return (quantile(tail, of: parameter), quantile(1 - tail, of: parameter))
  }

  /// `count` vectors of equal weight, in random order: systematic resampling (Kitagawa 1996), which takes each particle as often as its
  /// weight says, to within one.
  package func draws(_ count: Int, random: inout RandomStream) -> [[Double]] {
    guard count > 0, let last = parameters.last else { return [] }
    var chosen: [[Double]] = [], sum = 0.0, place = random.uniform()
    chosen.reserveCapacity(count)
    for (vector, weight) in zip(parameters, weights) {
      sum += weight * Double(count)
      while place < sum, chosen.count < count {
        chosen.append(vector)
        place += 1
      }
    }
    while chosen.count < count { chosen.append(last) }
    return random.shuffled(chosen)
  }
}
