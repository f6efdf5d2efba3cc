import NetworkModels
import NumericalMethods

extension GradedNetwork {
  /// An event of consolidation: layers of binary units begin with random winners, settle for `cycles`, and are learnt from in `learning`
  /// further cycles, at sleep rates times `coupling`; Hebbian weights decay once, by as much. `held`: layers that keep their random winners throughout.
  /// Activations remain, to be read.
  package mutating func consolidate(
    cycles: Int, learning: Int, held: Set<Int>, coupling: Double = 1, _ w: GradedWorkspace
  ) {
    rest()
    scatter()
    for i in held where !states[i].isOff {
      states[i].copy(.activation, to: .clamp)
      states[i].isClamped = true
    }
    setScales { $0.testing ?? $0.absolute }
    run(cycles, w)
    for _ in 0..<learning {
      run(1, w)
      for (p, projection) in projections.enumerated() where projection.sleepRate > 0 {
        guard let rule = projection.hebbian, !states[sources[p]].isOff, !states[targets[p]].isOff else { continue }
        learn(p, rule, rate: projection.sleepRate * coupling, from: .activation)
      }
    }
    for (p, projection) in projections.enumerated() {
      guard let decay = projection.hebbian?.decay, decay > 0 else { continue }
      let weight = synapses[p].weight.writing(), keep = Float(1 - decay * coupling)
      for k in 0..<synapses[p].weight.count { weight[k] *= keep }
    }
  }
}
