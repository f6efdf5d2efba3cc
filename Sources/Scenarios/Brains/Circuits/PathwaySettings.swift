import Declarations
import NetworkModels

/// Synapses from one population to another, as a file describes them.
package struct PathwaySettings: Declared {
  package var from = ""
  package var to = ""
  package var receptor = ""
  package var probability: Double?
  package var isOneToOne = false
  package var reachesItself = false
  package var delay = 0.0
  package var weight: Double?
  package var weights: WeightRange?
  package var pair: PairSTDP?
  package var triplet: TripletSTDP?
  package var symmetric: SymmetricSTDP?
  package var inhibitory: InhibitoryPlasticity?
  package var orchestrated: OrchestratedPlasticity?
  package var smallest = 0.0
  package var largest = 1_000_000.0
  package var largestSum: Double?
  package var shortTerm: ShortTerm?

  package init() {}

  package static let declaration = Declaration<Self>(
    "pathway",
    "Synapses from one population to another. Weights are in nS onto adaptive neurons, in shares of the leak onto leaky neurons with "
      + "conductances, in mV onto those with currents.",
    fields: [
      .name("from", \.from, "presynaptic population", required: true),
      .name("to", \.to, "postsynaptic population", required: true),
      .name("receptor", \.receptor, "which receptor of the target it acts on", required: true),
      .number("probability", \.probability, .fraction, 0...1, "of a synapse, for each pair of neurons"),
      .flag("one_to_one", \.isOneToOne, "instead of 'probability': each neuron reaches the one in its place, of as many"),
      .flag("reaches_itself", \.reachesItself, "whether a neuron may have a synapse onto itself"),
      .number("delay", \.delay, .duration, 0...1000, "rounded to steps", source: "convention"),
      .number("weight", \.weight, .number, -1e9...1e9, "the same for all synapses at the beginning"),
      .nested("weights", \.weights, "instead of 'weight': uniform in a range"),
      .nested("pair_stdp", \.pair, "pair rule"),
      .nested("triplet_stdp", \.triplet, "triplet rule"),
      .nested("symmetric_stdp", \.symmetric, "symmetric rule"),
      .nested("inhibitory_plasticity", \.inhibitory, "inhibitory rule"),
      .nested("orchestrated_plasticity", \.orchestrated, "Hebbian, heterosynaptic and other rules, with reference weights"),
      .number("smallest", \.smallest, .number, -1e9...1e9, "least weight that plasticity leaves", source: "convention"),
      .number("largest", \.largest, .number, -1e9...1e9, "largest weight that plasticity reaches", source: "convention"),
      .number(
        "largest_sum", \.largestSum, .number, 0...1e9,
        "largest sum of a neuron's plastic weights; above it all shrink in proportion when it spikes"),
      .nested("short_term", \.shortTerm, "short-term depression and facilitation"),
    ])

  /// Rules of plasticity that are given.
  private var rules: [Plasticity] {
    [
      pair.map(Plasticity.pair), triplet.map(Plasticity.triplet), symmetric.map(Plasticity.symmetric),
      inhibitory.map(Plasticity.inhibitory), orchestrated.map(Plasticity.orchestrated),
    ].compactMap(\.self)
  }

  package var isPlastic: Bool { !rules.isEmpty }

  /// What the engine takes, or nil with the mistakes reported.
  func pathway(
    named name: String, at mark: Mark, in circuit: CircuitSettings, _ populations: [Population], _ reader: inout Reader
  ) -> Pathway? {
    let source = circuit.population(from, at: mark, &reader), target = circuit.population(to, at: mark, &reader)
    guard let source, let target else { return nil }
    let names = circuit.populations[target].value.receptors.map(\.name)
    guard let receptor = names.firstIndex(of: receptor) else {
      reader.report(
        "'\(to)' has no receptor '\(receptor)'", at: mark,
        expected: names.isEmpty ? nil : "one of \(names.joined(separator: ", "))",
        suggestion: NearMiss.of(receptor, among: names))
      return nil
    }
    func refuse(_ what: String, _ expected: String) -> Pathway? {
      reader.report("'\(name)' \(what)", at: mark, expected: expected)
      return nil
    }
    guard (weight == nil) != (weights == nil) else {
      return refuse(weight == nil ? "has no weight" : "has two kinds of weights", "'weight' or 'weights'")
    }
    guard (probability == nil) == isOneToOne else {
      return refuse(isOneToOne ? "has two kinds of wiring" : "has no wiring", "'probability' or 'one_to_one: true'")
    }
    let cells = populations[source].count
    if isOneToOne, cells != populations[target].count {
      return refuse("joins \(cells) and \(populations[target].count) neurons one to one", "populations of one size")
    }
    guard rules.count <= 1 else { return refuse("has \(rules.count) rules of plasticity", "one at most") }
    if let rule = orchestrated, !(rule.lowState < rule.barrier && rule.barrier < rule.highState) {
      return refuse("has a barrier that is not between its states", "'low_state' below 'barrier' below 'high_state'")
    }
    guard smallest <= largest else { return refuse("has no room between its bounds", "'smallest' below 'largest'") }
    guard delay / circuit.step <= 65_536 else { return refuse("has a delay of too many steps", "at most 65536") }
    let pairs = Double(populations[source].count) * Double(populations[target].count) * (probability ?? 0)
    guard pairs < 4e9 else { return refuse("has too many synapses", "fewer than 4,000,000,000") }
    return Pathway(
      name, from: Members(source), to: Members(target), receptor: receptor, delay: delay,
      isOneToOne
        ? .list((0..<Int32(cells)).map { Synapse($0, $0) }) : .probability(probability ?? 0, reachesItself: reachesItself),
      weights: weights.map { .uniform($0.low, $0.high) } ?? .common(weight ?? 0), plasticity: rules.first,
      bounds: smallest...largest, largestSum: largestSum, shortTerm: shortTerm)
  }
}

/// Weights that differ at the beginning.
package struct WeightRange: Declared {
  package var low = 0.0
  package var high = 1.0

  package init() {}

  package static let declaration = Declaration<Self>(
    "weights", "Weights at the beginning, uniform in a range.",
    fields: [
      .number("low", \.low, .number, -1e9...1e9, "lowest", source: "convention"),
      .number("high", \.high, .number, -1e9...1e9, "highest", source: "convention"),
    ])
}
