import NetworkModels
import NumericalMethods

/// Reading and setting a network's state between steps. Places that do not exist are left alone, or read as nothing.
extension SpikingNetwork {
  package var populationCount: Int { populations.count }

  /// Potentials (mV); a refractory neuron's is its reset.
  package func potentials(of population: Int) -> [Double] {
    guard populations.indices.contains(population) else { return [] }
    let p = populations[population]
    return (0..<p.count).map { p.potential($0) }
  }

  /// One neuron's potential (mV); 0 of one that does not exist.
  package func potential(of population: Int, neuron: Int) -> Double {
    guard populations.indices.contains(population), (0..<populations[population].count).contains(neuron) else { return 0 }
    return populations[population].potential(neuron)
  }

  /// Sets the potentials of neurons that are not refractory.
  package mutating func setPotentials(of population: Int, _ values: [Double]) {
    guard populations.indices.contains(population) else { return }
    let origin = populations[population].origin, base = populations[population].v.writing()
    for (i, value) in values.prefix(populations[population].count).enumerated() where !base[i].isNaN {
      base[i] = Float(value - origin)
    }
  }

  /// Uniform potentials from a stream of the population's own.
  package mutating func scatterPotentials(of population: Int, _ low: Double, _ high: Double) {
    guard populations.indices.contains(population) else { return }
    var key = stream
    key.purpose = Purpose(.background, population << 8 | 0xFE).code
    var random = RandomStream(key)
    setPotentials(of: population, (0..<populations[population].count).map { _ in random.uniform(low, high) })
  }

  /// Adaptation currents (pA).
  package func adaptation(of population: Int) -> [Float] {
    guard populations.indices.contains(population), let w = populations[population].w else { return [] }
    return w.prefix(populations[population].count)
  }

  /// Inputs of one receptor.
  package func inputs(of population: Int, receptor: Int) -> [Float] {
    guard populations.indices.contains(population), populations[population].g.indices.contains(receptor) else { return [] }
    return populations[population].g[receptor].prefix(populations[population].count)
  }

  package mutating func setInputs(of population: Int, receptor: Int, _ values: [Float]) {
    guard populations.indices.contains(population), populations[population].g.indices.contains(receptor) else { return }
    let base = populations[population].g[receptor].writing()
    for (i, value) in values.prefix(populations[population].count).enumerated() { base[i] = value }
  }

  /// An input of each neuron's own, on top of the common drive (mV, or pA of adaptive neurons); nil: none.
  package mutating func setDrive(of population: Int, _ values: [Float]?) throws(SpikingError) {
    guard populations.indices.contains(population) else { return }
    try populations[population].setDrive(values)
  }

  /// Puts other spikes in place of those that are given to a population; those of steps that are past are left out.
  package mutating func setGiven(of population: Int, _ spikes: [Spike]) throws(SpikingError) {
    guard populations.indices.contains(population), case .given = populations[population].specification.neuron else { return }
    try Check.check(spikes, populations[population].specification)
    try populations[population].setGiven(spikes)
  }

  /// Puts other rates (Hz; one for all, or one each) in place of those of a Poisson population.
  package mutating func setRates(of population: Int, _ rates: [Double]) throws(SpikingError) {
    guard populations.indices.contains(population), case .poisson = populations[population].specification.neuron else { return }
    try Check.check(rates: rates, populations[population].specification)
    try populations[population].setRates(rates, step: step)
  }

  package var populationIndices: Range<Int> { populations.indices }

  package func isSilent(_ population: Int) -> Bool {
    populations.indices.contains(population) && populations[population].isSilent
  }

  /// Whether a population is silent: its neurons go on receiving, and none spikes.
  package mutating func setSilent(_ isSilent: Bool, _ population: Int) {
    guard populations.indices.contains(population) else { return }
    populations[population].isSilent = isSilent
  }

  /// Factor on what a pathway transmits. At 0 it learns nothing either; what begins again knows nothing of the spikes before.
  package func transmission(of pathway: Int) -> Double {
    pathways.indices.contains(pathway) ? Double(pathways[pathway].transmission) : 0
  }

  package mutating func setTransmission(of pathway: Int, _ factor: Double) {
    guard pathways.indices.contains(pathway), factor.magnitude <= 1e6 else { return }
    if pathways[pathway].transmission == 0 { pathways[pathway].forgetSpikes() }
    pathways[pathway].transmission = Float(factor)
  }

  /// Reference weights of a pathway that has them, by presynaptic neuron.
  package func references(of pathway: Int) -> [Float]? {
    pathways.indices.contains(pathway) ? pathways[pathway].reference?.prefix(pathways[pathway].table.count) : nil
  }

  package mutating func setReferences(of pathway: Int, _ values: [Float]) {
    guard pathways.indices.contains(pathway), let base = pathways[pathway].reference?.writing() else { return }
    for (i, value) in values.prefix(pathways[pathway].table.count).enumerated() { base[i] = value }
  }

  package func synapseCount(of pathway: Int) -> Int { pathways.indices.contains(pathway) ? pathways[pathway].table.count : 0 }

  /// Weights of a pathway, by presynaptic neuron; a common one once for each synapse.
  package func weights(of pathway: Int) -> [Float] {
    guard pathways.indices.contains(pathway) else { return [] }
    let p = pathways[pathway]
    if let weights = p.weights { return weights.prefix(p.table.count) }
    if case .common(let weight) = p.specification.weights { return [Float](repeating: Float(weight), count: p.table.count) }
    return []
  }

  /// Sets the weights of a pathway that keeps one for each synapse.
  package mutating func setWeights(of pathway: Int, _ values: [Float]) {
    guard pathways.indices.contains(pathway), pathways[pathway].weights != nil else { return }
    guard let base = pathways[pathway].weights?.writing() else { return }
    for (i, value) in values.prefix(pathways[pathway].table.count).enumerated() { base[i] = value }
  }

  /// The synapses of a pathway with their weights, by presynaptic neuron.
  package func synapses(of pathway: Int) -> [Synapse] {
    guard pathways.indices.contains(pathway) else { return [] }
    let p = pathways[pathway], weights = weights(of: pathway), row = p.table.row.reading
    var synapses: [Synapse] = []
    synapses.reserveCapacity(p.table.count)
    for r in 0..<p.table.rows {
      for i in Int(row[r])..<Int(row[r + 1]) {
        synapses.append(Synapse(Int32(p.first + r), Int32(p.table.index[i]), weights[i]))
      }
    }
    return synapses
  }

  /// Bytes of all state and synapses, and of the synapses of one pathway.
  package var bytes: Int { populations.reduce(0) { $0 + $1.bytes } + pathways.reduce(0) { $0 + $1.bytes } }
  package func synapseBytes(of pathway: Int) -> Int {
    pathways.indices.contains(pathway) ? pathways[pathway].synapseBytes : 0
  }
}
