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

  /// The spikes of some neurons, which get the numbers 0, 1 … in the order of the list.
  package func keeping(_ neurons: [Int]) -> SpikeTrains {
    var numbers = [Int32](repeating: -1, count: self.neurons)
    for (new, old) in neurons.enumerated() where numbers.indices.contains(old) { numbers[old] = Int32(new) }
    var kept = SpikeTrains(neurons: neurons.count, duration: duration)
    for (time, cell) in zip(times, cells) where numbers.indices.contains(Int(cell)) && numbers[Int(cell)] >= 0 {
      kept.append(time: time, cell: numbers[Int(cell)])
    }
    return kept
  }
}
