/// A spike: a neuron in the step in which it left.
package struct Spike: Sendable, Hashable {
  package var step: Int64
  package var neuron: Int32

  package init(step: Int64, neuron: Int32) {
    self.step = step
    self.neuron = neuron
  }
}

/// What a population's members are.
package enum Neuron: Sendable {
  case leaky(LeakyNeuron)
  case adaptive(AdaptiveNeuron)
  /// Independent Poisson trains with these rates (Hz; one for all, or one each), at most one spike in a step.
  case poisson(rates: [Double])
  /// These spikes, in order of steps.
  case given([Spike])

  package var receptors: [Receptor] {
    switch self {
    case .leaky(let neuron): neuron.receptors
    case .adaptive(let neuron): neuron.receptors
    case .poisson, .given: []
    }
  }
}

/// Spikes from outside the network: an independent Poisson train for each neuron.
package struct PoissonBackground: Sendable, Equatable {
  package var receptor: Int
  /// Hz.
  package var rate: Double
  package var weight: Double

  package init(receptor: Int, rate: Double, weight: Double) {
    self.receptor = receptor
    self.rate = rate
    self.weight = weight
  }
}

/// Neurons with the same parameters.
package struct Population: Sendable {
  package var name: String
  package var count: Int
  package var neuron: Neuron
  package var poisson: [PoissonBackground]
  /// White noise: the standard deviation (mV) that it gives the potential of a passive membrane.
  package var noise: Double

  package init(_ name: String, _ count: Int, _ neuron: Neuron, poisson: [PoissonBackground] = [], noise: Double = 0) {
    self.name = name
    self.count = count
    self.neuron = neuron
    self.poisson = poisson
    self.noise = noise
  }
}

/// Members of a population.
package struct Members: Sendable, Equatable {
  /// Its place among the network's populations.
  package var population: Int
  /// nil: all of them.
  package var range: Range<Int>?

  package init(_ population: Int, _ range: Range<Int>? = nil) {
    self.population = population
    self.range = range
  }
}
