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
}
