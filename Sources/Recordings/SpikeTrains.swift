/// Spikes of one population over a stretch of time, in the order in which they came.
package struct SpikeTrains: Sendable, Equatable {
  /// How many neurons the population has, silent ones too.
  package var neurons: Int
  /// ms.
  package var duration: Double
  /// ms since the stretch began, ascending.
  package private(set) var times: [Double] = []
  /// Whose spike each is, from 0.
  package private(set) var cells: [Int32] = []

  package init(neurons: Int, duration: Double) {
    self.neurons = neurons
    self.duration = duration
  }

  /// Adds a spike that comes after all that are there.
  package mutating func append(time: Double, cell: Int32) {
    times.append(time)
    cells.append(cell)
  }

  package var count: Int { times.count }

  /// Spike times of each neuron.
  package var trains: [[Double]] {
    var trains = [[Double]](repeating: [], count: neurons)
    for (time, cell) in zip(times, cells) where trains.indices.contains(Int(cell)) { trains[Int(cell)].append(time) }
    return trains
  }

  /// Spikes of all neurons in bins of `width` ms; a last bin that is not whole is left out.
  package func counts(bin width: Double) -> [Int] {
    guard width > 0, duration >= width else { return [] }
    var counts = [Int](repeating: 0, count: Int(duration / width + 1e-9))
    for time in times {
      let bin = Int(time / width)
      if counts.indices.contains(bin) { counts[bin] += 1 }
    }
    return counts
  }
}
