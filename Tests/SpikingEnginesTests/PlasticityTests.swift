import NetworkModels
import NumericalMethods
import SpikingEngines
import Testing

/// Rules of plasticity against their equations, from spikes at given times.
struct PlasticityTests {
  /// One synapse; arrivals at the beginning of steps `arrivals`, spikes at the end of steps `spikes`, made by a strong input.
  private func change(
    _ plasticity: Plasticity, arrivals: [Int64], spikes: [Int64], steps: Int, start: Float = 0,
    bounds: ClosedRange<Double> = -1000...1000
  ) throws -> Float {
    var neuron = LeakyNeuron()
    (neuron.refractory, neuron.resting, neuron.membraneTime) = (0, -60, 5)
    neuron.receptors = [Receptor(decay: 0.01), Receptor(decay: 0.01)]
    var network = try SpikingNetwork(
      step: 0.1,
      populations: [
        Population("before", 1, .given(arrivals.map { Spike(step: $0 - 11, neuron: 0) })),
        Population("teacher", 1, .given(spikes.map { Spike(step: $0 - 1, neuron: 0) })), Population("after", 1, .leaky(neuron)),
      ],
      pathways: [
        // The plastic synapse acts for so short a time that the neuron never fires from it.
        Pathway(
          "plastic", from: Members(0), to: Members(2), receptor: 1, delay: 1, .list([Synapse(0, 0, start)]),
          weights: .listed(times: 1), plasticity: plasticity, bounds: bounds),
        Pathway(
          "teacher", from: Members(1), to: Members(2), receptor: 0, delay: 0, .list([Synapse(0, 0)]), weights: .common(1e5)),
      ], stream: NeuronTests.stream)
    var found: [Int64] = []
    network.advance(steps: steps, recording: [2]) { found += $0.spikes.map(\.step) }
    #expect(found == spikes)
    return network.weights(of: 0)[0]
  }

  /// An independent statement of the rules: sums over all pairs (and triplets) in double precision.
  private func expected(_ rule: PlasticityRule, arrivals: [Int64], spikes: [Int64]) -> Double {
    func trace(_ times: [Double], _ now: Double, _ tau: Double, including: Bool) -> Double {
      times.filter { including ? $0 <= now : $0 < now }.reduce(0) { $0 + (tau > 0 ? Elementary.exp(-(now - $1) / tau) : 0) }
    }
    let a = arrivals.map { Double($0) * 0.1 }, s = spikes.map { Double($0 + 1) * 0.1 }
    var w = 0.0
    for t in a {
      let slow = trace(a, t, rule.arrivalSlow, including: false), fast = trace(s, t, rule.spikeFast, including: true)
      w += rule.arrival + (rule.arrivalPair + rule.arrivalTriplet * slow) * fast
    }
    for t in s {
      let slow = trace(s, t, rule.spikeSlow, including: false), fast = trace(a, t, rule.arrivalFast, including: false)
      w += rule.spike + (rule.spikePair + rule.spikeTriplet * slow) * fast
    }
    return w
  }

  static let rules: [Plasticity] = {
    var pair = PairSTDP()
    (pair.potentiation, pair.depression, pair.potentiationTime, pair.depressionTime) = (1, 0.6, 17, 34)
    var triplet = TripletSTDP()
    (triplet.pairPotentiation, triplet.tripletPotentiation) = (0.3, 0.8)
    (triplet.pairDepression, triplet.tripletDepression) = (0.7, 0.25)
    var symmetric = SymmetricSTDP()
    symmetric.potentiation = 1
    var inhibitory = InhibitoryPlasticity()
    inhibitory.rate = 1
    return [.pair(pair), .triplet(triplet), .symmetric(symmetric), .inhibitory(inhibitory)]
  }()

  /// Given spikes learn as others do, though nothing that arrives moves them; within a population too, and only where synapses are plastic.
  @Test(arguments: 0..<4) func givenSpikesLearn(_ number: Int) throws {
    let rule = Self.rules[number], before: [Int64] = [100, 130, 400, 411, 900], after: [Int64] = [90, 131, 405, 600]
    let spikes = (before.map { Spike(step: $0, neuron: 0) } + after.map { Spike(step: $0, neuron: 1) }).sorted {
      $0.step < $1.step
    }
    func network(_ plasticity: Plasticity?) throws -> SpikingNetwork {
      try SpikingNetwork(
        step: 0.1, populations: [Population("n", 2, .given(spikes))],
        pathways: [
          Pathway(
            "p", from: Members(0), to: Members(0), receptor: 0, delay: 0, .list([Synapse(0, 1, 2), Synapse(1, 0, 2)]),
            weights: .listed(), plasticity: plasticity, bounds: -1000...1000)
        ], stream: NeuronTests.stream)
    }
    var learning = try network(rule), found: [Spike] = []
    learning.advance(steps: 1500, recording: [0]) { found += $0.spikes }
    #expect(found == spikes)
    let weights = learning.weights(of: 0).map(Double.init)
    for (weight, pair) in zip(weights, [(before, after), (after, before)]) {
      let exact = 2 + expected(rule.rule, arrivals: pair.0.map { $0 + 1 }, spikes: pair.1)
      #expect((weight - exact).magnitude < 1e-5, "\(weight), not \(exact)")
    }
    #expect(throws: SpikingError.self) { try network(nil) }
  }

  /// Windows: one arrival and one spike, from 120 ms before to 120 ms after; an arrival at the time of a spike is behind it.
  @Test(arguments: 0..<4) func windows(_ number: Int) throws {
    let rule = Self.rules[number]
    for distance in [-1200, -500, -99, -10, -1, 0, 1, 2, 10, 77, 300, 1200] {
      // The spike leaves at the end of its step.
      let arrivals: [Int64] = [1500], spikes = [Int64(1500 + distance - 1)]
      let found = try change(rule, arrivals: arrivals, spikes: spikes, steps: 3000)
      let exact = expected(rule.rule, arrivals: arrivals, spikes: spikes)
      #expect((Double(found) - exact).magnitude < 1e-6, "distance \(distance): \(found), not \(exact)")
      switch rule {
      case .pair(let p):
        let closed =
          distance > 0
          ? p.potentiation * Elementary.exp(-0.1 * Double(distance) / p.potentiationTime)
          : -p.depression * Elementary.exp(0.1 * Double(distance) / p.depressionTime)
        #expect((Double(found) - closed).magnitude < 1e-6)
      case .symmetric(let p):
        let closed = p.potentiation * Elementary.exp(-0.1 * Double(abs(distance)) / p.time)
        #expect((Double(found) - closed).magnitude < 1e-6)
      case .inhibitory(let p):
        let closed = p.rate * (Elementary.exp(-0.1 * Double(abs(distance)) / p.time) - 2 * p.target * p.time / 1000)
        #expect((Double(found) - closed).magnitude < 1e-6)
      case .triplet, .orchestrated: break
      }
    }
  }

  /// Long trains: all pairs and triplets count, and traces that are rescaled now and then lose nothing.
  @Test(arguments: 0..<4) func trains(_ number: Int) throws {
    var random = RandomStream(seed: 3, subject: number, purpose: Purpose(.test))
    func train(_ first: Int64) -> [Int64] {
      var times: [Int64] = [], t = first
      while t < 60_000 {
        times.append(t)
        t += 1 + Int64(random.below(800))
      }
      return times
    }
    let rule = Self.rules[number], arrivals = train(20), spikes = train(25)
    let found = Double(try change(rule, arrivals: arrivals, spikes: spikes, steps: 60_000, bounds: -1e6...1e6))
    let exact = expected(rule.rule, arrivals: arrivals, spikes: spikes)
    let size = expected(rule.rule, arrivals: arrivals, spikes: []).magnitude + Double(arrivals.count)
    #expect((found - exact).magnitude < 1e-5 * size, "\(found), not \(exact)")
  }

  @Test func weightsStayWithinBounds() throws {
    let spikes = (1...40).map { Int64(100 * $0) }
    #expect(try change(Self.rules[0], arrivals: spikes, spikes: spikes, steps: 5000, bounds: 0...3) == 3)
    #expect(try change(Self.rules[0], arrivals: spikes, spikes: spikes.map { $0 - 1 }, steps: 5000, bounds: 0...3) < 0.5)
  }

  /// The sum of a postsynaptic neuron's weights is upheld when it spikes, in proportion.
  @Test func heterosynapticBound() throws {
    var rule = PairSTDP()
    (rule.potentiation, rule.depression) = (1, 0)
    var neuron = LeakyNeuron()
    neuron.receptors = [Receptor(decay: 0.01), Receptor(decay: 5)]
    (neuron.resting, neuron.refractory) = (-60, 0)
    var network = try SpikingNetwork(
      step: 0.1,
      populations: [
        Population("before", 3, .given([Spike(step: 10, neuron: 0)])),
        Population("teacher", 1, .given([Spike(step: 19, neuron: 0)])),
        Population("after", 1, .leaky(neuron)),
      ],
      pathways: [
        Pathway(
          "plastic", from: Members(0), to: Members(2), receptor: 1, delay: 0,
          .list([Synapse(0, 0, 0.5), Synapse(1, 0, 0.5), Synapse(2, 0, 1)]), weights: .listed(), plasticity: .pair(rule),
          largestSum: 2),
        Pathway(
          "teacher", from: Members(1), to: Members(2), receptor: 0, delay: 0, .list([Synapse(0, 0)]), weights: .common(1e5)),
      ], stream: NeuronTests.stream)
    network.advance(steps: 30)
    let gain = Elementary.exp(-1.0 / 20), sum = 2 + gain
    for (w, raw) in zip(network.weights(of: 0), [0.5 + gain, 0.5, 1]) { #expect((Double(w) - raw * 2 / sum).magnitude < 1e-6) }
  }

  /// Depression and facilitation: the inputs that a train delivers, against the recursion in double precision.
  @Test(arguments: [(0.5, 0.0, 800.0), (0.05, 1000.0, 130.0), (0.2, 500.0, 0.0)])
  func shortTerm(_ fraction: Double, _ facilitation: Double, _ recovery: Double) throws {
    var neuron = LeakyNeuron(), resources = ShortTerm()
    neuron.threshold = 100
    neuron.receptors = [Receptor(decay: 0.1)]
    (resources.fraction, resources.facilitation, resources.recovery) = (fraction, facilitation, recovery)
    let times: [Int64] = [10, 60, 110, 160, 400, 1000, 9000]
    var network = try SpikingNetwork(
      step: 0.1,
      populations: [
        Population("before", 1, .given(times.map { Spike(step: $0, neuron: 0) })), Population("n", 1, .leaky(neuron)),
      ],
      pathways: [
        Pathway(
          "path", from: Members(0), to: Members(1), receptor: 0, delay: 0, .list([Synapse(0, 0)]), weights: .common(2),
          shortTerm: resources)
      ], stream: NeuronTests.stream)
    var u = 0.0, x = 1.0, before: Int64 = 1
    for t in times {
      network.advance(steps: Int(t + 2 - network.steps))
      let passed = 0.1 * Double(t + 1 - before)
      u = facilitation > 0 ? u * Elementary.exp(-passed / facilitation) : 0
      x = recovery > 0 ? 1 - (1 - x) * Elementary.exp(-passed / recovery) : 1
      u += fraction * (1 - u)
      // Seen after the decay of one step, and what is left of the spikes before.
      let delivered = Double(network.inputs(of: 1, receptor: 0)[0]) * Elementary.exp(1)
      #expect((delivered - 2 * u * x).magnitude < 1e-5, "at \(t)")
      x -= u * x
      before = t + 1
    }
  }
}
