import Declarations
import Recordings

/// Candidates of sharp wave-ripples: stretches in which the rate stays at or above a threshold.
package struct HighActivityEvents: Declared, Equatable {
  package var bin = 20.0
  package var threshold = 2.0
  package var leastDuration = 260.0

  package init() {}

  package static let declaration = Declaration<Self>(
    "high_activity", "Candidates of sharp wave-ripples: the population's rate stays at or above a threshold for long enough.",
    equation: "rate(bin) = spikes / (neurons · bin) ≥ threshold in all bins of at least least_duration",
    references: ["Ecker2022"],
    fields: [
      .number("bin", \.bin, .duration, 0.1...10_000, "width of the bins in which the rate is taken", source: "Ecker2022"),
      .number("threshold", \.threshold, .frequency, 0...10_000, "least rate, per neuron", source: "Ecker2022"),
      .number(
        "least_duration", \.leastDuration, .duration, 0.1...1e6, "how long at least, in whole bins", source: "Ecker2022"),
    ])

  /// In order of time; none if the recording is empty or shorter than a bin.
  package func find(in trains: SpikeTrains) -> [ActivityEvent] {
    let rate = PopulationRate(trains, bin: bin), least = leastDuration / bin - 1e-9
    // Rates are quotients of whole numbers: what equals the threshold is not to miss it by a rounding.
    return Stretches.find(in: rate.values) { $0 >= threshold * (1 - 1e-12) && $0 > 0 }.filter { Double($0.count) >= least }.map {
      ActivityEvent(
        start: Double($0.lowerBound) * bin, end: Double($0.upperBound) * bin, peakRate: rate.values[$0].max() ?? 0)
    }
  }
}
