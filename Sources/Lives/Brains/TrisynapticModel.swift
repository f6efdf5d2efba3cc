import CKernels
import NetworkModels
import NumericalMethods
import RateEngines
import Scenarios
import SpikingEngines

extension TrisynapticSettings: BrainModel {
  package func maker(_ plan: Plan, kernels: UnsafePointer<engram_kernels>) -> any BrainMaker { Maker(self, plan, kernels) }

  private final class Maker: BrainMaker {
    private let settings: TrisynapticSettings
    private let plan: Plan
    private let workspace: RateWorkspace
    private let kernels: UnsafePointer<engram_kernels>

    init(_ settings: TrisynapticSettings, _ plan: Plan, _ kernels: UnsafePointer<engram_kernels>) {
      (self.settings, self.plan, self.kernels) = (settings, plan, kernels)
      let anatomy = settings.anatomy
      let race = settings.competition == .race ? GammaRace(settings.gamma, anatomy: anatomy, kernels: kernels) : nil
      workspace = RateWorkspace(anatomy: anatomy, kernels: kernels, competition: race)
    }

    func brain(of subject: Int) -> any Brain {
      let stream = StreamKey(seed: plan.seed, subject: subject, purpose: Purpose(.brain))
      let network = RateNetwork(
        anatomy: settings.anatomy, parameters: settings.parameters(of: subject, plan), stream: stream, kernels: kernels)
      return TrisynapticBrain(network, stores: stores, workspace)
    }

    /// Parts of each store, by number.
    private var stores: [[Int]] {
      plan.map.stores.map { store in store.parts.compactMap { plan.map.parts.firstIndex(of: $0) } }
    }
  }

  /// The parameters of one subject: what it draws is drawn, what is ablated taken out.
  package func parameters(of subject: Int, _ plan: Plan) -> RateParameters {
    var result = parameters
    for (i, variation) in variations.enumerated() {
      let stream = RandomStream(seed: plan.seed, subject: subject, purpose: Purpose(.individual, i))
      variation.put(variation.distribution.draw(stream), into: &result)
    }
    for ablation in plan.scenario.ablations { ablation.apply(to: &result) }
    return result
  }
}
