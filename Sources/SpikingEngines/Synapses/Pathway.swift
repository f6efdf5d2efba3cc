/// One synapse of a list; neurons are counted within the populations.
package struct Synapse: Sendable, Equatable {
  package var source: Int32
  package var target: Int32
  package var weight: Float

  package init(_ source: Int32, _ target: Int32, _ weight: Float = 1) {
    self.source = source
    self.target = target
    self.weight = weight
  }
}

/// Which synapses a pathway has.
package enum Connectivity: Sendable {
  /// Each pair with the same probability; neurons do not reach themselves unless allowed.
  case probability(Double, reachesItself: Bool = false)
  /// These, with their weights; a pair may come more than once.
  case list([Synapse])
}

/// Weights at the beginning.
package enum InitialWeights: Sendable, Equatable {
  /// One for all: a static pathway then keeps no weight for each synapse.
  case common(Double)
  /// Each uniform in a range.
  case uniform(Double, Double)
  /// Those of the list, times a factor.
  case listed(times: Double = 1)
}

/// Synapses from members of one population to members of another.
package struct Pathway: Sendable {
  package var name: String
  package var source: Members
  package var target: Members
  /// Which of the target's receptors it acts on; given spikes have none, and synapses onto them only learn.
  package var receptor: Int
  /// In ms; rounded to steps.
  package var delay: Double
  package var connectivity: Connectivity
  package var weights: InitialWeights
  package var plasticity: Plasticity?
  /// Bounds of plastic weights.
  package var bounds: ClosedRange<Double>
  /// Largest sum of the plastic weights of a postsynaptic neuron: above it, all shrink in proportion when it spikes.
  package var largestSum: Double?
  package var shortTerm: ShortTerm?

  package init(
    _ name: String, from source: Members, to target: Members, receptor: Int, delay: Double, _ connectivity: Connectivity,
    weights: InitialWeights, plasticity: Plasticity? = nil, bounds: ClosedRange<Double> = 0...1_000_000,
    largestSum: Double? = nil, shortTerm: ShortTerm? = nil
  ) {
    self.name = name
    self.source = source
    self.target = target
    self.receptor = receptor
    self.delay = delay
    self.connectivity = connectivity
    self.weights = weights
    self.plasticity = plasticity
    self.bounds = bounds
    self.largestSum = largestSum
    self.shortTerm = shortTerm
  }
}
