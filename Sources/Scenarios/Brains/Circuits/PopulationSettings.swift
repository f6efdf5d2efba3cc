import Declarations
import NetworkModels

/// Neurons with the same parameters, as a file describes them.
package struct PopulationSettings: Declared {
  package var count = 0
  package var leaky: LeakyNeuron?
  package var adaptive: AdaptiveNeuron?
  package var poisson: PoissonTrain?
  package var bursts: BurstTrain?
  package var receptors: [Named<Receptor>] = []
  package var background: [Named<BackgroundSettings>] = []
  package var noise = 0.0
  package var start: StartSettings?

  package init() {}

  package static let declaration = Declaration<Self>(
    "population", "Neurons with the same parameters: leaky, adaptive, or sources of spikes that nothing reaches.",
    fields: [
      .integer("count", \.count, 1...10_000_000, "how many", noun: "neurons", required: true),
      .nested("leaky", \.leaky, "leaky integrate-and-fire neurons"),
      .nested("adaptive", \.adaptive, "adaptive exponential integrate-and-fire neurons"),
      .nested("poisson", \.poisson, "independent Poisson trains"),
      .nested("bursts", \.bursts, "spikes in bursts, with silence between them"),
      .named("receptors", \.receptors, "synaptic inputs, by name", count: 0...4),
      .named("background", \.background, "Poisson spikes from outside the circuit, by name", count: 0...16),
      .number("noise", \.noise, .voltage, 0...1000, "white noise: the SD that it gives the potential of a passive membrane"),
      .nested("start", \.start, "potentials and inputs at the beginning; at rest if nothing is said"),
    ])

  /// What the engine takes, or nil with the mistakes reported.
  func population(named name: String, step: Double, at mark: Mark, _ reader: inout Reader) -> Population? {
    let kinds = [leaky != nil, adaptive != nil, poisson != nil, bursts != nil].count { $0 }
    guard kinds == 1 else {
      let found = kinds == 0 ? "no kind of neuron" : "\(kinds) kinds of neurons"
      // A kind that could not be read has been reported.
      if kinds > 1 || reader.issues.isEmpty {
        reader.report("'\(name)' has \(found)", at: mark, expected: "one of 'leaky', 'adaptive', 'poisson' and 'bursts'")
      }
      return nil
    }
    let neuron: Neuron
    if var leaky {
      leaky.receptors = receptors.map(\.value)
      if leaky.reset > leaky.threshold { return unusable("resets above its threshold", name, mark, &reader) }
      neuron = .leaky(leaky)
    } else if var adaptive {
      adaptive.receptors = receptors.map(\.value)
      if adaptive.reset > adaptive.threshold { return unusable("resets above its threshold", name, mark, &reader) }
      neuron = .adaptive(adaptive)
    } else {
      neuron = poisson.map { .poisson(rates: [$0.rate]) } ?? .given([])
      if let first = receptors.first {
        reader.report("'\(name)' is a source of spikes, which has no receptors", at: first.mark)
        return nil
      }
    }
    for input in start?.inputs ?? [] {
      guard reader.position(of: input.name, among: receptors.map(\.name), "receptor", at: input.mark) != nil else {
        return nil
      }
    }
    var sources: [PoissonBackground] = []
    for source in background {
      guard
        let receptor = reader.position(of: source.value.receptor, among: receptors.map(\.name), "receptor", at: source.mark)
      else { return nil }
      if source.value.rate * step > 3000 {
        return unusable("gets more than three background spikes a step", name, source.mark, &reader)
      }
      sources.append(PoissonBackground(receptor: receptor, rate: source.value.rate, weight: source.value.weight))
    }
    return Population(name, count, neuron, poisson: sources, noise: noise)
  }

  private func unusable(_ what: String, _ name: String, _ mark: Mark, _ reader: inout Reader) -> Population? {
    reader.report("'\(name)' \(what)", at: mark)
    return nil
  }
}

/// Independent Poisson trains.
package struct PoissonTrain: Declared {
  package var rate = 10.0

  package init() {}

  package static let declaration = Declaration<Self>(
    "poisson", "Independent Poisson trains, at most one spike in a step.",
    fields: [.number("rate", \.rate, .frequency, 0...10_000, "of each neuron", source: "convention")])
}

/// Spikes from outside the circuit.
package struct BackgroundSettings: Declared {
  package var receptor = ""
  package var rate = 0.0
  package var weight = 0.0

  package init() {}

  package static let declaration = Declaration<Self>(
    "background", "A Poisson train from outside for each neuron.",
    fields: [
      .name("receptor", \.receptor, "which receptor it acts on", required: true),
      .number("rate", \.rate, .frequency, 0...100_000, "spikes to each neuron", required: true),
      .number("weight", \.weight, .number, -1e9...1e9, "as of a pathway's synapses", required: true),
    ])
}

/// Potentials and inputs at the beginning.
package struct StartSettings: Declared {
  package var low = -60.0
  package var high = -50.0
  package var inputs: [Named<StartInput>] = []

  package init() {}

  package static let declaration = Declaration<Self>(
    "start", "Potentials at the beginning, uniform in a range, and synaptic inputs that are under way.",
    fields: [
      .number("low", \.low, .voltage, -200...200, "lowest potential", source: "Brette2007"),
      .number("high", \.high, .voltage, -200...200, "highest potential", source: "Brette2007"),
      .named("inputs", \.inputs, "receptors that are active at the beginning, by name", count: 0...4),
    ])
}

/// A synaptic input at the beginning.
package struct StartInput: Declared {
  package var mean = 0.0
  package var sd = 0.0

  package init() {}

  package static let declaration = Declaration<Self>(
    "input", "A receptor's input at the beginning: normal, and never below 0 where it is a conductance.",
    fields: [
      .number("mean", \.mean, .number, -1e6...1e6, "mean over neurons, as weights are", required: true),
      .number("sd", \.sd, .number, 0...1e6, "standard deviation", source: "convention"),
    ])
}
