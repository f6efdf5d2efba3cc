import NetworkModels
import NumericalMethods
import Recordings
import SpikingEngines

/// A circuit of freely spiking neurons at one moment, a value.
struct CircuitBrain {
  var network: SpikingNetwork
  /// Of the populations that fire in bursts.
  var bursts: [Int: BurstSource]
  /// Of the populations that have explored a track.
  var places: [Int: PlaceFields] = [:]
  /// Of the populations in which they have been looked for.
  var engrams: [Int: [[Int]]] = [:]

  /// Of a circuit with a surface.
  let memory: CircuitMemory?

  /// Number of the stream of a population's bursts.
  static func burstStream(_ population: Int) -> Int { population << 8 | 0xFF }

  /// Goes on by `count` steps; spikes are given by the minute, so that they take bounded memory.
  mutating func advance(
    _ count: Int, recording: [Int] = [], potentials: [PotentialRecorder] = [], record: (SpikeChunk) throws -> Void = { _ in }
  ) throws {
    let window = bursts.isEmpty ? count : max(1, Int(60_000 / network.step))
    var left = count
    while left > 0 {
      let now = min(left, window)
      for i in bursts.keys.sorted() {
        let end = network.steps + Int64(now)
        if let spikes = bursts[i]?.spikes(before: end, step: network.step) { try network.setGiven(of: i, spikes) }
      }
      try network.advance(steps: now, recording: recording, potentials: potentials, record: record)
      left -= now
    }
  }
}
