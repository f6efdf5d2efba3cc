import CKernels
import NetworkModels
import NumericalMethods
import SpikingEngines
import Testing

/// Whole networks: published statistics, and the same bytes however they are run.
struct NetworkTests {
  enum Kind: String, CaseIterable { case currents, conductances, adaptive, plastic }

  /// A network in the style of Vogels and Abbott.
  static func network(
    _ kind: Kind, neurons n: Int = 4000, synapses k: Double = 80, seed: UInt64 = 1, benchmark: Bool = false,
    kernels: UnsafePointer<engram_spiking_kernels> = engram_spiking_selected()
  ) throws -> SpikingNetwork {
    var leaky = LeakyNeuron()
    if kind == .conductances || kind == .plastic {
      leaky.synapses = .conductances
      (leaky.resting, leaky.drive) = (-60, 20)
    }
    var adaptive = AdaptiveNeuron()
    adaptive.drive = 600
    var weights = kind == .currents ? (1.62, -9.0) : kind == .adaptive ? (4, 20) : (0.4, 5.1)
    weights = (weights.0 * 80 / k, weights.1 * 80 / k)
    if benchmark { weights = (0.6, 6.7) }
    let neuron = kind == .adaptive ? Neuron.adaptive(adaptive) : .leaky(leaky), e = 0..<n * 4 / 5, i = n * 4 / 5..<n
    var excitation = Pathway(
      "e", from: Members(0, e), to: Members(0, kind == .plastic ? e : nil), receptor: 0, delay: 0.8,
      .probability(k / Double(n)), weights: .common(weights.0))
    var resources = ShortTerm()
    (resources.fraction, resources.recovery) = (0.9, 30)
    let inhibition = Pathway(
      "i", from: Members(0, i), to: Members(0), receptor: 1, delay: 0.8, .probability(k / Double(n)),
      weights: .common(weights.1), shortTerm: kind == .plastic ? resources : nil)
    var rule = TripletSTDP()
    (rule.pairPotentiation, rule.tripletPotentiation) = (0.005, 0.005)
    if kind == .plastic {
      excitation.plasticity = .triplet(rule)
      excitation.bounds = 0...4
      excitation.largestSum = 40
    }
    var population = Population("n", n, neuron)
    if kind == .plastic {
      population.noise = 0.5
      population.poisson = [PoissonBackground(receptor: 0, rate: 200, weight: 0.1)]
    }
    var network = try SpikingNetwork(
      step: 0.1, populations: [population], pathways: [excitation, inhibition],
      stream: StreamKey(seed: seed, subject: 1, purpose: Purpose(.brain)), kernels: kernels)
    if kind != .adaptive { network.scatterPotentials(of: 0, -60, -50) } else { network.scatterPotentials(of: 0, -70, -50) }
    return network
  }

  /// Rate (Hz) of neurons and coefficient of variation of their intervals, of those with at least so many spikes.
  private func statistics(
    _ network: inout SpikingNetwork, neurons: Int, seconds: Double, least: Int = 3
  ) -> (rate: Double, variation: Double) {
    var times = [[Int64]](repeating: [], count: neurons)
    network.advance(steps: Int(seconds * 10_000), recording: [0]) {
      for spike in $0.spikes { times[Int(spike.neuron)].append(spike.step) }
    }
    let counts = times.reduce(0) { $0 + $1.count }
    let variations = times.filter { $0.count >= least }.map { train in
      let intervals = zip(train.dropFirst(), train).map { Double($0 - $1) }
      let mean = intervals.reduce(0, +) / Double(intervals.count)
      let variance = intervals.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(intervals.count)
      return variance.squareRoot() / mean
    }
    return (Double(counts) / Double(neurons) / seconds, variations.reduce(0, +) / Double(max(variations.count, 1)))
  }

  /// Brette et al. 2007, benchmark 2: 5.2 to 6.3 Hz; coefficient of variation .54 in a second for neurons with three spikes or more. In
  /// three seconds, of neurons with six, Brian2 2.9 gives .65 (slow neurons are cut off less).
  @Test(arguments: [1, 2]) func currents(_ seed: UInt64) throws {
    var network = try Self.network(.currents, seed: seed)
    network.advance(steps: 1000)
    var longer = network
    let found = statistics(&network, neurons: 4000, seconds: 1)
    #expect((5.2...6.3).contains(found.rate) && (found.variation - 0.54).magnitude <= 0.05, "\(found)")
    let more = statistics(&longer, neurons: 4000, seconds: 3, least: 6)
    #expect((5.2...6.3).contains(more.rate) && (more.variation - 0.65).magnitude <= 0.05, "\(more)")
  }

  /// Benchmark 1 (weights 6 and 67 nS over a leak of 10 nS, no drive): of 6 starts with some conductance, those whose activity survives a
  /// second fire at 10 to 35 Hz, irregularly; without inhibition it is another network.
  @Test func conductances() throws {
    var rates: [Double] = []
    for seed in UInt64(1)...6 {
      var leaky = LeakyNeuron()
      (leaky.synapses, leaky.resting) = (.conductances, -60)
      func path(_ name: String, _ from: Range<Int>, _ receptor: Int, _ weight: Double) -> Pathway {
        Pathway(
          name, from: Members(0, from), to: Members(0), receptor: receptor, delay: 0.1, .probability(0.02),
          weights: .common(weight))
      }
      var network = try SpikingNetwork(
        step: 0.1, populations: [Population("n", 4000, .leaky(leaky))],
        pathways: [path("e", 0..<3200, 0, 0.6), path("i", 3200..<4000, 1, 6.7)],
        stream: StreamKey(seed: seed, subject: 1, purpose: Purpose(.brain)))
      network.scatterPotentials(of: 0, -60, -50)
      var random = RandomStream(seed: seed, subject: 1, purpose: Purpose(.test))
      network.setInputs(of: 0, receptor: 0, (0..<4000).map { _ in Float(max(0, 0.4 + 0.15 * random.normal())) })
      network.setInputs(of: 0, receptor: 1, (0..<4000).map { _ in Float(max(0, 2.0 + 1.2 * random.normal())) })
      network.advance(steps: 10_000)
      let found = statistics(&network, neurons: 4000, seconds: 0.5)
      if found.rate > 1 { rates.append(found.rate) }
    }
    #expect(!rates.isEmpty && rates.allSatisfy { (10...35).contains($0) }, "\(rates)")
    var driven = try Self.network(.conductances)
    driven.advance(steps: 1000)
    let found = statistics(&driven, neurons: 4000, seconds: 2)
    #expect((14...22).contains(found.rate), "\(found)")
  }

  private struct Run: Equatable {
    var spikes: [Spike] = []
    var potentials: [Double] = []
    var inputs: [[Float]] = []
    var weights: [Float] = []
  }

  private func run(
    _ network: inout SpikingNetwork, _ pieces: [Int], chunk: Int = 65_536,
    kernels: UnsafePointer<engram_spiking_kernels> = engram_spiking_selected()
  ) -> Run {
    var run = Run()
    for piece in pieces {
      network.advance(steps: piece, recording: [0], chunk: chunk, kernels: kernels) { run.spikes += $0.spikes }
    }
    run.potentials = network.potentials(of: 0)
    run.inputs = [network.inputs(of: 0, receptor: 0), network.inputs(of: 0, receptor: 1)]
    run.weights = network.weights(of: 0)
    return run
  }

  /// Repeated, in pieces, in small chunks, in a copy while the original goes on, and on every variant of the kernels.
  @Test(arguments: Kind.allCases) func sameBytes(_ kind: Kind) throws {
    var first = try Self.network(kind, neurons: 1000, synapses: 50)
    let start = first, expected = run(&first, [1500])
    #expect(expected.spikes.count > 500)
    var again = try Self.network(kind, neurons: 1000, synapses: 50), pieces = start
    #expect(run(&again, [1500]) == expected)
    #expect(run(&pieces, [1, 2, 700, 797], chunk: 1) == expected)
    // A checkpoint in the middle: the way on does not depend on what others did meanwhile.
    var half = start
    let before = run(&half, [600])
    let checkpoint = half
    var silent = half
    silent.advance(steps: 300)
    var resumed = checkpoint, onward = half
    let rest = run(&resumed, [900])
    #expect(
      before.spikes + rest.spikes == expected.spikes && rest.weights == expected.weights && rest.potentials == expected.potentials
    )
    #expect(run(&onward, [900]) == rest)
    for name in KernelTwins.variants {
      let kernels = try #require(engram_spiking_named(name))
      var other = try Self.network(kind, neurons: 1000, synapses: 50, kernels: kernels)
      #expect(run(&other, [1500], kernels: kernels) == expected, "\(name)")
    }
    if kind == .plastic {
      #expect(Set(expected.weights).count > 1000)
      var otherwise = checkpoint
      otherwise.stream = StreamKey(seed: 99, subject: 1, purpose: Purpose(.brain))
      #expect(run(&otherwise, [900]) != rest)
    }
  }

  /// A neuron without synapses does the same whoever its neighbours are.
  @Test func neighboursDoNotMatter() throws {
    var neuron = LeakyNeuron()
    (neuron.resting, neuron.refractory) = (-51, 1)
    func trains(_ count: Int) throws -> [Int32: [Int64]] {
      var network = try SpikingNetwork(
        step: 0.1, populations: [Population("n", count, .leaky(neuron))], pathways: [], stream: NeuronTests.stream)
      try network.setDrive(of: 0, (0..<count).map { 2 + 0.1 * Float($0 % 64) })
      var trains: [Int32: [Int64]] = [:]
      network.advance(steps: 3000, recording: [0]) { for s in $0.spikes { trains[s.neuron, default: []].append(s.step) } }
      return trains
    }
    let few = try trains(20), many = try trains(500)
    for i in Int32(0)..<20 {
      #expect(few[i] == many[i] && few[i] == many[i + 64 * 3] && (few[i]?.count ?? 0) > 5)
    }
  }

  /// Spikes arrive after their delay, where they should.
  @Test func delaysAndTargets() throws {
    var neuron = LeakyNeuron()
    neuron.threshold = 100
    for delay in [0, 1, 7, 40] {
      var network = try SpikingNetwork(
        step: 0.1,
        populations: [
          Population("s", 5, .given([Spike(step: 3, neuron: 2), Spike(step: 3, neuron: 4)])), Population("n", 9, .leaky(neuron)),
        ],
        pathways: [
          Pathway(
            "p", from: Members(0, 2..<5), to: Members(1, 3..<9), receptor: 0, delay: 0.1 * Double(delay),
            .list([Synapse(2, 3, 1), Synapse(2, 8, 2), Synapse(4, 8, 4), Synapse(3, 4, 9), Synapse(2, 3, 1)]), weights: .listed())
        ], stream: NeuronTests.stream)
      network.advance(steps: 4 + delay)
      #expect(network.inputs(of: 1, receptor: 0).allSatisfy { $0 == 0 })
      network.advance(steps: 1)
      let share = Elementary.exp(-0.02), found = network.inputs(of: 1, receptor: 0).map { Double($0) / share }
      for (a, b) in zip(found, [0, 0, 0, 2, 0, 0, 0, 0, 6] as [Double]) { #expect((a - b).magnitude < 1e-6) }
    }
  }

  /// Random wiring: as many synapses as expected (5 standard errors), ascending, none onto itself; the same rows beside other rows.
  @Test func wiring() throws {
    func network(_ n: Int, _ p: Double, itself: Bool) throws -> SpikingNetwork {
      try SpikingNetwork(
        step: 0.1, populations: [Population("n", n, .leaky(LeakyNeuron()))],
        pathways: [
          Pathway(
            "p", from: Members(0), to: Members(0), receptor: 0, delay: 1, .probability(p, reachesItself: itself),
            weights: .common(1))
        ], stream: NeuronTests.stream)
    }
    for (n, p) in [(1000, 0.1), (3000, 0.01), (500, 1), (2000, 0.0004), (100, 0)] as [(Int, Double)] {
      let synapses = try network(n, p, itself: false).synapses(of: 0), mean = Double(n) * Double(n - 1) * p
      #expect((Double(synapses.count) - mean).magnitude <= 5 * (mean * (1 - p)).squareRoot())
      #expect(synapses.allSatisfy { $0.source != $0.target })
      #expect(zip(synapses, synapses.dropFirst()).allSatisfy { ($0.source, $0.target) < ($1.source, $1.target) })
      if p == 1 { #expect(try network(n, p, itself: true).synapseCount(of: 0) == n * n) }
    }
  }

  /// At most 8 bytes for a static synapse and 16 for a plastic one, however large the population.
  @Test func memoryOfSynapses() throws {
    for (n, p) in [(4000, 0.02), (70_000, 0.001)] {
      for isPlastic in [false, true] {
        for weights in [InitialWeights.common(1), .uniform(0, 1)] {
          var path = Pathway(
            "p", from: Members(0), to: Members(0), receptor: 0, delay: 1, .probability(p), weights: weights)
          if isPlastic { path.plasticity = .pair(PairSTDP()) }
          let network = try SpikingNetwork(
            step: 0.1, populations: [Population("n", n, .leaky(LeakyNeuron()))], pathways: [path], stream: NeuronTests.stream)
          let each = Double(network.synapseBytes(of: 0)) / Double(network.synapseCount(of: 0))
          var most = n > 65_536 ? 4.2 : 2.2
          if isPlastic { most = n > 65_536 ? 16.3 : 12.3 } else if weights != .common(1) { most += 4 }
          #expect(each < most, "\(n) \(isPlastic) \(weights): \(each)")
        }
      }
    }
  }

  /// Mistakes are errors, not traps.
  @Test func mistakes() {
    let good = Population("n", 10, .leaky(LeakyNeuron()))
    var hot = LeakyNeuron()
    hot.reset = 0
    func path(_ change: (inout Pathway) -> Void) -> Pathway {
      var path = Pathway("p", from: Members(0), to: Members(0), receptor: 0, delay: 1, .probability(0.5), weights: .common(1))
      change(&path)
      return path
    }
    let cases: [(Double, [Population], [Pathway])] = [
      (0, [good], []), (.nan, [good], []), (1e-300, [good], []), (0.1, [Population("n", 0, .leaky(LeakyNeuron()))], []),
      (0.1, [Population("n", 3, .leaky(hot))], []), (0.1, [Population("n", 3, .poisson(rates: [1, 2]))], []),
      (0.1, [Population("n", 3, .given([Spike(step: 1, neuron: 3)]))], []),
      (0.1, [Population("n", 3, .given([Spike(step: 2, neuron: 0), Spike(step: 1, neuron: 0)]))], []),
      (0.1, [good], [path { $0.receptor = 2 }]), (0.1, [good], [path { $0.delay = -1 }]),
      (0.1, [good], [path { $0.delay = .nan }]),
      (0.1, [good], [path { $0.source = Members(1) }]), (0.1, [good], [path { $0.target = Members(0, 5..<11) }]),
      (0.1, [good], [path { $0.connectivity = .probability(1.5) }]), (0.1, [good], [path { $0.weights = .common(.nan) }]),
      (0.1, [good], [path { $0.weights = .listed() }]), (0.1, [good], [path { $0.connectivity = .list([Synapse(0, 10)]) }]),
    ]
    for (step, populations, pathways) in cases {
      #expect(throws: SpikingError.self) {
        try SpikingNetwork(step: step, populations: populations, pathways: pathways, stream: NeuronTests.stream)
      }
    }
  }
}
