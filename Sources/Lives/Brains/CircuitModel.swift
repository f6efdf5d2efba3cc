import CKernels
import NetworkModels
import NumericalMethods
import Scenarios
import SpikingEngines

extension CircuitSettings: BrainModel {
  package func maker(_ plan: Plan, kernels: UnsafePointer<engram_kernels>) -> any BrainMaker { Maker(self, plan) }

  private final class Maker: BrainMaker {
    private let circuit: CircuitSettings
    private let plan: Plan

    init(_ circuit: CircuitSettings, _ plan: Plan) { (self.circuit, self.plan) = (circuit, plan) }

    func brain(of subject: Int) throws -> any Brain {
      func key(_ kind: Purpose.Kind, _ number: Int = 0) -> StreamKey {
        StreamKey(seed: plan.seed, subject: subject, purpose: Purpose(kind, number))
      }
      var network = try SpikingNetwork(
        step: circuit.step, populations: plan.populations, pathways: plan.pathways, stream: key(.brain))
      network.isLearning = false
      var bursts: [Int: BurstSource] = [:]
      for (i, population) in circuit.populations.enumerated() {
        start(&network, i, population.value, key)
        bursts[i] = population.value.bursts.map {
          BurstSource($0, neurons: population.value.count, key(.activity, CircuitBrain.burstStream(i)))
        }
      }
      return CircuitBrain(
        network: network, bursts: bursts, memory: CircuitMemory(circuit, plan.scenario.ablations, network))
    }

    private func start(
      _ network: inout SpikingNetwork, _ i: Int, _ population: PopulationSettings, _ key: (Purpose.Kind, Int) -> StreamKey
    ) {
      guard let start = population.start else {
        // At rest; those that would fire by themselves at their reset, where the engine has them.
        let rest = population.leaky.map { $0.resting < $0.threshold ? $0.resting : $0.reset } ?? population.adaptive?.resting
        if let rest { network.setPotentials(of: i, [Double](repeating: rest, count: population.count)) }
        return
      }
      network.scatterPotentials(of: i, start.low, start.high)
      for input in start.inputs {
        guard let receptor = population.receptors.firstIndex(where: { $0.name == input.name }) else { continue }
        var random = RandomStream(key(.activity, i << 8 | receptor))
        let lowest = population.leaky?.synapses == .currents ? -Double.infinity : 0
        let values = (0..<population.count).map { _ in Float(max(lowest, input.value.mean + random.normal(sd: input.value.sd))) }
        network.setInputs(of: i, receptor: receptor, values)
      }
    }
  }
}
