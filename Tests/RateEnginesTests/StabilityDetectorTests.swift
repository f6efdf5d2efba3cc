import NetworkModels
import RateEngines
import Testing

/// Plus and minus phases in a course of stability.
struct StabilityDetectorTests {
  private func events(_ course: [Double]) -> [StabilityDetector.Event] {
    var sleep = AutonomousSleep()
    (sleep.stable, sleep.gap, sleep.plusCycles) = (0.9, 0.2, 3)
    var detector = StabilityDetector(sleep)
    return course.map { detector.advance($0) }
  }

  @Test func learnsFromAPlusAndAMinusPhase() {
    #expect(
      events([0.95, 0.95, 0.95, 0.95, 0.8, 0.75, 0.6, 0.95])
        == [.none, .none, .plusBegins, .none, .minusBegins, .none, .learn, .none])
  }

  @Test func countsOnlyCyclesInARow() {
    #expect(events([0.95, 0.95, 0.8, 0.95, 0.95, 0.95]) == [.none, .none, .none, .none, .none, .plusBegins])
  }

  @Test func abandonsWhatFallsAtOnce() {
    #expect(events([0.95, 0.95, 0.95, 0.1, 0.1]) == [.none, .none, .plusBegins, .abandoned, .none])
  }

  /// A return above the upper threshold does not end a minus phase.
  @Test func staysInTheMinusPhase() {
    #expect(events([0.95, 0.95, 0.95, 0.8, 0.99, 0.99, 0.6]) == [.none, .none, .plusBegins, .minusBegins, .none, .none, .learn])
  }
}
