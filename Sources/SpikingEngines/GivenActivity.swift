import NetworkModels

extension SpikingNetwork {
  /// Plastic pathways from a population to itself learn from spikes that are given, as if its neurons had fired them; a spike arrives in the
  /// step in which it leaves. Nothing else changes: potentials, inputs and time are as before. `steps` of `step` ms are gone through.
  package mutating func learn(_ population: Int, from spikes: [Spike], steps: Int, step: Double) throws(SpikingError) {
    guard populations.indices.contains(population) else { return }
    let own = pathways.indices.filter {
      let p = pathways[$0].specification
      return p.plasticity != nil && p.source.population == population && p.target.population == population
    }
    guard !own.isEmpty else { return }
    let name = populations[population].specification.name, count = populations[population].count
    var learner = try SpikingNetwork(
      step: step, populations: [Population(name, count, .given(spikes))], pathways: [], stream: stream)
    for i in own { learner.pathways.append(try pathways[i].ofGivenSpikes) }
    learner.advance(steps: steps)
    for (place, i) in own.enumerated() { pathways[i].takeLearnt(from: learner.pathways[place]) }
  }
}
