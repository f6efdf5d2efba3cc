import NumericalMethods
import Recordings

/// How often a neuron of a population spikes on average, bin by bin.
package struct PopulationRate: Sendable, Equatable {
  /// ms.
  package let bin: Double
  /// Spikes per neuron and second in each bin; Hz.
  package let values: [Double]

  package init(bin: Double, values: [Double]) {
    self.bin = bin
    self.values = values
  }

  /// Of a whole recording in bins of `bin` ms; without values if there are no neurons or no whole bin.
  package init(_ trains: SpikeTrains, bin: Double) {
    guard trains.neurons > 0, let bins = TimeBins(of: trains, width: bin) else {
      self.init(bin: bin, values: [])
      return
    }
    let seconds = bin / 1000
    self.init(bin: bin, values: bins.counts(of: trains).map { Double($0) / (Double(trains.neurons) * seconds) })
  }

  /// Convolved with a Gaussian of standard deviation `sd` ms, cut at 4 SD; at the ends, the mean of what is there.
  package func smoothed(sd: Double) -> PopulationRate {
    guard bin > 0, sd > 0, sd / bin < 1e6 else { return self }
    let reach = Int((4 * sd / bin).rounded(.up))
    let kernel = (0...reach).map { Elementary.exp(-0.5 * (Double($0) * bin / sd) * (Double($0) * bin / sd)) }
    let smooth = values.indices.map { i in
      var sum = 0.0, weight = 0.0
      for j in max(0, i - reach)...min(values.count - 1, i + reach) {
        sum += kernel[abs(i - j)] * values[j]
        weight += kernel[abs(i - j)]
      }
      return sum / weight
    }
    return PopulationRate(bin: bin, values: smooth)
  }
}
