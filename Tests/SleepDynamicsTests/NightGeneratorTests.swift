import Foundation
import NumericalMethods
import SleepDynamics
import Testing

struct NightGeneratorTests {
  static func requests(_ count: Int, hours: Double = 2, _ settings: NightSettings = NightSettings(), isRest: Bool = false)
    -> [NightRequest]
  {
    (1...count).map { NightRequest(settings: settings, hours: hours, isRest: isRest, seed: 4, subject: $0, number: 0) }
  }

  private func mean(_ nights: [Night], _ value: (Night) -> Double) -> Double {
    nights.reduce(0) { $0 + value($1) } / Double(nights.count)
  }

  /// What was asked is what came: spindles and ripples within sampling error, the slow oscillation in its band.
  @Test func ratesAreAsAsked() throws {
    let nights = try NightGenerator().nights(Self.requests(32, hours: 3))
    for name in ["ripples_n2", "ripples_n3", "spindles_n2", "spindles_n3"] {
      let measure = try #require(NightMeasure.all.first { $0.name == name })
      let came = mean(nights) { measure.came($0) ?? 0 }, asked = mean(nights) { measure.asked($0, NightSettings()) ?? 0 }
      #expect((came / asked - 1).magnitude < 0.1, "\(name): \(came), asked \(asked)")
    }
    func slowOscillations(_ stage: SleepStage) -> Double {
      mean(nights) { night in Double(night.downs.count { night.stage(at: $0.start) == stage }) }
        / mean(nights) { $0.hypnogram.minutes(stage) * 60 }
    }
    #expect((0.5...1).contains(slowOscillations(.n3)))
    #expect((0.1...0.25).contains(slowOscillations(.n2)))
    #expect(slowOscillations(.rem) < 0.01)
  }

  /// Ripples prefer UP states and spindles as far as they are coupled to them.
  @Test func coupling() throws {
    var loose = NightSettings()
    loose.rhythms.rippleUp = 0
    loose.rhythms.rippleSpindle = 0
    func odds(_ settings: NightSettings) throws -> Double {
      let nights = try NightGenerator().nights(Self.requests(32, hours: 2, settings))
      func inside(_ night: Night) -> Double {
        let sleep = night.ripples.filter { $0.stage == .n2 || $0.stage == .n3 }
        return Double(sleep.count(where: \.isInSpindle)) / Double(max(sleep.count, 1))
      }
      let share = mean(nights) { night in
        night.spindles.reduce(0) { $0 + $1.end - $1.start } / ((night.hypnogram.minutes(.n2) + night.hypnogram.minutes(.n3)) / 60)
      }
      return mean(nights, inside) / share
    }
    #expect(try odds(NightSettings()) > 2.5)
    #expect((try odds(loose) - 1).magnitude < 0.25)
  }

  /// A night is the same in any company.
  @Test func nightsAreIndependent() throws {
    let all = try NightGenerator().nights(Self.requests(20, hours: 0.5)),
      alone = try NightGenerator().nights([Self.requests(20, hours: 0.5)[7]])
    #expect(alone == [all[7]])
    #expect(alone != [all[8]])
  }

  @Test func interventions() throws {
    func nights(_ change: (inout NightSettings) -> Void) throws -> [Night] {
      var settings = NightSettings()
      change(&settings)
      return try NightGenerator().nights(Self.requests(16, hours: 2, settings))
    }
    let usual = try nights { _ in }
    let silent = try nights {
      $0.suppression = SuppressionSettings()
      $0.suppression?.ripples = 1
      $0.suppression?.to = 1
    }
    #expect(silent.allSatisfy { $0.ripples.allSatisfy { $0.time >= 1 } })
    #expect(mean(silent) { Double($0.ripples.count) } > 0)
    let noREM = try nights { $0.deprivation = [.rem] }
    #expect(noREM.allSatisfy { $0.hypnogram.minutes(.rem) == 0 && $0.remEvents.isEmpty })
    let clicks = try nights { $0.stimulation = StimulationSettings() }
    #expect(mean(clicks) { Double($0.spindles.count) } > 1.3 * mean(usual) { Double($0.spindles.count) })
    let cued = try nights {
      $0.cues = CueSettings()
      $0.cues?.stages = [.n3]
    }
    for night in cued {
      #expect(night.cues > 0)
      for ripple in night.ripples where ripple.cue != nil { #expect(ripple.stage == .n3) }
      let times = night.ripples.filter { $0.cue != nil }.map(\.time)
      for (a, b) in zip(times, times.dropFirst()) { #expect(b - a > 9.9 / 3600) }
    }
    #expect(
      mean(cued) { Double($0.ripples.count { $0.cue != nil && $0.isInUp }) } > 0.9
        * mean(cued) { Double($0.ripples.count { $0.cue != nil }) })
  }

  @Test func rest() throws {
    for night in try NightGenerator().nights(Self.requests(4, hours: 1, isRest: true)) {
      #expect(night.hypnogram.minutes(.wake) == 60 && night.spindles.isEmpty && night.remEvents.isEmpty)
      #expect(!night.ripples.isEmpty)
    }
  }
}
