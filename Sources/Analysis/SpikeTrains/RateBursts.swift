import Declarations
import NumericalMethods
import Recordings

/// Bursts of a population relative to its own rate: peaks of the smoothed rate above mean + k SD, out to where it crosses the mean
/// (Davidson, Kloosterman & Wilson 2009, doi:10.1016/j.neuron.2009.07.027).
package struct RateBursts: Declared, Equatable {
  package var bin = 1.0
  package var smoothing = 15.0
  package var deviations = 3.0
  package var leastDuration = 50.0

  package init() {}

  package static let declaration = Declaration<Self>(
    "rate_bursts", "Bursts relative to the population's own rate: peaks of the smoothed rate, out to where it crosses its mean.",
    equation: "max r ≥ mean r + deviations · SD r; r > mean r throughout", references: ["Davidson2009"],
    fields: [
      .number("bin", \.bin, .duration, 0.1...10_000, "width of the bins in which the rate is taken", source: "convention"),
      .number("smoothing", \.smoothing, .duration, 0...10_000, "SD of the Gaussian that smooths it", source: "Davidson2009"),
      .number(
        "deviations", \.deviations, .number, 0...100, "k: how far above the mean the peak is, in SD", source: "Davidson2009"),
      .number("least_duration", \.leastDuration, .duration, 0...1e6, "how long at least", source: "convention"),
    ])

  /// In order of time; none if the rate never varies.
  package func find(in trains: SpikeTrains) -> [ActivityEvent] {
    let rate = PopulationRate(trains, bin: bin).smoothed(sd: smoothing)
    var moments = Moments()
    for value in rate.values { moments.add(value) }
    let mean = moments.mean, peak = mean + deviations * moments.sd
    guard moments.sd > 0 else { return [] }
    return Stretches.find(in: rate.values) { $0 > mean }.compactMap {
      let top = rate.values[$0].max() ?? 0
      guard top >= peak, Double($0.count) * bin >= leastDuration - 1e-9 else { return nil }
      return ActivityEvent(start: Double($0.lowerBound) * bin, end: Double($0.upperBound) * bin, peakRate: top)
    }
  }
}
