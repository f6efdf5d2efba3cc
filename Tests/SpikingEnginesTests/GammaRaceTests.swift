import CKernels
import NetworkModels
import NumericalMethods
import SpikingEngines
import Testing

/// The race of a gamma cycle: the same winners as the largest drives where there is no noise, and chance where there is.
struct GammaRaceTests {
  private static let anatomy = Anatomy.trisynaptic

  /// Winners and coincidences of `count` among the drives.
  private static func race(
    _ drives: [Float], count: Int, sd: Double = 0, stream: Int = 1, kernels: String? = nil
  ) -> (winners: [Int32], coincidence: [Float]) {
    let table = kernels.flatMap { engram_kernels_named($0) } ?? engram_kernels_selected()
    let race = GammaRace(GammaSettings(), anatomy: anatomy, kernels: table), noise = NoiseSource(kernels: table, largest: 624)
    noise.start(StreamKey(seed: 5, subject: stream, purpose: Purpose(.test)))
    let padded = (drives.count + 15) / 16 * 16
    var winners = [Int32](repeating: -1, count: count), coincidence = [Float](repeating: -1, count: count)
    race.compete(
      &winners, coincidence: &coincidence, drives + [Float](repeating: -1e30, count: padded - drives.count), units: drives.count,
      padded: padded, count: count, sd: sd, noise: noise)
    return (winners, coincidence)
  }

  private static func drives(_ number: Int, spread: Double) -> [Float] {
    var random = RandomStream(seed: 6, subject: number, purpose: Purpose(.test))
    return (0..<240).map { _ in Float(random.normal(sd: spread) + 2) }
  }

  /// Whatever the scale of the drives: a cortical net input, log-odds below zero, the strong drive of Schaffer collaterals.
  @Test(arguments: [0.5, 3, 12]) func withoutNoiseTheLargestWin(_ spread: Double) {
    for number in 0..<40 {
      let z = Self.drives(number, spread: spread), found = Self.race(z, count: 12)
      let largest = z.indices.sorted { z[$0] > z[$1] }.prefix(12).sorted().map(Int32.init)
      // Neurons whose drives differ by less than the interpolation resolves may change places at the border.
      let missed = Set(largest).subtracting(found.winners), border = z[Int(z.indices.sorted { z[$0] > z[$1] }[11])]
      #expect(missed.count <= 1 && missed.allSatisfy { (z[Int($0)] - border).magnitude < Float(0.02 * spread) }, "\(missed)")
      #expect(found.winners == found.winners.sorted() && Set(found.winners).count == 12)
      #expect(found.coincidence.allSatisfy { $0 > 0.5 && $0 <= 1 })
    }
  }

  /// A drive ahead by one standard deviation of the noise wins as often as two noisy drives say: Φ(1/√2) = .76.
  @Test func noiseDecidesBetweenNeighbours() {
    var z = [Float](repeating: -20, count: 32)
    (z[3], z[20]) = (1.3, 1)
    let wins = (1...2000).count { Self.race(z, count: 1, sd: 0.3, stream: $0).winners == [3] }
    // The noise moves on during the race, so a little less than one independent draw would give.
    #expect((0.72...0.80).contains(Double(wins) / 2000), "\(wins)")
  }

  /// What a cue holds wins, beside the strongest of the rest.
  @Test func cuesWin() {
    var z = Self.drives(1, spread: 1)
    for unit in [7, 100] { z[unit] = 1e30 }
    let rest = z.indices.filter { z[$0] < 1e29 }.sorted { z[$0] > z[$1] }.prefix(3)
    #expect(Self.race(z, count: 5).winners == ([7, 100] + rest).sorted().map(Int32.init))
  }

  @Test func variantsAgree() {
    let z = Self.drives(2, spread: 2)
    let all = (["default", "avx2", "avx512"] as [String]).filter { engram_kernels_named($0) != nil }
      .map { Self.race(z, count: 12, sd: 0.3, kernels: $0) }
    for other in all { #expect(other.winners == all[0].winners && other.coincidence == all[0].coincidence) }
    #expect(Self.race(z, count: 12, sd: 0.3, stream: 2).winners != all[0].winners)
  }

  /// A step against its plain twin, to the bit.
  @Test func stepIsItsTwin() {
    var random = RandomStream(seed: 7, subject: 1, purpose: Purpose(.test))
    // Aligned as the kernels want it.
    let memory = UnsafeMutableRawPointer.allocate(byteCount: 4 * 48 * 4, alignment: 64).bindMemory(
      to: Float.self, capacity: 4 * 48)
    defer { memory.deallocate() }
    for i in 0..<4 * 48 { memory[i] = Float(random.normal()) + (i / 48 == 2 ? 1 : 0) }
    let (v, xi, z, noise) = (memory, memory + 48, memory + 96, memory + 144)
    func list(_ pointer: UnsafeMutablePointer<Float>) -> [Float] { (0..<48).map { pointer[$0] } }
    var twin = (v: list(v), xi: list(xi), who: [Int32](), when: [Float]())
    let (inhibition, gain, keep, kick): (Float, Float, Float, Float) = (0.2, 0.3, 0.9, 0.4)
    for i in 0..<48 {
      let before = twin.v[i], current = keep * twin.xi[i] + kick * noise[i]
      let after = before + gain * (z[i] + current - inhibition - before)
      (twin.xi[i], twin.v[i]) = (current, after)
      guard after >= 1, before < 1 else { continue }
      twin.who.append(Int32(i))
      twin.when.append((1 - before) / (after - before))
    }
    var who = [Int32](repeating: 0, count: 64), when = [Float](repeating: 0, count: 64)
    let found = engram_kernels_selected().pointee.race(v, xi, z, noise, 48, inhibition, gain, keep, kick, &who, &when)
    #expect(
      list(v) == twin.v && list(xi) == twin.xi && Array(who.prefix(found)) == twin.who && Array(when.prefix(found)) == twin.when)
    #expect(found > 0)
  }
}
