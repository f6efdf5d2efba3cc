import Recordings
import Scenarios

/// Candidates of sharp wave-ripples: stretches in which the rate stays at or above a threshold.
package struct HighActivityEvents: Sendable {
  package let settings: EventSettings

  package init(_ settings: EventSettings) { self.settings = settings }

  /// In order of time; none if the recording is empty or shorter than a bin.
  package func find(in trains: SpikeTrains) -> [ActivityEvent] {
    let rate = PopulationRate(trains, bin: settings.bin), least = settings.duration / settings.bin - 1e-9
    // Rates are quotients of whole numbers: what equals the threshold is not to miss it by a rounding.
    return Stretches.find(in: rate.values) { $0 >= settings.rate * (1 - 1e-12) && $0 > 0 }.filter { Double($0.count) >= least }
      .map {
        ActivityEvent(
          start: Double($0.lowerBound) * settings.bin, end: Double($0.upperBound) * settings.bin,
          peakRate: rate.values[$0].max() ?? 0)
      }
  }
}
