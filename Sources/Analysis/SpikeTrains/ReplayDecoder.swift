import NumericalMethods
import Recordings
import Scenarios

/// Decodes position from a population with known tuning: spikes independent and Poisson, all positions equally likely beforehand (Zhang,
/// Ginzburg, McNaughton & Sejnowski 1998, doi:10.1152/jn.1998.79.2.1017).
///
///     log P(x | n) = Σ_i n_i log f_i(x) − Δ Σ_i f_i(x) + const
///
/// n_i: spikes of cell i in a bin of Δ; f_i: its rate at x.
package struct ReplayDecoder: Sendable {
  package let settings: DecodingSettings
  /// How many positions the track is cut into.
  package let positions: Int
  /// How many cells have a tuning curve.
  package let cells: Int
  /// cm.
  package let trackLength: Double
  /// cm/s; negative if the animal ran towards position 0.
  package let runVelocity: Double
  /// A spike of the event, by bin and cell.
  private struct Spike {
    var bin: Int
    var cell: Int
  }

  /// log f_i(x), cell by cell.
  private let logRates: [Double]
  /// −Δ Σ_i f_i(x): the log likelihood of no spike.
  private let none: [Double]

  /// `tuning`: rates in Hz, [cell][position], over a track of `trackLength` cm on which the animal ran at `runVelocity` cm/s. Throws
  /// unless all cells have as many positions, at least two, finite rates that are not negative, and length and velocity are not 0.
  package init(
    tuning: [[Double]], trackLength: Double, runVelocity: Double, settings: DecodingSettings = DecodingSettings()
  ) throws(GSLError) {
    let positions = tuning.first?.count ?? 0
    guard positions >= 2, tuning.allSatisfy({ $0.count == positions && $0.allSatisfy { $0.isFinite && $0 >= 0 } }) else {
      throw .invalid("ReplayDecoder: for each cell a rate of at least 0 at each of at least two positions")
    }
    guard trackLength > 0, trackLength.isFinite, runVelocity != 0, runVelocity.isFinite else {
      throw .invalid("ReplayDecoder: a track with a length and a velocity other than 0")
    }
    guard settings.bin > 0, settings.floor > 0 else { throw .invalid("ReplayDecoder: a bin and a floor above 0") }
    (self.settings, self.positions, cells) = (settings, positions, tuning.count)
    (self.trackLength, self.runVelocity) = (trackLength, runVelocity)
    logRates = tuning.flatMap { $0.map { Elementary.log(max($0, settings.floor)) } }
    none = (0..<positions).map { x in
      tuning.reduce(0) { $0 - max($1[x], settings.floor) } * settings.bin / 1000
    }
    guard none.allSatisfy(\.isFinite) else { throw .invalid("ReplayDecoder: rates with a finite sum") }
  }

  /// The event's replay, if it has spikes of these cells in enough bins; `random` shuffles which cell has which tuning curve.
  package func replay(in event: ActivityEvent, of trains: SpikeTrains, random: inout RandomStream) -> Replay? {
    let spikes = spikes(in: event, of: trains)
    guard let posterior = posterior(of: spikes, tuning: Array(0..<cells)), posterior.bins.count >= settings.leastBins,
      let line = fit(posterior)
    else { return nil }
    var asGood = 0
    for _ in 0..<max(0, settings.shuffles) {
      let tuning = random.shuffled(Array(0..<cells))
      let shuffled = self.posterior(of: spikes, tuning: tuning).flatMap(fit)?.score ?? 0
      if shuffled >= line.score - 1e-12 { asGood += 1 }
    }
    let slope = line.slope * trackLength / Double(positions) / settings.bin
    return Replay(
      score: line.score, p: Double(1 + asGood) / Double(1 + max(0, settings.shuffles)), slope: slope,
      direction: ReplayDirection(sign: slope * runVelocity), compression: (slope * 1000 / runVelocity).magnitude,
      weightedCorrelation: posterior.weightedCorrelation, bins: posterior.bins.count)
  }

  /// The posterior of the event's bins with spikes; nil if there are none.
  package func posterior(in event: ActivityEvent, of trains: SpikeTrains) -> PositionPosterior? {
    posterior(of: spikes(in: event, of: trains), tuning: Array(0..<cells))
  }

  private func fit(_ posterior: PositionPosterior) -> ReplayLine? {
    ReplayLine(posterior, band: settings.band, reach: settings.reach)
  }

  /// Spikes of cells with tuning in the whole bins of the event, in order of time.
  private func spikes(in event: ActivityEvent, of trains: SpikeTrains) -> [Spike] {
    guard let bins = TimeBins(from: event.start, to: event.end, width: settings.bin) else { return [] }
    return trains.places(from: bins.start, to: bins.end).compactMap { i in
      let cell = Int(trains.cells[i])
      guard (0..<cells).contains(cell), let bin = bins.place(of: trains.times[i]) else { return nil }
      return Spike(bin: bin, cell: cell)
    }
  }

  /// `tuning`: whose curve each cell is taken to have.
  private func posterior(of spikes: [Spike], tuning: [Int]) -> PositionPosterior? {
    var bins: [Int] = [], sums: [Double] = []
    for spike in spikes {
      if bins.last != spike.bin {
        bins.append(spike.bin)
        sums += none
      }
      let row = (bins.count - 1) * positions, curve = tuning[spike.cell] * positions
      for x in 0..<positions { sums[row + x] += logRates[curve + x] }
    }
    return bins.isEmpty ? nil : PositionPosterior(logLikelihood: sums, bins: bins, positions: positions)
  }
}
