import NumericalMethods
import Testing

/// On the mean of ten normal observations of variance 1 under a flat prior: the posterior of the mean, given that the mean of the
/// observations is y, is normal with mean y and variance .1, widened by ε²/3 for simulations accepted up to a distance of ε.
struct ApproximateBayesTests {
  private static func key(_ number: Int) -> StreamKey { StreamKey(seed: 21, subject: 0, purpose: Purpose(.test, number)) }

  /// Distance of a simulated mean of ten from `data`; draw k reads its own stream.
  private static func distances(_ parameters: [[Double]], _ first: Int, data: Double, stream: Int) -> [Double] {
    parameters.enumerated().map { k, vector in
      var random = RandomStream(seed: 22, subject: first + k, purpose: Purpose(.test, stream))
      return (vector[0] + random.normal(sd: 0.1.squareRoot()) - data).magnitude
    }
  }

  @Test func rejectionFindsThePosterior() throws {
    let bayes = ApproximateBayes([try ParameterRange(-4, 4)], key: Self.key(1))
    let sample = try bayes.rejection(simulations: 60_000, keeping: 1500) { Self.distances($0, $1, data: 0.7, stream: 1) }
    let sd = (0.1 + 0.05 * 0.05 / 3).squareRoot()
    #expect(
      sample.parameters.count == 1500 && (sample.distances.max() ?? 1) < 0.12 && (sample.effectiveSize - 1500).magnitude < 1e-6)
    #expect((sample.mean(of: 0) - 0.7).magnitude < 5 * sd / 1500.0.squareRoot())
    #expect((sample.sd(of: 0) / sd - 1).magnitude < 5 / 3000.0.squareRoot())
  }

  @Test func sequentialFindsThePosterior() throws {
    let bayes = ApproximateBayes([try ParameterRange(-4, 4)], key: Self.key(2))
    let course = try bayes.sequential(population: 1500, generations: 7, simulations: 1_000_000) {
      Self.distances($0, $1, data: 0.7, stream: 2)
    }
    let sample = course.sample, tolerances = course.generations.map(\.tolerance), sd = 0.1.squareRoot()
    #expect(course.end == .generations && course.generations.count == 7 && tolerances[0] == .infinity)
    #expect(zip(tolerances, tolerances.dropFirst()).allSatisfy { $1 < $0 } && tolerances[6] < 0.1)
    #expect(sample.distances.allSatisfy { $0 <= tolerances[6] })
    #expect((sample.weights.reduce(0, +) - 1).magnitude < 1e-9 && sample.effectiveSize > 700 && sample.effectiveSize < 1500)
    let size = sample.effectiveSize.squareRoot()
    #expect((sample.mean(of: 0) - 0.7).magnitude < 5 * sd / size)
    #expect((sample.sd(of: 0) / sd - 1).magnitude < 5 / (size * 2.0.squareRoot()))
    let (low, high) = sample.interval(of: 0, confidence: 0.9)
    #expect((low - 0.7 + 1.645 * sd).magnitude < 8 * sd / size && (high - 0.7 - 1.645 * sd).magnitude < 8 * sd / size)
  }

  /// A truth at the edge of the prior: the posterior is a normal cut off there.
  @Test func weightsAtTheEdge() throws {
    let bayes = ApproximateBayes([try ParameterRange(0, 4)], key: Self.key(3))
    let course = try bayes.sequential(population: 4000, generations: 7, simulations: 1_000_000) {
      Self.distances($0, $1, data: 0, stream: 3)
    }
    // A half normal: mean sd √(2/π), sd · √(1 − 2/π).
    let sd = 0.1.squareRoot(), size = course.sample.effectiveSize.squareRoot()
    #expect((course.sample.mean(of: 0) - sd * 0.79788456).magnitude < 5 * sd * 0.6028 / size, "\(course.sample.mean(of: 0))")
    #expect((course.sample.sd(of: 0) - sd * 0.60281).magnitude < 5 * sd * 0.6 / size)
  }

  /// A log-uniform prior on a scale that the data say nothing of stays log-uniform, while another parameter is learnt; the weights undo
  /// what the kernels do.
  @Test func twoParameters() throws {
    let ranges = [try ParameterRange(-4, 4), try ParameterRange(0.01, 100, scale: .logarithmic)]
    let bayes = ApproximateBayes(ranges, key: Self.key(4))
    let course = try bayes.sequential(population: 2000, generations: 5, simulations: 1_000_000) {
      Self.distances($0, $1, data: -1, stream: 4)
    }
    let size = course.sample.effectiveSize.squareRoot()
    for p in [0.25, 0.5, 0.75] {
      #expect((ranges[1].place(of: course.sample.quantile(p, of: 1)) - p).magnitude < 5 * 0.5 / size)
    }
    #expect((course.sample.mean(of: 0) + 1).magnitude < 0.1)
    #expect(course.sample.parameters.allSatisfy { $0[1] >= 0.01 && $0[1] <= 100 })
  }

  /// The same for the same key, whatever the batch; other for another.
  @Test func keysDecide() throws {
    func course(_ number: Int, batch: Int) throws -> ApproximateBayes.Course {
      try ApproximateBayes([ParameterRange(-4, 4)], key: Self.key(number), batch: batch)
        .sequential(population: 100, generations: 4, simulations: 20_000) { Self.distances($0, $1, data: 0.7, stream: 5) }
    }
    let first = try course(5, batch: 1)
    #expect(try course(5, batch: 1) == first && course(5, batch: 64) == first && course(5, batch: 1000) == first)
    #expect(try course(6, batch: 64) != first)
    func rejection(_ batch: Int) throws -> PosteriorSample {
      try ApproximateBayes([ParameterRange(-4, 4)], key: Self.key(5), batch: batch)
        .rejection(simulations: 500, keeping: 50) { Self.distances($0, $1, data: 0.7, stream: 5) }
    }
    #expect(try rejection(1) == rejection(77))
  }

  /// Data that say nothing leave the prior as it was, though the kernels, cut off at its ends, propose more of its middle.
  @Test func flatPosterior() throws {
    var distance = Moments()
    for number in 0..<60 {
      let bayes = ApproximateBayes([try ParameterRange(0, 1)], key: Self.key(100 + number), batch: 500)
      let course = try bayes.sequential(population: 500, generations: 3, simulations: 1500) { parameters, _ in
        parameters.map { _ in 1 }
      }
      #expect(course.end == .generations && course.generations[2].simulations == 500)
      distance.add(zip(course.sample.parameters, course.sample.weights).reduce(0) { $0 + ($1.0[0] - 0.5).magnitude * $1.1 })
    }
    #expect((distance.mean - 0.25).magnitude < 5 * distance.standardError && distance.standardError < 1.2e-3, "\(distance)")
  }

  /// Proposals have the population's variance and twice as much again, and stay in the cube; the density is the mixture's.
  @Test func perturbationKernel() {
    let kernel = PerturbationKernel(places: [[0.49], [0.51]], weights: [0.5, 0.5]), variance = 2e-4
    var random = RandomStream(Self.key(9)), moments = Moments()
    for _ in 0..<20_000 { moments.add(kernel.propose(&random)[0]) }
    #expect((moments.mean - 0.5).magnitude < 5 * moments.standardError && (moments.variance / 3e-4 - 1).magnitude < 0.05)
    func mixture(_ x: Double) -> Double {
      [0.49, 0.51].reduce(0) { $0 + Elementary.exp(-(x - $1) * (x - $1) / (2 * variance)) }
    }
    for x in [0.45, 0.5, 0.53] {
      #expect((kernel.density([x]) / kernel.density([0.49]) * mixture(0.49) / mixture(x) - 1).magnitude < 1e-9)
    }
    // Of a Gaussian at the edge, half is cut off: twice the height.
    let edge = PerturbationKernel(places: [[0], [0.4]], weights: [0.5, 0.5]),
      middle = PerturbationKernel(
        places: [[0.3], [0.7]], weights: [0.5, 0.5])
    #expect(edge.density([0]) > middle.density([0.3]) * 1.4)
    for _ in 0..<1000 { #expect((0...1).contains(edge.propose(&random)[0])) }
  }

  private struct Stopped: Error {}

  /// How a course ends, and what is an error.
  @Test func ends() throws {
    let bayes = ApproximateBayes([try ParameterRange(-4, 4)], key: Self.key(7))
    func run(
      _ population: Int = 50, generations: Int = 40, tolerance: Double = 0, simulations: Int = 3000,
      _ simulate: @escaping ApproximateBayes.Simulation = { Self.distances($0, $1, data: 0.7, stream: 7) }
    ) throws -> ApproximateBayes.Course {
      try bayes.sequential(
        population: population, generations: generations, tolerance: tolerance, simulations: simulations, simulate: simulate)
    }
    let short = try run()
    #expect(short.end == .simulations && short.generations.reduce(0) { $0 + $1.simulations } <= 3000)
    #expect(short.sample.parameters.count == 50)
    let reached = try run(tolerance: 0.5)
    #expect(
      reached.end == .tolerance && reached.generations.last?.tolerance == 0.5 && reached.sample.distances.allSatisfy { $0 <= 0.5 }
    )
    #expect(throws: GSLError.self) { try run(simulations: 49) }
    #expect(throws: GSLError.self) { try run(1) }
    #expect(throws: GSLError.self) { try run { _, _ in [0] } }
    #expect(throws: Stopped.self) { try run { _, _ in throw Stopped() } }
    // Distances that are no numbers are not accepted, however wide the tolerance.
    let holed = try run(generations: 1) { parameters, first in parameters.map { $0[0] < 0 ? .nan : $0[0] > 3 ? .infinity : 1 } }
    #expect(holed.sample.parameters.allSatisfy { $0[0] >= 0 && $0[0] <= 3 } && holed.generations[0].simulations > 50)
  }

  /// Systematic resampling takes each particle as often as its weight says, to within one.
  @Test func draws() {
    let sample = PosteriorSample(parameters: [[0], [1], [2], [3]], weights: [1, 0, 2.5, 6.5], distances: [0, 0, 0, 0])
    var random = RandomStream(Self.key(8))
    for _ in 0..<100 {
      let draws = sample.draws(25, random: &random)
      let counts = (0..<4).map { k in draws.count { $0[0] == Double(k) } }
      #expect(draws.count == 25 && (2...3).contains(counts[0]) && counts[1] == 0 && (6...7).contains(counts[2]))
      #expect((16...17).contains(counts[3]))
    }
    #expect((sample.effectiveSize - 1 / (0.01 + 0.0625 + 0.4225)).magnitude < 1e-12)
  }
}
