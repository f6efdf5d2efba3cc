extension ApproximateBayes {
  /// One population on the way to the posterior.
  package struct Generation: Sendable, Equatable {
    /// Distance up to which draws were accepted; infinite in the first.
    package var tolerance: Double
    /// Draws until the population was full.
    package var simulations: Int
    /// Of its weights.
    package var effectiveSize: Double
  }

  /// Why there was no further generation.
  package enum End: String, Sendable {
    /// All that were asked for were made.
    case generations
    /// The tolerance that was asked for was reached.
    case tolerance
    /// The simulations ran out; what the last, unfinished generation found is left out.
    case simulations
  }

  /// The last full population, and how it came about.
  package struct Course: Sendable, Equatable {
    package var sample: PosteriorSample
    package var generations: [Generation]
    package var end: End
  }

  /// Population Monte Carlo (Beaumont, Cornuet, Marin & Robert 2009, doi:10.1093/biomet/asp052).
  ///
  /// The first population is drawn from the prior. Each next one perturbs vectors of the last, chosen by weight, with a Gaussian of twice
  /// its weighted variance in each parameter, truncated to the prior's box, and accepts distances up to the given `quantile` of the last
  /// population's, until it has `population` members. Their weights are prior density over proposal density:
  ///
  ///     w_i ∝ 1 / Σ_j w_j Π_k φ((x_ik − x_jk)/τ_k) / (Φ((1 − x_jk)/τ_k) − Φ(−x_jk/τ_k))
  ///
  /// in places x from 0 to 1, where the prior is flat. Ends after `generations`, at a tolerance of `tolerance`, or before `simulations`
  /// are exceeded. Throws what the simulation throws, and `GSLError` for counts that make no sense or if the simulations do not suffice
  /// for a first population.
  package func sequential(
    population: Int, generations: Int, quantile: Double = 0.5, tolerance: Double = 0, simulations: Int, simulate: Simulation
  ) throws -> Course {
    guard population > 1, generations > 0, quantile > 0, quantile < 1, !ranges.isEmpty else {
      throw GSLError.invalid(
        "ApproximateBayes: a parameter, a generation, a population of 2 or more and a quantile within 0 to 1")
    }
    var used = 0, done: [Generation] = [], particles: [Particle] = [], kernel: PerturbationKernel?, limit = Double.infinity
    while true {
      guard let next = try fill(population, from: kernel, limit, &used, simulations, simulate) else {
        guard !particles.isEmpty else {
          throw GSLError.invalid("ApproximateBayes: simulations enough for a population of \(population), not \(simulations)")
        }
        return Course(sample: sample(particles), generations: done, end: .simulations)
      }
      particles = next
      let made = used - done.reduce(0) { $0 + $1.simulations }, sample = sample(particles)
      done.append(Generation(tolerance: limit, simulations: made, effectiveSize: sample.effectiveSize))
      let distances = particles.map(\.distance).sorted()
      if limit <= tolerance || (distances.last ?? 0) <= tolerance {
        return Course(sample: sample, generations: done, end: .tolerance)
      }
      if done.count == generations { return Course(sample: sample, generations: done, end: .generations) }
      limit = max(Quantile.of(sorted: distances, quantile), tolerance)
      kernel = PerturbationKernel(places: particles.map(\.places), weights: sample.weights)
    }
  }

  /// Draws until `population` are accepted; nil if they are not before `most` simulations. What a batch holds beyond the last member is
  /// dropped, and its numbers are used again.
  private func fill(
    _ population: Int, from kernel: PerturbationKernel?, _ limit: Double, _ used: inout Int, _ most: Int, _ simulate: Simulation
  ) throws -> [Particle]? {
    var accepted: [Particle] = []
    while used < most {
      let numbers = used..<min(used + batch, most)
      let proposed = numbers.map { number in
        var random = stream(number)
        return kernel?.propose(&random) ?? ranges.map { _ in random.uniform() }
      }
      for var particle in try particles(proposed, first: used, simulate) {
        used += 1
        guard particle.distance.isFinite, particle.distance <= limit else { continue }
        if let kernel { particle.weight = 1 / kernel.density(particle.places) }
        accepted.append(particle)
        if accepted.count == population { return accepted }
      }
    }
    return nil
  }
}
