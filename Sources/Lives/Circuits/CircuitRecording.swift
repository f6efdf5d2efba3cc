import Recordings
import Scenarios
import SpikingEngines

/// Files with what a stretch of a circuit's activity was: spikes, potentials, weights, each as `.npy` and as CSV.
struct CircuitRecording {
  private let circuit: CircuitSettings
  private let settings: RecordSettings
  private let path: String
  let spikes: SpikeRecorder
  let potentials: [PotentialRecorder]

  /// `name`: subject, branch and label, as in 1-rest.
  init(_ circuit: CircuitSettings, _ settings: RecordSettings, _ network: SpikingNetwork, folder: String, name: String) throws {
    (self.circuit, self.settings) = (circuit, settings)
    path = folder + "/" + name
    func number(_ name: String) -> Int { circuit.populations.firstIndex { $0.name == name } ?? 0 }
    var paths: [(population: Int, path: String)] = []
    for population in settings.spikes {
      for ending in Self.endings { paths.append((number(population), "\(path)-\(population)-spikes\(ending)")) }
    }
    spikes = try SpikeRecorder(network, paths)
    var recorders: [PotentialRecorder] = []
    for population in settings.potentials {
      let count = min(settings.neurons, circuit.populations[number(population)].value.count)
      let every = max(1, Int((settings.every / circuit.step).rounded()))
      for ending in Self.endings {
        recorders.append(
          try PotentialRecorder(
            network, population: number(population), neurons: Array(0..<count), every: every,
            to: "\(path)-\(population)-potentials\(ending)"))
      }
    }
    potentials = recorders
  }

  private static let endings = [".npy", ".csv"]

  /// Puts everything in place; weights are those of `network` as it is now.
  func finish(_ network: SpikingNetwork) throws {
    try spikes.finish()
    for recorder in potentials { try recorder.finish() }
    for name in settings.weights {
      guard let pathway = circuit.pathways.firstIndex(where: { $0.name == name }) else { continue }
      for ending in Self.endings { try network.writeWeights(of: pathway, to: "\(path)-\(name)-weights\(ending)") }
    }
  }
}
