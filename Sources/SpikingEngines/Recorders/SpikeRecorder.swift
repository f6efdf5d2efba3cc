import Recordings

/// Writes spikes to files while a network goes on: columns time (ms since the beginning; a spike leaves at the end of its step) and neuron.
///
/// `numpy.load(path)` gives a structured array of a `.npy`, `pandas.read_csv(path)` a frame of a `.csv`. The files are there when the
/// recorder is finished; if it never is, nothing is left of them.
package final class SpikeRecorder {
  /// The populations whose spikes are written.
  package let populations: [Int]
  private let files: [(population: Int, file: ColumnFile)]
  private let clock: StepClock

  /// A file for each path, with the spikes of a population of `network`.
  package init(_ network: SpikingNetwork, _ paths: [(population: Int, path: String)]) throws {
    guard Set(paths.map(\.path)).count == paths.count else { throw ColumnFile.Failure.twice(path: paths.map(\.path).sorted()[0]) }
    var files: [(Int, ColumnFile)] = []
    for (population, path) in paths {
      guard network.populations.indices.contains(population) else {
        throw SpikingError.invalid("there is no population \(population)", in: path)
      }
      files.append((population, try ColumnFile(path, [Column("time", .float64), Column("neuron", .int32)])))
    }
    self.files = files
    populations = Set(paths.map(\.population)).sorted()
    clock = StepClock(network.step)
  }

  /// Writes spikes that a network hands over; those of populations without a file are left out.
  package func record(_ chunk: SpikeChunk) throws {
    for (population, file) in files where population == chunk.population {
      for spike in chunk.spikes {
        try file.add(clock.time(spike.step + 1))
        try file.add(spike.neuron)
      }
    }
  }

  /// Puts all files in place, or none.
  @discardableResult package func finish() throws -> [OutputFile.Summary] { try ColumnFile.finish(files.map(\.file)) }
}

/// Times of steps as the doubles nearest to what they are in decimals, where a millisecond is a whole number of steps.
struct StepClock {
  private let step: Double
  private let each: Double

  init(_ step: Double) {
    self.step = step
    each = (1 / step).rounded()
  }

  /// ms after so many steps.
  func time(_ steps: Int64) -> Double {
    (each * step - 1).magnitude < 1e-12 ? Double(steps) / each : Double(steps) * step
  }
}
