import Recordings

/// Writes potentials (mV) of some neurons while a network goes on, a sample after every so many steps; a refractory neuron's is its reset.
///
/// A `.npy` is a matrix of 32-bit numbers, samples × neurons; sample k (from 0) is of step (k + 1) · `every` since the beginning, if
/// the network began there. A `.csv` has the column time (ms) and one for each neuron, named by its number.
package final class PotentialRecorder {
  package let population: Int
  package let neurons: [Int]
  /// Steps from one sample to the next.
  package let every: Int
  private let file: ColumnFile
  private let hasTime: Bool
  private let clock: StepClock

  package init(_ network: SpikingNetwork, population: Int, neurons: [Int], every: Int, to path: String) throws {
    guard network.populations.indices.contains(population) else {
      throw SpikingError.invalid("there is no population \(population)", in: path)
    }
    let members = 0..<network.populations[population].count
    guard every >= 1, !neurons.isEmpty, neurons.allSatisfy(members.contains) else {
      throw SpikingError.invalid("samples are of neurons 0 to \(members.count - 1), every so many steps", in: path)
    }
    (self.population, self.neurons, self.every) = (population, neurons, every)
    let columns = neurons.map { Column("\($0)", .float32) }
    hasTime = path.hasSuffix(".csv")
    file = try ColumnFile(path, hasTime ? [Column("time", .float64)] + columns : columns, asMatrix: !hasTime)
    clock = StepClock(network.step)
  }

  /// Writes a sample of the network as it is now.
  package func sample(_ network: SpikingNetwork) throws {
    if hasTime { try file.add(clock.time(network.steps)) }
    for neuron in neurons { try file.add(Float(network.potential(of: population, neuron: neuron))) }
  }

  /// Puts the file in place.
  @discardableResult package func finish() throws -> OutputFile.Summary { try ColumnFile.finish([file])[0] }
}
