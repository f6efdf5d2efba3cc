import NumericalMethods
import Recordings

/// Whether cells fire in an event in the order of a template, such as that of their place fields.
///
///     ρ = corr(rank of place in the template, rank of spike time),   p = (1 + #{|ρ*| ≥ |ρ|}) / (1 + permutations)
///
/// Spearman's ρ, as of Foster & Wilson 2006 (doi:10.1038/nature04587) and Diba & Buzsáki 2007; ρ*: with the times permuted among cells.
package struct TemplateCorrelation: Sendable, Equatable {
  package enum SpikeTime: Sendable {
    /// Mean time of a cell's spikes in the event.
    case mean
    /// Time of its first one.
    case first
  }

  /// −1 … 1.
  package let correlation: Double
  /// Two-sided.
  package let p: Double
  /// Cells of the template that spiked in the event.
  package let cells: Int

  /// Forward where ρ > 0.
  package var direction: ReplayDirection? { ReplayDirection(sign: correlation) }

  /// `template`: cells in order; a cell named twice counts where it stands first. Nil if fewer than `leastCells` of them spiked, or all at
  /// the same time.
  package init?(
    _ trains: SpikeTrains, in event: ActivityEvent, template: [Int], by spikeTime: SpikeTime = .mean, leastCells: Int = 5,
    permutations: Int = 1000, random: inout RandomStream
  ) {
    var sums: [Int: (sum: Double, first: Double, count: Int)] = [:]
    for i in trains.places(from: event.start, to: event.end) {
      let cell = Int(trains.cells[i]), time = trains.times[i], known = sums[cell]
      sums[cell] = ((known?.sum ?? 0) + time, known?.first ?? time, (known?.count ?? 0) + 1)
    }
    var places: [Double] = [], times: [Double] = [], seen: Set<Int> = []
    for (place, cell) in template.enumerated() where seen.insert(cell).inserted {
      guard let spikes = sums[cell] else { continue }
      places.append(Double(place))
      times.append(spikeTime == .mean ? spikes.sum / Double(spikes.count) : spikes.first)
    }
    let placeRanks = RankCorrelation.ranks(places), timeRanks = RankCorrelation.ranks(times)
    guard places.count >= max(2, leastCells), let rho = RankCorrelation.pearson(placeRanks, timeRanks) else { return nil }
    (correlation, cells) = (rho, places.count)
    var asFar = 0
    for _ in 0..<max(0, permutations) {
      let permuted = RankCorrelation.pearson(placeRanks, random.shuffled(timeRanks)) ?? 0
      if permuted.magnitude >= rho.magnitude - 1e-12 { asFar += 1 }
    }
    p = Double(1 + asFar) / Double(1 + max(0, permutations))
  }
}
