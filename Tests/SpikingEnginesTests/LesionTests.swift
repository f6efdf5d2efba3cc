import NetworkModels
import SpikingEngines
import Testing

/// Silent populations, cut pathways and rates that change, between calls.
struct LesionTests {
  private static func neurons(_ kind: Int) -> Neuron {
    var leaky = LeakyNeuron(), adaptive = AdaptiveNeuron()
    leaky.refractory = 3
    (adaptive.drive, adaptive.refractory) = (900, 2)
    switch kind {
    case 0: return .leaky(leaky)
    case 1: return .adaptive(adaptive)
    case 2: return .poisson(rates: [200])
    default: return .given((0..<400).map { Spike(step: Int64($0 * 100), neuron: 0) })
    }
  }

  private static func count(_ network: inout SpikingNetwork, _ steps: Int) -> Int {
    var found = 0
    network.advance(steps: steps, recording: [0]) { found += $0.spikes.count }
    return found
  }

  /// No spike while it is silent, as many as ever afterwards; those that are given meanwhile are lost.
  @Test(arguments: 0..<4) func silence(_ kind: Int) throws {
    var network = try SpikingNetwork(
      step: 0.1, populations: [Population("n", 5, Self.neurons(kind))], pathways: [], stream: NeuronTests.stream)
    let before = Self.count(&network, 10_000)
    network.setSilent(true, 0)
    #expect(Self.count(&network, 10_000) == 0)
    #expect(network.potentials(of: 0).allSatisfy { $0.isFinite && $0.magnitude < 1000 })
    network.setSilent(false, 0)
    let after = Self.count(&network, 10_000)
    #expect(before > 50 && (Double(after) / Double(before) - 1).magnitude < 0.3, "\(before), \(after)")
  }

  @Test func ratesChange() throws {
    var network = try SpikingNetwork(
      step: 0.1, populations: [Population("n", 2, .poisson(rates: [0]))], pathways: [], stream: NeuronTests.stream)
    #expect(Self.count(&network, 100_000) == 0 && network.computedSteps == 0)
    try network.setRates(of: 0, [0, 100])
    var counts = [0, 0]
    network.advance(steps: 100_000, recording: [0]) { for spike in $0.spikes { counts[Int(spike.neuron)] += 1 } }
    // 100 Hz for 10 s: 1,000, with SD 32.
    #expect(counts[0] == 0 && abs(counts[1] - 1000) < 130, "\(counts)")
    #expect(throws: SpikingError.self) { try network.setRates(of: 0, [1, 2, 3]) }
    #expect(throws: SpikingError.self) { try network.setRates(of: 0, [-1]) }
  }

  /// What arrives is multiplied, whatever kind the pathway is of; at 0 nothing is learnt.
  @Test(arguments: 0..<4) func transmission(_ kind: Int) throws {
    var neuron = LeakyNeuron()
    (neuron.resting, neuron.receptors) = (-60, [Receptor(decay: 5)])
    var path = Pathway(
      "p", from: Members(0), to: Members(1), receptor: 0, delay: 0, .list([Synapse(0, 0)]), weights: .common(2))
    if kind == 1 { path.weights = .listed(times: 2) }
    if kind == 2 { path.shortTerm = ShortTerm() }
    if kind == 3 { path.plasticity = .orchestrated(OrchestratedPlasticity()) }
    func run(_ factor: Double) throws -> (input: Float, weight: Float) {
      var network = try SpikingNetwork(
        step: 0.1, populations: [Population("s", 1, .given([Spike(step: 3, neuron: 0)])), Population("n", 1, .leaky(neuron))],
        pathways: [path], stream: NeuronTests.stream)
      network.setTransmission(of: 0, factor)
      #expect(network.transmission(of: 0) == factor)
      network.advance(steps: 6)
      return (network.inputs(of: 1, receptor: 0)[0], network.weights(of: 0)[0])
    }
    let whole = try run(1), half = try run(0.5), none = try run(0)
    #expect(whole.input > 0.5 && half.input == whole.input / 2 && none.input == 0)
    #expect(kind != 3 || (whole.weight > 2 && half.weight == whole.weight && none.weight == 2))
  }
}
