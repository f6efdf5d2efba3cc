/// Bayesian inference from simulations alone: parameters are drawn, the model is simulated, and those are kept whose simulation comes
/// close to the data.
///
/// Priors are uniform over a box of `ParameterRange`s. The draw number k reads its own stream (the subject of `key` is k), so that results
/// depend on `key` and on nothing else, in particular not on how many draws are simulated at once.
package struct ApproximateBayes: Sendable {
  /// Simulates each parameter vector and returns its distance from the data; one that is not finite is never accepted. The vectors'
  /// draws are numbered from `first`: whatever the simulation of draw k draws at random it should draw under that number.
  package typealias Simulation = (_ parameters: [[Double]], _ first: Int) throws -> [Double]

  /// The prior of each parameter: uniform in the places of its range.
  package let ranges: [ParameterRange]
  /// The address of the draws, but for the subject.
  package let key: StreamKey
  /// How many draws are given to the simulation at once.
  package let batch: Int

  package init(_ ranges: [ParameterRange], key: StreamKey, batch: Int = 64) {
    (self.ranges, self.key, self.batch) = (ranges, key, max(batch, 1))
  }

  /// Draws `simulations` vectors from the prior and keeps the `keeping` nearest, equally weighted (Pritchard et al. 1999; Beaumont et
  /// al. 2002). Fewer, if fewer have a distance.
  package func rejection(simulations: Int, keeping: Int, simulate: Simulation) throws -> PosteriorSample {
    var found: [Particle] = []
    for first in stride(from: 0, to: simulations, by: batch) {
      let proposed = (first..<min(first + batch, simulations)).map { number in
        var random = stream(number)
        return ranges.map { _ in random.uniform() }
      }
      found += try particles(proposed, first: first, simulate).filter(\.distance.isFinite)
    }
    // Ties go to the earlier draw.
    let nearest = found.indices.sorted { (found[$0].distance, $0) < (found[$1].distance, $1) }.prefix(max(keeping, 0))
    return sample(nearest.map { found[$0] })
  }

  /// A vector by its places in the ranges, with the distance of its simulation and its weight.
  struct Particle: Sendable {
    var places: [Double]
    var distance: Double
    var weight = 1.0
  }

  /// The stream of draw `number`.
  func stream(_ number: Int) -> RandomStream {
    var key = key
    key.subject = UInt32(truncatingIfNeeded: number)
    return RandomStream(key)
  }

  /// Simulates what is proposed.
  func particles(_ places: [[Double]], first: Int, _ simulate: Simulation) throws -> [Particle] {
    let distances = try simulate(places.map(values), first)
    guard distances.count == places.count else {
      throw GSLError.invalid("ApproximateBayes: \(places.count) distances, not \(distances.count)")
    }
    return zip(places, distances).map { Particle(places: $0, distance: $1) }
  }

  /// Values at places.
  private func values(_ places: [Double]) -> [Double] { zip(ranges, places).map { $0.value(at: $1) } }

  /// What the particles stand for.
  func sample(_ particles: [Particle]) -> PosteriorSample {
    PosteriorSample(
      parameters: particles.map { values($0.places) }, weights: particles.map(\.weight), distances: particles.map(\.distance))
  }
}
