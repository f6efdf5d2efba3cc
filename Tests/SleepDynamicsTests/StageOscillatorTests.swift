import NumericalMethods
import SleepDynamics
import Testing

/// A young adult's night: proportions of stages, cycles, deep sleep early and REM late. Ranges are textbook ones, from memory.
struct StageOscillatorTests {
  static func nights(_ count: Int, hours: Double = 8, pressure: Double = 0.67, clock: Double = 23) throws -> [Hypnogram] {
    try (1...count).map { i in
      var random = RandomStream(seed: 5, subject: i, purpose: Purpose(.test))
      return try StageOscillator().night(hours: hours, pressure: pressure, clock: clock, random: &random).hypnogram
    }
  }

  private func mean(_ nights: [Hypnogram], _ value: (Hypnogram) -> Double) -> Double {
    nights.reduce(0) { $0 + value($1) } / Double(nights.count)
  }

  @Test func proportions() throws {
    let nights = try Self.nights(100)
    func share(_ stage: SleepStage) -> Double { mean(nights) { $0.minutes(stage) / $0.sleepMinutes } }
    #expect((0.20...0.25).contains(share(.rem)))
    #expect((0.15...0.25).contains(share(.n3)))
    #expect((0.45...0.60).contains(share(.n2)))
    #expect(nights.count { (4...6).contains($0.cycleEnds.count) } >= 95)
    #expect(mean(nights) { $0.earlyN3 ?? 0 } >= 0.8)
  }

  @Test func remGrowsAndDeepSleepFalls() throws {
    let nights = try Self.nights(40)
    func share(_ stage: SleepStage, _ range: Range<Int>) -> Double {
      mean(nights) { Double($0.epochs[range].count { $0 == stage }) / Double(range.count) }
    }
    #expect(share(.rem, 480..<960) > 1.3 * share(.rem, 0..<480))
    #expect(share(.n3, 0..<480) > 3 * share(.n3, 480..<960))
  }

  @Test func pressureDeepensSleep() throws {
    let usual = try Self.nights(20), deprived = try Self.nights(20, pressure: 0.85)
    #expect(mean(deprived) { $0.minutes(.n3) } > 1.3 * mean(usual) { $0.minutes(.n3) })
    #expect(mean(deprived) { $0.minutes(.rem) } < mean(usual) { $0.minutes(.rem) })
  }

  @Test func cyclesAndBouts() {
    let hypnogram = Hypnogram(
      [.wake, .n1, .n2, .n3] + Array(repeating: .rem, count: 6) + [.n2] + Array(repeating: .rem, count: 5))
    #expect(hypnogram.cycleEnds == [16])
    #expect(hypnogram.bouts.map(\.stage) == [.wake, .n1, .n2, .n3, .rem, .n2, .rem])
    #expect(hypnogram.earlyN3 == 1)
    #expect(hypnogram.minutes(.rem) == 5.5)
  }
}
