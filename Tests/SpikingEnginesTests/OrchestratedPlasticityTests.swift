import NetworkModels
import NumericalMethods
import SpikingEngines
import Testing

/// The orchestrated rule against its equations, from given spikes, and against what follows from them by hand.
struct OrchestratedPlasticityTests {
  /// Neurons 0 to n − 1 of spikes that are given, with a synapse for each pair listed.
  private func network(
    _ rule: OrchestratedPlasticity, _ trains: [[Int64]], _ synapses: [Synapse], bounds: ClosedRange<Double> = -1000...1000
  ) throws -> SpikingNetwork {
    let spikes = trains.enumerated().flatMap { neuron, train in train.map { Spike(step: $0, neuron: Int32(neuron)) } }
      .sorted { ($0.step, $0.neuron) < ($1.step, $1.neuron) }
    return try SpikingNetwork(
      step: 0.1, populations: [Population("n", trains.count, .given(spikes))],
      pathways: [
        Pathway(
          "p", from: Members(0), to: Members(0), receptor: 0, delay: 0, .list(synapses), weights: .listed(),
          plasticity: .orchestrated(rule), bounds: bounds)
      ], stream: NeuronTests.stream)
  }

  /// The equations in double precision, step by step, for one synapse.
  private func twin(
    _ rule: OrchestratedPlasticity, arrivals: Set<Int64>, spikes: Set<Int64>, steps: Int64, weight: Double
  ) -> (weight: Double, reference: Double) {
    let step = 0.1
    func kept(_ time: Double) -> Double { Elementary.exp(-step / time) }
    var w = weight, r = weight, pre = 0.0, fast = 0.0, slow = 0.0, rate = rule.target
    for now in 0..<steps {
      // A spike arrives in the step after the one at whose end it left.
      if arrivals.contains(now - 1) {
        let depression =
          rule.potentiationTime / 1000 * rule.slowSpikeTime / rule.depressionTime * rate * rate / rule.target * fast
        w -= rule.rate * (depression - rule.transmitter)
        pre += 1
      }
      pre *= kept(rule.potentiationTime)
      fast *= kept(rule.depressionTime)
      slow *= kept(rule.slowSpikeTime)
      rate *= kept(rule.averagingTime)
      if (now + 1) % 1000 == 0 {
        let wells = (rule.lowState - r) * (rule.barrier - r) * (rule.highState - r)
        r += 100 / rule.consolidationTime * ((w - r) + rule.depth * wells)
      }
      if spikes.contains(now) {
        w += rule.rate * pre * slow - min(1, rule.rate * rule.heterosynaptic * fast * fast * fast) * (w - r)
        fast += 1
        slow += 1
        rate += 1000 / rule.averagingTime
      }
    }
    return (w, r)
  }

  /// Long random trains: every term counts, and traces that are rescaled now and then lose nothing.
  @Test(arguments: 0..<4) func equations(_ number: Int) throws {
    var random = RandomStream(seed: 5, subject: number, purpose: Purpose(.test))
    func train(_ gap: Int) -> [Int64] {
      var times: [Int64] = [], t = Int64(random.below(gap))
      while t < 300_000 {
        times.append(t)
        t += 1 + Int64(random.below(gap))
      }
      return times
    }
    var rule = OrchestratedPlasticity()
    (rule.rate, rule.averagingTime, rule.consolidationTime) = (0.01, 3000, 10_000)
    if number == 1 { rule.heterosynaptic = 0 }
    if number == 2 { (rule.depth, rule.slowSpikeTime, rule.depressionTime) = (20, 60, 35) }
    // Spikes so dense that the pull is bounded.
    let before = train(900), after = train(number == 3 ? 60 : 900)
    var network = try network(rule, [before, after], [Synapse(0, 1, 0.3)])
    network.advance(steps: 300_000)
    let exact = twin(rule, arrivals: Set(before), spikes: Set(after), steps: 300_000, weight: 0.3)
    let found = (network.weights(of: 0)[0], try #require(network.references(of: 0))[0])
    #expect((Double(found.0) - exact.weight).magnitude < 2e-4 * max(1, exact.weight.magnitude), "\(found), \(exact)")
    #expect((Double(found.1) - exact.reference).magnitude < 2e-4 * max(1, exact.reference.magnitude), "\(found), \(exact)")
    #expect((exact.weight - 0.3).magnitude > 0.01)
  }

  /// By hand: an arrival alone adds rate · transmitter; a spike alone, with no spike before it, changes nothing.
  @Test func singleSpikes() throws {
    var rule = OrchestratedPlasticity()
    rule.rate = 0.5
    var network = try network(rule, [[10], []], [Synapse(0, 1, 0.2)])
    network.advance(steps: 500)
    #expect((network.weights(of: 0)[0] - 0.21).magnitude < 1e-6)
    network = try self.network(rule, [[], [10]], [Synapse(0, 1, 0.2)])
    network.advance(steps: 500)
    #expect(network.weights(of: 0)[0] == 0.2)
  }

  /// By hand: independent trains at the target, at which the neuron has long fired, neither strengthen nor weaken; at twice the rate, not
  /// yet seen by the mean, they strengthen; where the mean has been twice the target and the rate is the target, they weaken.
  @Test func balance() throws {
    var random = RandomStream(seed: 9, subject: 1, purpose: Purpose(.test))
    func trains(_ rate: Double) -> [[Int64]] {
      (0..<60).map { _ in (0..<400_000).filter { _ in random.uniform() < rate * 1e-4 } }
    }
    let synapses = (0..<Int32(60)).flatMap { i in (0..<Int32(60)).compactMap { i == $0 ? nil : Synapse(i, $0, 0) } }
    func drift(_ rate: Double, average: Double) throws -> Double {
      var rule = OrchestratedPlasticity()
      // The mean rate begins at the target and stays; the balance goes by the square of the mean over the target.
      (rule.target, rule.averagingTime, rule.rate) = (average, 1e8, 1)
      (rule.heterosynaptic, rule.transmitter) = (0, 0)
      var network = try network(rule, trains(rate), synapses)
      network.advance(steps: 400_000)
      let weights = network.weights(of: 0)
      return weights.reduce(0) { $0 + Double($1) } / Double(weights.count)
    }
    // Potentiation of 40 s at 10 Hz: rate³ · .02 · .1 · 40 = 80.
    #expect(try drift(10, average: 10).magnitude < 6)
    #expect(try drift(20, average: 10) > 200)
    #expect(try drift(5, average: 10) < -6)
  }

  /// By hand, while weight and reference are alike at each bringing up to date: references below the barrier fall to the low state, above it
  /// rise to the high one. Spikes that come often enough pull the weight along.
  @Test func states() throws {
    var rule = OrchestratedPlasticity()
    (rule.depth, rule.consolidationTime, rule.rate, rule.heterosynaptic) = (20, 10_000, 1e-6, 1e9)
    rule.transmitter = 0
    let spikes = (0..<12_000).map { Int64($0 * 50) }
    var network = try network(
      rule, [[], spikes], [Synapse(0, 1, 0.2), Synapse(0, 1, 0.3), Synapse(0, 1, 0.5), Synapse(0, 1, 1)])
    network.advance(steps: 600_000)
    for (found, state) in zip(try #require(network.references(of: 0)), [0, 0.5, 0.5, 0.5]) {
      #expect((found - Float(state)).magnitude < 1e-3, "\(found), not \(state)")
    }
    for (w, state) in zip(network.weights(of: 0), [0, 0.5, 0.5, 0.5]) { #expect((w - Float(state)).magnitude < 1e-3) }
  }

  /// Mean rates survive a pause of learning.
  @Test func pauses() throws {
    var rule = OrchestratedPlasticity()
    (rule.rate, rule.averagingTime) = (0.1, 1000)
    let dense = (0..<2000).map { Int64($0 * 10) }
    func weight(_ dense: [Int64], pausing: Bool) throws -> Float {
      var network = try network(rule, [[25_000], dense + [24_995]], [Synapse(0, 1, 0.2)])
      network.advance(steps: 20_000)
      if pausing { network.isLearning = false }
      network.isLearning = true
      network.advance(steps: 6000)
      return network.weights(of: 0)[0]
    }
    // After 2 s at 1 kHz the mean rate is far above the target, with or without the pause: the arrival weakens.
    let whole = try weight(dense, pausing: false), paused = try weight(dense, pausing: true),
      fresh = try weight([], pausing: true)
    #expect(whole < -1 && paused < -1 && fresh > -1, "\(whole), \(paused), \(fresh)")
  }

  @Test func mistakes() {
    func isRefused(_ change: (inout OrchestratedPlasticity) -> Void) -> Bool {
      var rule = OrchestratedPlasticity()
      change(&rule)
      do { _ = try network(rule, [[], []], [Synapse(0, 1)]) } catch { return true }
      return false
    }
    #expect(!isRefused { _ in })
    #expect(isRefused { $0.averagingTime = 0 })
    #expect(isRefused { $0.consolidationTime = .nan })
    #expect(isRefused { $0.depth = 1e7 })
    #expect(isRefused { $0.target = 0 })
  }
}
