import NumericalMethods
import Recordings

/// How often and how regularly a population fires.
package struct FiringStatistics: Sendable, Equatable {
  /// Spikes per neuron and second, silent neurons included; Hz.
  package let meanRate: Double
  /// Share of neurons without a spike in the window.
  package let silentShare: Double
  /// Coefficient of variation of the intervals between spikes, SD / mean with the sample SD (n − 1), of each neuron with at least
  /// 3 spikes in the window; the mean over these neurons. 1 in a long Poisson train, 0 in a regular one; nil if there is no such neuron.
  package let intervalCV: Double?
  /// Fano factor of the population's count: its variance (n − 1) over its mean, in bins of the window. 1 in independent Poisson trains;
  /// nil below two bins or without a spike.
  package let populationFano: Double?

  /// Of the spikes from `start` to `end` (ms; to the end of the recording if not given), the Fano factor in bins of `bin` ms. Nil without
  /// neurons or time.
  package init?(_ trains: SpikeTrains, from start: Double = 0, to end: Double? = nil, bin: Double = 50) {
    let end = end ?? trains.duration
    guard trains.neurons > 0, start.isFinite, end.isFinite, end > start else { return nil }
    let places = trains.places(from: start, to: end)
    var spikes = [Int](repeating: 0, count: trains.neurons), last = [Double](repeating: 0, count: trains.neurons)
    var intervals = [Moments](repeating: Moments(), count: trains.neurons), total = 0
    for i in places {
      let cell = Int(trains.cells[i]), time = trains.times[i]
      guard spikes.indices.contains(cell) else { continue }
      if spikes[cell] > 0 { intervals[cell].add(time - last[cell]) }
      spikes[cell] += 1
      last[cell] = time
      total += 1
    }
    meanRate = Double(total) / Double(trains.neurons) / (end - start) * 1000
    silentShare = Double(spikes.count { $0 == 0 }) / Double(trains.neurons)
    var variation = Moments()
    for moments in intervals where moments.count >= 2 && moments.mean > 0 { variation.add(moments.sd / moments.mean) }
    intervalCV = variation.count > 0 ? variation.mean : nil
    var counts = Moments()
    for count in TimeBins(from: start, to: end, width: bin)?.counts(of: trains) ?? [] { counts.add(Double(count)) }
    populationFano = counts.count > 1 && counts.mean > 0 ? counts.variance / counts.mean : nil
  }
}
