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
        anatomy: settings.anatomy, parameters: plan.parameters(of: subject), stream: stream, kernels: kernels)
      return TrisynapticBrain(network, workspace)
    }
  }
}
