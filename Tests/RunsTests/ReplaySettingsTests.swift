import NetworkModels
import Scenarios
import Testing

/// Numbers of replay events are rates, unless they are said to be of one sleep.
struct ReplaySettingsTests {
  private func counts(_ settings: ReplaySettings, hours: Double) -> [Int] {
    let events = settings.events(hours: hours)
    return [ReplayAttempt.Stage.nrem, .rem].map { stage in events.count { $0 == stage } }
  }

  @Test func areRatesPerEightHours() {
    var settings = ReplaySettings()
    settings.rem = 40
    #expect(counts(settings, hours: 8) == [100, 40])
    #expect(counts(settings, hours: 4) == [50, 20])
    #expect(counts(settings, hours: 1.0 / 3) == [4, 2])
    #expect(counts(settings, hours: 12) == [150, 60])
    #expect(counts(settings, hours: 0) == [0, 0])
  }

  @Test func areOfOneSleepWhereThatIsSaid() {
    var settings = ReplaySettings()
    settings.span = .sleep
    for hours in [0, 1.0 / 3, 8, 12] { #expect(counts(settings, hours: hours) == [100, 100]) }
  }

  /// Ten cycles in 8 h are two in 90 min, and a short nap has one.
  @Test func cyclesAreRatesToo() {
    func cycles(_ hours: Double) -> Int {
      let events = ReplaySettings().events(hours: hours)
      return events.indices.count { events[$0] == .nrem && ($0 == 0 || events[$0 - 1] == .rem) }
    }
    #expect([8, 4, 1.5, 0.3, 16].map(cycles) == [10, 5, 2, 1, 20])
  }

  /// From the file to the record.
  @Test func aShorterSleepReplaysLess() throws {
    let plan = try RunTests.plan(
      """
      format: 1
      name: t
      subjects: 1
      materials: {m: {generator: random_patterns, units: 20, classes: [{name: a, items: 4}]}}
      timeline:
        - study: {materials: m}
        - sleep: {duration: 2 h, replay: {nrem: 40, rem: 8}}
        - sleep: {duration: 2 h, replay: {nrem: 40, rem: 8, per: sleep}}
      """)
    let record = try RunTests.records(plan, last: 1, jobs: 1)[0]
    #expect(record.sleeps.map(\.nremAsked) == [10, 40] && record.sleeps.map(\.remAsked) == [2, 8])
  }
}
