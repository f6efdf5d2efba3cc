import NetworkModels

/// What a network must fulfil before it is built.
enum Check {
  static func network(step: Double, populations: [Population], pathways: [Pathway]) throws(SpikingError) {
    try require((0.0005...100).contains(step), "the step must lie between .0005 and 100 ms", "network")
    try require(populations.count <= 4096 && pathways.count <= 65_536, "too many populations or pathways", "network")
    for population in populations { try check(population, step) }
    for pathway in pathways { try check(pathway, populations, step) }
  }

  private static func require(_ holds: Bool, _ what: @autoclosure () -> String, _ place: String) throws(SpikingError) {
    guard holds else { throw .invalid(what(), in: place) }
  }

  private static func check(_ p: Population, _ step: Double) throws(SpikingError) {
    try require((1...100_000_000).contains(p.count), "a population has between 1 and 100,000,000 neurons", p.name)
    let receptors = p.neuron.receptors
    try require(receptors.count <= 4, "a neuron has at most 4 receptors", p.name)
    for r in receptors {
      try require(
        (0...1000).contains(r.rise) && (0.01...10_000).contains(r.decay) && r.reversal.magnitude <= 200,
        "a receptor's times or reversal are out of range", p.name)
    }
    try require(p.noise >= 0 && p.noise <= 1000, "the noise must lie between 0 and 1000 mV", p.name)
    try require(p.poisson.count < 254, "too many backgrounds", p.name)
    for b in p.poisson {
      try require(receptors.indices.contains(b.receptor), "there is no receptor \(b.receptor)", p.name)
      try require(b.weight.isFinite && b.rate >= 0 && b.rate * step <= 3000, "a background's rate is out of range", p.name)
    }
    switch p.neuron {
    case .leaky(let n):
      try require((0.1...10_000).contains(n.membraneTime) && (0...1000).contains(n.refractory), "times are out of range", p.name)
      try require(
        [n.resting, n.threshold, n.reset, n.drive].allSatisfy { $0.magnitude <= 1000 }, "voltages are out of range", p.name)
      try require(n.reset <= n.threshold, "the reset must not lie above the threshold", p.name)
    case .adaptive(let n):
      try require(
        n.capacitance >= 1 && n.leak >= 0.01 && n.slope >= 0.01 && n.adaptationTime >= 0.1 && (1...64).contains(n.substeps)
          && (0...1000).contains(n.refractory), "parameters are out of range", p.name)
      let others = [n.capacitance, n.leak, n.resting, n.onset, n.slope, n.threshold, n.reset, n.coupling, n.jump, n.drive]
      try require(others.allSatisfy { $0.magnitude <= 1e6 }, "parameters are out of range", p.name)
      try require(n.reset <= n.threshold, "the reset must not lie above the threshold", p.name)
    case .poisson(let rates): try check(rates: rates, p)
    case .given(let spikes): try check(spikes, p)
    }
  }

  static func check(rates: [Double], _ p: Population) throws(SpikingError) {
    try require(rates.count == 1 || rates.count == p.count, "give one rate, or one for each neuron", p.name)
    try require(rates.allSatisfy { $0 >= 0 && $0 <= 1e6 }, "rates must lie between 0 and 1,000,000 Hz", p.name)
  }

  /// Spikes that are given must be the population's own, and in order.
  static func check(_ spikes: [Spike], _ p: Population) throws(SpikingError) {
    try require(spikes.allSatisfy { (0..<Int32(p.count)).contains($0.neuron) }, "a spike of a neuron that is not there", p.name)
    try require(
      zip(spikes, spikes.dropFirst()).allSatisfy { ($0.step, $0.neuron) < ($1.step, $1.neuron) },
      "spikes must be ordered by step and neuron", p.name)
  }

  private static func check(_ p: Pathway, _ populations: [Population], _ step: Double) throws(SpikingError) {
    for members in [p.source, p.target] {
      try require(populations.indices.contains(members.population), "there is no population \(members.population)", p.name)
      if let range = members.range {
        let all = 0..<populations[members.population].count
        try require(!range.isEmpty && range.clamped(to: all) == range, "its members are not there", p.name)
      }
    }
    let target = populations[p.target.population]
    // Given spikes come whatever arrives; synapses onto their neurons can only learn.
    if case .given = target.neuron {
      try require(p.plasticity != nil, "synapses onto given spikes do nothing unless they learn", p.name)
    } else {
      try require(target.neuron.receptors.indices.contains(p.receptor), "there is no receptor \(p.receptor)", p.name)
    }
    try require(p.delay >= 0 && p.delay / step <= 65_536, "the delay must lie between 0 and 65,536 steps", p.name)
    if case .probability(let share, _) = p.connectivity {
      try require((0...1).contains(share), "the probability must lie between 0 and 1", p.name)
    }
    switch p.weights {
    case .common(let w), .listed(let w): try require(w.magnitude <= 1e9, "the weight is out of range", p.name)
    case .uniform(let low, let high): try require(max(low.magnitude, high.magnitude) <= 1e9, "weights are out of range", p.name)
    }
    try require(p.bounds.lowerBound.magnitude <= 1e9 && p.bounds.upperBound.magnitude <= 1e9, "bounds are out of range", p.name)
    try require((p.largestSum ?? 0) >= 0, "the largest sum must not be negative", p.name)
    if let s = p.shortTerm {
      try require(
        (0...1).contains(s.fraction) && s.facilitation >= 0 && s.recovery >= 0, "short-term parameters are out of range", p.name)
    }
    if let rule = p.plasticity?.rule {
      let times = [rule.arrivalFast, rule.arrivalSlow, rule.spikeFast, rule.spikeSlow]
      try require(
        times.allSatisfy { $0 == 0 || (0.1...10_000).contains($0) && $0 >= step / 10 }, "times are out of range", p.name)
      let rates = [rule.arrival, rule.arrivalPair, rule.arrivalTriplet, rule.spike, rule.spikePair, rule.spikeTriplet]
      try require(rates.allSatisfy { $0.magnitude <= 1e6 }, "rates are out of range", p.name)
      if let reference = rule.reference {
        try require(
          [reference.averagingTime, reference.consolidationTime].allSatisfy { (100...1e9).contains($0) && $0 >= step },
          "slow times are out of range", p.name)
        let others = [
          reference.startRate, reference.pull, reference.depth, reference.lowState, reference.barrier, reference.highState,
        ]
        try require(others.allSatisfy { $0.magnitude <= 1e6 }, "reference weights are out of range", p.name)
      }
    }
  }
}
