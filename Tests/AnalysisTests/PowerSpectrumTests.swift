import Analysis
import NumericalMethods
import Recordings
import Testing

struct PowerSpectrumTests {
  /// Spikes of 100 neurons at `mean` Hz, modulated by `depth` at `frequency` Hz, in 1 ms bins.
  private func rate(_ seed: Int, frequency: Double, depth: Double, seconds: Int = 10) -> PopulationRate {
    var random = PlantedSpikes.random(seed, 1), spikes: [(time: Double, cell: Int)] = []
    let duration = Double(seconds) * 1000
    for time in PlantedSpikes.poisson(rate: 100 * 5 * (1 + depth), from: 0, to: duration, &random) {
      let now = 1 + depth * Elementary.sin(6.283185307179586 * frequency * time / 1000)
      if random.uniform() * (1 + depth) < now { spikes.append((time, 0)) }
    }
    return PopulationRate(PlantedSpikes.trains(spikes, neurons: 100, duration: duration), bin: 1)
  }

  /// A sine of amplitude 3 has power 4.5, all of it about its frequency; a mean has none.
  @Test func powerOfASine() throws {
    let samples = (0..<10_240).map { 7 + 3 * Elementary.sin(6.283185307179586 * 0.125 * Double($0)) }
    for length in [512, 496] {
      let spectrum = try PowerSpectrum(samples, bin: 1, length: length)
      let step = spectrum.frequencies[1]
      #expect((spectrum.density.reduce(0, +) * step - 4.5).magnitude < 1e-6, "\(length)")
      #expect((try #require(spectrum.share(in: 120...130)) - 1).magnitude < 1e-3)
      #expect(spectrum.segments == (10_240 - length) / (length / 2) + 1)
    }
  }

  /// White noise of variance 1 at 1 kHz: 2/1000 per Hz at every frequency.
  @Test func densityOfWhiteNoise() throws {
    var random = PlantedSpikes.random(1)
    let spectrum = try PowerSpectrum((0..<20_480).map { _ in random.normal() }, bin: 1, length: 128)
    let mean = spectrum.density[2..<63].reduce(0, +) / 61
    #expect((mean * 1000 / 2 - 1).magnitude < 0.05, "\(mean)")
    let share = try #require(spectrum.share(in: 125...250))
    #expect((share - 17.0 / 64).magnitude < 0.02, "\(share)")
  }

  /// Fisher's test finds the sine in the untapered periodogram for certain, and in Welch's mean, whose taper spreads it over three of
  /// 36 ordinates and whose noise hardly varies, still at 5 %.
  @Test(arguments: 0..<5) func modulatedRatePeaksAtItsFrequency(_ seed: Int) throws {
    let rate = rate(seed, frequency: 180, depth: 0.5)
    let welch = try #require(try PowerSpectrum(rate).peak(in: 150...220))
    #expect((welch.frequency - 180).magnitude <= 2 && welch.p < 0.05, "\(welch)")
    let sharp = try #require(try PowerSpectrum.periodogram(rate).peak(in: 150...220))
    #expect((sharp.frequency - 180).magnitude <= 0.1 && sharp.p < 1e-6, "\(sharp)")
    let gamma = try #require(try PowerSpectrum(rate).peak(in: 30...100))
    #expect(gamma.p > 0.05, "\(gamma)")
  }

  /// Poisson noise: p of the untapered periodogram is uniform, and Welch's mean finds no more than that.
  @Test func noiseHasUniformP() throws {
    var below = [0, 0, 0], welch = 0
    let seeds = 400
    for seed in 0..<seeds {
      let noise = rate(seed, frequency: 1, depth: 0, seconds: 1)
      let p = try #require(try PowerSpectrum.periodogram(noise).peak(in: 150...220)).p
      for (i, level) in [0.05, 0.25, 0.5].enumerated() where p < level { below[i] += 1 }
      if try #require(try PowerSpectrum(noise).peak(in: 150...220)).p < 0.05 { welch += 1 }
    }
    for (count, level) in zip(below, [0.05, 0.25, 0.5]) {
      let error = (level * (1 - level) / Double(seeds)).squareRoot()
      #expect((Double(count) / Double(seeds) - level).magnitude < 3 * error, "\(below)")
    }
    #expect(Double(welch) / Double(seeds) < 0.08, "\(welch)")
  }

  /// Two ordinates: g is uniform on ½ … 1, p = 2 (1 − g). Three: p = 3 (1 − g)² − 3 max(0, 1 − 2g)². Fisher's own table: n = 50, g = .1313 at
  /// 5 %.
  @Test func fishersFormula() {
    for g in [0.51, 0.6, 0.75, 0.99] { #expect((FisherTest.p(g, ordinates: 2) - 2 * (1 - g)).magnitude < 1e-12) }
    for g in [0.34, 0.45, 0.5, 0.8] {
      let rest = max(0, 1 - 2 * g)
      #expect((FisherTest.p(g, ordinates: 3) - (3 * (1 - g) * (1 - g) - 3 * rest * rest)).magnitude < 1e-12)
    }
    #expect((FisherTest.p(0.13135, ordinates: 50) - 0.05).magnitude < 2e-4, "\(FisherTest.p(0.13135, ordinates: 50))")
    #expect(FisherTest.p(1, ordinates: 5) == 0 && FisherTest.p(.nan, ordinates: 5) == 1 && FisherTest.p(0.2, ordinates: 0) == 1)
    // Falls with g, whatever the number of terms.
    for n in [2, 10, 36, 100, 1000, 5000] {
      let ps = (1...400).map { FisherTest.p(Double($0) / 400, ordinates: n) }
      #expect(zip(ps, ps.dropFirst()).allSatisfy { $0 >= $1 - 1e-7 }, "\(n)")
    }
  }

  @Test func nothingIsEmpty() throws {
    #expect(try PowerSpectrum([], bin: 1).density.isEmpty && PowerSpectrum([1, 2], bin: 0).density.isEmpty)
    #expect(
      try PowerSpectrum([.nan, 1, 2], bin: 1).density.isEmpty && PowerSpectrum([1, 2, 3], bin: 1, length: 0).density.isEmpty)
    let flat = try PowerSpectrum([Double](repeating: 2, count: 1000), bin: 1)
    #expect(flat.share(in: 30...100) == nil && flat.peak(in: 30...100) == nil)
    #expect(try PowerSpectrum.periodogram(PopulationRate(SpikeTrains(neurons: 3, duration: 0), bin: 1)).density.isEmpty)
    #expect(throws: GSLError.self) { _ = try RealTransform(length: 0) }
    #expect(throws: GSLError.self) { _ = try RealTransform(length: 4).power([1]) }
  }
}
