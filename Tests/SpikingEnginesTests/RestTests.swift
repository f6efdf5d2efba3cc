import CKernels
import NetworkModels
import NumericalMethods
import SpikingEngines
import Testing

/// Networks at rest: the same bytes as when each step is computed, and hardly any step computed.
struct RestTests {
  enum Kind: String, CaseIterable { case currents, rising, conductances, adaptive, plastic, shortTerm, orchestrated }

  /// Bursts of 30 of 40 sources at these steps, 20 ms long.
  static let bursts: [Int64] = [0, 20_000, 50_000, 50_300, 140_000]

  static func network(
    _ kind: Kind, neurons: Int = 300, bursts: [Int64] = bursts, seed: UInt64 = 5,
    kernels: UnsafePointer<engram_spiking_kernels> = engram_spiking_selected()
  ) throws -> SpikingNetwork {
    var leaky = LeakyNeuron(), adaptive = AdaptiveNeuron()
    (leaky.resting, leaky.membraneTime) = (-60, 10)
    if kind == .conductances { leaky.synapses = .conductances }
    if kind == .rising { leaky.receptors[0].rise = 2 }
    adaptive.refractory = 2
    let neuron = kind == .adaptive ? Neuron.adaptive(adaptive) : .leaky(leaky)
    var spikes: [Spike] = []
    for start in bursts {
      for k in 0..<60 { spikes.append(Spike(step: start + Int64(7 * (k / 3)), neuron: Int32(k % 3 * 10 + k / 3 % 10))) }
    }
    let strong = kind == .conductances ? 0.3 : kind == .adaptive ? 20.0 : 5
    var input = Pathway(
      "input", from: Members(0), to: Members(1), receptor: 0, delay: 0.5, .probability(0.2), weights: .common(strong))
    var within = Pathway(
      "within", from: Members(1), to: Members(1), receptor: 0, delay: 1.5, .probability(0.05), weights: .common(strong * 0.2))
    if kind == .plastic {
      within.plasticity = .triplet(TripletSTDP())
      within.bounds = 0...4
      var rule = InhibitoryPlasticity()
      rule.rate = 0.1
      input.plasticity = .inhibitory(rule)
      input.bounds = 1...20
    }
    if kind == .orchestrated {
      var rule = OrchestratedPlasticity()
      (rule.rate, rule.averagingTime, rule.consolidationTime) = (0.02, 500, 10_000)
      (rule.barrier, rule.highState) = (1, 2)
      within.plasticity = .orchestrated(rule)
      within.bounds = 0...4
    }
    if kind == .shortTerm { within.shortTerm = ShortTerm() }
    return try SpikingNetwork(
      step: 0.1, populations: [Population("source", 40, .given(spikes)), Population("n", neurons, neuron)],
      pathways: [input, within], stream: StreamKey(seed: seed, subject: 2, purpose: Purpose(.brain)), kernels: kernels)
  }

  struct Run: Equatable {
    var spikes: [[Spike]] = [[], []]
    var potentials: [Double] = []
    var floats: [[UInt32]] = []
    var computed: Int64 = 0

    static func == (a: Run, b: Run) -> Bool { (a.spikes, a.potentials, a.floats) == (b.spikes, b.potentials, b.floats) }
  }

  static func run(
    _ start: SpikingNetwork, _ pieces: [Int], passing: Bool = true, chunk: Int = 65_536,
    kernels: UnsafePointer<engram_spiking_kernels> = engram_spiking_selected()
  ) -> Run {
    var network = start, run = Run()
    network.passesOverSilence = passing
    for piece in pieces {
      network.advance(steps: piece, recording: [0, 1], chunk: chunk, kernels: kernels) {
        run.spikes[$0.population] += $0.spikes
      }
    }
    run.potentials = network.potentials(of: 1)
    run.floats = [
      network.adaptation(of: 1), network.inputs(of: 1, receptor: 0), network.inputs(of: 1, receptor: 1), network.weights(of: 0),
      network.weights(of: 1), network.references(of: 1) ?? [],
    ].map { $0.map(\.bitPattern) }
    run.computed = network.computedSteps
    return run
  }

  /// Goes on and returns the spikes of all populations.
  static func all(_ network: inout SpikingNetwork, _ steps: Int) -> [Spike] {
    var spikes: [Spike] = []
    network.advance(steps: steps, recording: Array(0..<network.populationCount)) { spikes += $0.spikes }
    return spikes
  }

  @Test(arguments: Kind.allCases) func sameBytes(_ kind: Kind) throws {
    let start = try Self.network(kind), steps = 200_000, stepwise = Self.run(start, [steps], passing: false)
    #expect(stepwise.computed == Int64(steps))
    #expect(stepwise.spikes[0].count == 300 && stepwise.spikes[1].count > 500)
    let passing = Self.run(start, [steps])
    #expect(passing == stepwise)
    // AdEx neurons adapt for seconds; the others are at rest within half a second.
    #expect(passing.computed < (kind == .adaptive ? 150_000 : 25_000), "\(passing.computed)")
    // Whatever the pieces, and silence goes on where a piece ends.
    let pieces = Self.run(start, [1, 19_998, 2, 30_001] + [Int](repeating: 37, count: 3000) + [38_998], chunk: 1)
    #expect(pieces == stepwise && pieces.computed < passing.computed + 2000, "\(pieces.computed)")
    for name in KernelTwins.variants {
      let kernels = try #require(engram_spiking_named(name))
      #expect(Self.run(try Self.network(kind, kernels: kernels), [steps], kernels: kernels) == stepwise)
    }
  }

  /// Chance is never passed over; rates of 0 are none.
  @Test func chance() throws {
    func computed(_ population: Population) throws -> Int64 {
      var network = try SpikingNetwork(step: 0.1, populations: [population], pathways: [], stream: NeuronTests.stream)
      network.advance(steps: 30_000)
      return network.computedSteps
    }
    var neuron = LeakyNeuron()
    (neuron.resting, neuron.membraneTime) = (-60, 10)
    func background(_ rate: Double) -> [PoissonBackground] { [PoissonBackground(receptor: 0, rate: rate, weight: 0.1)] }
    #expect(try computed(Population("n", 10, .leaky(neuron), noise: 0.1)) == 30_000)
    #expect(try computed(Population("n", 10, .leaky(neuron), poisson: background(1))) == 30_000)
    #expect(try computed(Population("n", 10, .poisson(rates: [1]))) == 30_000)
    #expect(try computed(Population("n", 10, .leaky(neuron), poisson: background(0))) < 100)
    #expect(try computed(Population("n", 10, .poisson(rates: [0]))) == 0)
    // Driven neurons that fire; driven ones that stay below threshold.
    neuron.drive = 12
    #expect(try computed(Population("n", 10, .leaky(neuron))) == 30_000)
    neuron.drive = 9
    #expect(try computed(Population("n", 10, .leaky(neuron))) < 4000)
  }

  /// What is set from outside during silence takes effect at once.
  @Test func changesDuringSilence() throws {
    let start = try Self.network(.currents, bursts: [0])
    func run(_ passing: Bool) throws -> [[Double]] {
      var network = start, found: [[Double]] = []
      network.passesOverSilence = passing
      network.advance(steps: 100_003)
      network.setPotentials(of: 1, [-55])
      network.advance(steps: 5)
      found.append(network.potentials(of: 1))
      network.advance(steps: 100_000)
      try network.setDrive(of: 1, (0..<300).map { Float($0) / 30 })
      network.advance(steps: 10)
      found.append(network.potentials(of: 1))
      network.advance(steps: 100_000)
      network.setInputs(of: 1, receptor: 1, [Float](repeating: -3, count: 300))
      network.advance(steps: 20)
      found.append(network.potentials(of: 1))
      if passing { #expect(network.computedSteps < 30_000, "\(network.computedSteps)") }
      return found
    }
    let found = try run(true)
    #expect(try run(false) == found)
    #expect(found[0][0] > -56 && found[0][0] < -55 && found[1][299] > -59.5 && found[2][0] < -60)
  }

  @Test(arguments: KernelTwins.variants) func settling(_ variant: String) throws {
    let kernels = try #require(engram_spiking_named(variant)).pointee
    let cells = KernelTwins.Cells(128, receptors: 2, rises: true, driven: false, model: Int32(ENGRAM_ADEX), refractory: 1)
    let edge: Float = 0x1p-20, small: Float = 0x1p-30
    for (memory, edge) in [(cells.v, edge), (cells.w, edge), (cells.g[0], small), (cells.g[1], small), (cells.rise[0], small)] {
      let values = [edge, edge.nextDown, -edge, -edge.nextDown, 0, -0.0, .nan, 1e-38, .infinity, -3]
      for i in 0..<128 { memory.base[i] = values[i % 10] }
      kernels.settle(cells.population, 64, 128)
      for i in 0..<128 {
        let value = values[i % 10], expected = i >= 64 && value.magnitude < edge ? 0 : value
        #expect(memory.base[i].bitPattern == expected.bitPattern)
      }
    }
  }
}
