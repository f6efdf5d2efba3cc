import CKernels
import NetworkModels
import NumericalMethods
import RateEngines
import Scenarios

extension FeedForwardSettings: BrainModel {
  package func maker(_ plan: Plan, kernels: UnsafePointer<engram_kernels>) -> any BrainMaker { Maker(self, plan, kernels) }

  private final class Maker: BrainMaker {
    private let settings: FeedForwardSettings
    private let plan: Plan
    private let workspace: FeedForwardWorkspace

    init(_ settings: FeedForwardSettings, _ plan: Plan, _ kernels: UnsafePointer<engram_kernels>) {
      (self.settings, self.plan) = (settings, plan)
      workspace = FeedForwardWorkspace(
        layers: settings.layers, batch: settings.backpropagation.batch,
        kernels: engram_feedforward_named(kernels.pointee.name) ?? engram_feedforward_selected())
    }

    func brain(of subject: Int) -> any Brain {
      let stream = StreamKey(seed: plan.seed, subject: subject, purpose: Purpose(.brain))
      return FeedForwardBrain(
        network: FeedForwardNetwork(layers: settings.layers, spread: settings.spread, stream: stream), workspace: workspace)
    }
  }
}
