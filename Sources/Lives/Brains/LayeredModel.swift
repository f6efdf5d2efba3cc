import CKernels
import NetworkModels
import NumericalMethods
import RateEngines
import Scenarios

extension LayeredSettings: BrainModel {
  package func maker(_ plan: Plan, kernels: UnsafePointer<engram_kernels>) -> any BrainMaker { Maker(self, plan, kernels) }

  private final class Maker: BrainMaker {
    private let plan: Plan
    private let ablation: LayeredAblation
    private let workspace: GradedWorkspace
    private let brainPlan: LayeredBrain.Plan

    init(_ settings: LayeredSettings, _ plan: Plan, _ kernels: UnsafePointer<engram_kernels>) {
      self.plan = plan
      ablation = LayeredAblation(plan.scenario.ablations, settings)
      workspace = GradedWorkspace(
        units: settings.units, largest: settings.layers.map(\.value.units).max() ?? 1,
        kernels: engram_graded_named(kernels.pointee.name) ?? engram_graded_selected())
      brainPlan = ablation.brainPlan
    }

    func brain(of subject: Int) -> any Brain {
      let settings = ablation.settings
      let network = GradedNetwork(
        units: settings.units, layers: settings.layers.map { ($0.name, $0.value) }, projections: settings.wires.map(\.value),
        stream: StreamKey(seed: plan.seed, subject: subject, purpose: Purpose(.brain)), workspace)
      return LayeredBrain(network, brainPlan, off: ablation.numbers(ablation.off), workspace)
    }
  }
}

extension LayeredAblation {
  /// Numbers of layers and of the layers of stores.
  func numbers(_ names: [String]) -> Set<Int> {
    let all = names.flatMap { name in settings.stores.first { $0.name == name }?.parts ?? [name] }
    return Set(settings.layers.indices.filter { all.contains(settings.layers[$0].name) })
  }

  /// Surface, stores and sleep by number, without what is ablated.
  var brainPlan: LayeredBrain.Plan {
    var plan = LayeredBrain.Plan()
    guard let surface = settings.surface else { return plan }
    func position(_ name: String) -> Int { settings.layers.firstIndex { $0.name == name } ?? 0 }
    plan.written = surface.layers.map(position)
    plan.read = surface.answers.isEmpty ? plan.written : surface.answers.map(position)
    (plan.trials, plan.noise, plan.oscillation) = (surface.trials, surface.noise, surface.oscillation)
    plan.recruited = surface.recruited.map { (position($0.name), Int($0.rate)) }
    plan.coded = settings.map.coded.map(position)
    plan.stores = settings.stores.indices.map { store in
      let own = settings.stores[store].parts, earlier = settings.stores[..<store].flatMap(\.parts)
      return Set(
        settings.wires.indices.filter { p in
          let ends = settings.wires[p].value.from + settings.wires[p].value.to
          return ends.contains(where: own.contains) && !ends.contains(where: earlier.contains)
        })
    }
    plan.cortex = settings.map.spared
    plan.nrem = settings.night?.nrem.flatMap { stage($0, isREM: false) }
    plan.rem = settings.night?.rem.flatMap { stage($0, isREM: true) }
    return plan
  }

  /// A stage of sleep without what is ablated; nil: nothing happens in it.
  private func stage(_ stage: LayeredStage, isREM: Bool) -> LayeredBrain.Stage? {
    guard happens(isREM: isREM) else { return nil }
    let off = numbers(stage.off)
    if let settings = stage.autonomous {
      return LayeredBrain.Stage(off: off, event: .autonomous(without(settings)))
    }
    if let event = stage.settling {
      return LayeredBrain.Stage(
        off: off, event: .settling(cycles: event.cycles, learning: event.learning, held: numbers(event.held)))
    }
    return stage.rehearsal.map { LayeredBrain.Stage(off: off, event: .rehearsal(without($0))) }
  }
}
