import NumericalMethods

extension Distribution {
  /// One draw, again until it lies in the bounds (at most 1,000 times, then the nearest bound). In single precision, so that the last
  /// bit of the C library's logarithm does not matter.
  package func draw(_ stream: RandomStream) -> Double {
    guard var random = GSLRandom(stream) else { return mean ?? low ?? 0 }
    var value = 0.0
    for _ in 0..<1000 {
      switch name {
      case .normal: value = (mean ?? 0) + random.normal(sd: sd ?? 0)
      case .lognormal:
        let m = mean ?? 1, s = sd ?? 0, variance = Elementary.log(1 + s * s / (m * m))
        value = random.lognormal(zeta: Elementary.log(m) - variance / 2, sigma: variance.squareRoot())
      case .uniform: value = random.uniform(low ?? 0, high ?? 1)
      case .gamma:
        let shape = 1 / ((cv ?? 1) * (cv ?? 1))
        value = random.gamma(shape: shape, scale: (mean ?? 1) / shape)
      }
      value = Double(Float(value))
      if value >= atLeast ?? -.infinity, value <= atMost ?? .infinity { return value }
    }
    return min(max(value, atLeast ?? value), atMost ?? value)
  }

  /// Share of draws inside the bounds, from a fixed sample: enough to refuse a distribution that lies outside.
  var typicalShareInside: Double {
    var free = self
    free.atLeast = nil
    free.atMost = nil
    let inside = (0..<400).count { i in
      let value = free.draw(RandomStream(seed: 0, subject: i, purpose: Purpose(.test)))
      return value >= atLeast ?? -.infinity && value <= atMost ?? .infinity
    }
    return Double(inside) / 400
  }
}
