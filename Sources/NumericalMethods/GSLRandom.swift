import CGSL

/// A stream as a generator of GSL's, so that all its distributions run on Philox. Owns the C object.
package struct GSLRandom: ~Copyable {
  private let generator: UnsafeMutablePointer<gsl_rng>

  /// The state inside a `gsl_rng`: plain data, so that GSL can copy it.
  private struct State {
    var stream: RandomStream
  }

  /// Philox 4×32-10 as a `gsl_rng_type`. GSL's own seeding reads a stream of purpose `test`; use `init(_:)` to name one.
  package nonisolated(unsafe) static let type: UnsafePointer<gsl_rng_type> = {
    let name = UnsafeMutablePointer<CChar>.allocate(capacity: 16)
    for (i, c) in "philox4x32_10".utf8.enumerated() { name[i] = CChar(c) }
    name[13] = 0
    let type = UnsafeMutablePointer<gsl_rng_type>.allocate(capacity: 1)
    type.initialize(
      to: gsl_rng_type(
        name: name, max: UInt(UInt32.max), min: 0, size: MemoryLayout<State>.size,
        set: { state, seed in
          let stream = RandomStream(seed: UInt64(seed), subject: 0, purpose: Purpose(.test))
          state?.bindMemory(to: State.self, capacity: 1).initialize(to: State(stream: stream))
        },
        get: { state in
          guard let state else { return 0 }
          return UInt(state.assumingMemoryBound(to: State.self).pointee.stream.word())
        },
        get_double: { state in
          guard let state else { return 0 }
          return state.assumingMemoryBound(to: State.self).pointee.stream.uniform()
        }))
    return UnsafePointer(type)
  }()

  /// Fails only when memory is short.
  package init?(_ stream: RandomStream) {
    guard GSL.isReady, let made = gsl_rng_alloc(Self.type) else { return nil }
    generator = made
    generator.pointee.state.assumingMemoryBound(to: State.self).pointee = State(stream: stream)
  }

  deinit { gsl_rng_free(generator) }

  package mutating func word() -> UInt32 { UInt32(truncatingIfNeeded: gsl_rng_get(generator)) }

  /// Normal with mean 0.
  package mutating func normal(sd: Double) -> Double { gsl_ran_gaussian_ziggurat(generator, sd) }

  /// Gamma with the given shape and scale (mean shape · scale).
  package mutating func gamma(shape: Double, scale: Double) -> Double { gsl_ran_gamma(generator, shape, scale) }

  /// exp of a normal with mean `zeta` and standard deviation `sigma`.
  package mutating func lognormal(zeta: Double, sigma: Double) -> Double { gsl_ran_lognormal(generator, zeta, sigma) }

  package mutating func uniform(_ low: Double, _ high: Double) -> Double { low + (high - low) * gsl_rng_uniform(generator) }
}
