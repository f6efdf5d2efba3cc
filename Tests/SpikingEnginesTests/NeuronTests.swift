import NetworkModels
import NumericalMethods
import SpikingEngines
import Testing

/// Single neurons against closed forms.
struct NeuronTests {
  static let stream = StreamKey(seed: 5, subject: 2, purpose: Purpose(.brain))

  /// A neuron that cannot spike, one spike from outside at step 9, arriving at the beginning of step 10 + delay.
  private func listener(_ neuron: Neuron, step: Double, weight: Double, delay: Double = 0, receptor: Int = 0) throws
    -> SpikingNetwork
  {
    try SpikingNetwork(
      step: step,
      populations: [Population("source", 1, .given([Spike(step: 9, neuron: 0)])), Population("neuron", 1, neuron)],
      pathways: [
        Pathway(
          "path", from: Members(0), to: Members(1), receptor: receptor, delay: delay, .list([Synapse(0, 0)]),
          weights: .common(weight))
      ], stream: Self.stream)
  }

  @Test func membraneDecays() throws {
    var neuron = LeakyNeuron()
    neuron.threshold = 100
    var network = try SpikingNetwork(
      step: 0.1, populations: [Population("n", 3, .leaky(neuron))], pathways: [], stream: Self.stream)
    network.setPotentials(of: 0, [-50, -48, -60])
    for step in 1...2000 {
      network.advance(steps: 1)
      for (v, from) in zip(network.potentials(of: 0), [-1.0, 1, -11]) {
        let exact = from * Elementary.exp(-0.1 * Double(step) / 20)
        #expect((v + 49 - exact).magnitude < 1e-6 * from.magnitude)
      }
    }
  }

  /// Responses to one spike, jumping and rising, at several steps: exact at all of them.
  @Test(arguments: [0.05, 0.1, 1.0], [0.0, 0.5, 5.0]) func postsynapticPotential(_ step: Double, _ rise: Double) throws {
    var neuron = LeakyNeuron()
    neuron.threshold = 100
    // Time constants that are equal are no exception.
    neuron.receptors = [Receptor(rise: rise, decay: 5), Receptor(rise: 0, decay: 20)]
    for (receptor, decay) in [(0, 5.0), (1, 20.0)] {
      let rise = receptor == 0 ? rise : 0
      var network = try listener(.leaky(neuron), step: step, weight: 1, delay: 3 * step, receptor: receptor)
      network.setPotentials(of: 1, [-49])
      network.advance(steps: 13)
      #expect(network.potentials(of: 1)[0] == -49)
      for n in 1...600 {
        network.advance(steps: 1)
        let t = Double(n) * step, e = Elementary.exp
        // By fine quadrature of the convolution: Simpson's rule on the closed form of the input.
        func input(_ s: Double) -> Double {
          if rise == 0 { return e(-s / decay) }
          if rise == decay { return s / decay * e(1 - s / decay) }
          let peak = Elementary.log(decay / rise) * decay * rise / (decay - rise)
          return (e(-s / decay) - e(-s / rise)) / (e(-peak / decay) - e(-peak / rise))
        }
        #expect((Double(network.inputs(of: 1, receptor: receptor)[0]) - input(t)).magnitude < 1e-6)
        guard n % 50 == 1 else { continue }
        let parts = 2000, h = t / Double(parts)
        var sum = 0.0
        for i in 0...parts {
          let s = Double(i) * h, weight = i == 0 || i == parts ? 1.0 : i % 2 == 1 ? 4 : 2
          sum += weight * input(s) * e(-(t - s) / 20) / 20
        }
        #expect((network.potentials(of: 1)[0] + 49 - sum * h / 3).magnitude < 1e-6)
      }
    }
  }

  /// Intervals of a driven neuron: τ log((u − reset)/(u − threshold)) on the grid, behind the refractory time.
  @Test(arguments: [0.2, 0.1, 0.05, 0.025]) func rateOfDrivenNeuron(_ step: Double) throws {
    let drives = [15.5, 16, 18, 21, 25, 30, 40.0]
    let populations = drives.map { drive in
      var neuron = LeakyNeuron()
      (neuron.resting, neuron.reset, neuron.threshold, neuron.drive) = (-65, -65, -50, drive)
      return Population("\(drive)", 1, .leaky(neuron))
    }
    var network = try SpikingNetwork(step: step, populations: populations, pathways: [], stream: Self.stream)
    var last: [Int: Int64] = [:], intervals: [Int: Set<Int64>] = [:]
    network.advance(steps: Int(2000 / step), recording: Array(drives.indices)) {
      for spike in $0.spikes {
        if let before = last[$0.population] { intervals[$0.population, default: []].insert(spike.step - before) }
        last[$0.population] = spike.step
      }
    }
    for (i, drive) in drives.enumerated() {
      let exact = 20 * Elementary.log(drive / (drive - 15)),
        steps = Int64((exact / step).rounded(.up)) + Int64((5 / step).rounded())
      #expect(intervals[i] == [steps], "drive \(drive)")
      // The error of the interval is less than a step, so of first order, with constant 1.
      #expect(Double(steps) * step - (exact + 5) < step && Double(steps) * step >= exact + 5 - 1e-9)
    }
  }

  /// A neuron's own drive does what the common one does.
  @Test func ownDrive() throws {
    var neuron = LeakyNeuron()
    (neuron.resting, neuron.threshold) = (-65, 100)
    for synapses in [LeakyNeuron.Synapses.currents, .conductances] {
      neuron.synapses = synapses
      var other = neuron
      other.drive = 10
      var network = try SpikingNetwork(
        step: 0.1, populations: [Population("own", 70, .leaky(neuron)), Population("common", 1, .leaky(other))], pathways: [],
        stream: Self.stream)
      try network.setDrive(of: 0, (0..<70).map { $0 == 66 ? 10 : 0 })
      network.setPotentials(of: 0, [Double](repeating: -65, count: 70))
      network.setPotentials(of: 1, [-65])
      network.advance(steps: 200)
      let own = network.potentials(of: 0)
      #expect((own[66] - network.potentials(of: 1)[0]).magnitude < 2e-5 && own[66] > -60 && own[65] == -65 && own[67] == -65)
    }
  }

  /// Errors of a scheme against a far finer step, at halved steps.
  private func errors(_ steps: [Double], _ run: (Double) throws -> Double) rethrows -> [Double] {
    let exact = try run(1.0 / 1024)
    return try steps.map { (try run($0) - exact).magnitude }
  }

  @Test func conductancesConvergeInFirstOrder() throws {
    var neuron = LeakyNeuron()
    neuron.synapses = .conductances
    (neuron.resting, neuron.threshold) = (-60, 100)
    let found = try errors([1, 0.5, 0.25, 0.125]) { step in
      var network = try SpikingNetwork(
        step: step, populations: [Population("n", 1, .leaky(neuron))], pathways: [], stream: Self.stream)
      network.setPotentials(of: 0, [-60])
      network.setInputs(of: 0, receptor: 0, [1])
      network.setInputs(of: 0, receptor: 1, [2])
      network.advance(steps: Int(20 / step))
      return network.potentials(of: 0)[0]
    }
    for (a, b) in zip(found, found.dropFirst()) { #expect((1.8...2.3).contains(a / b), "\(found)") }
  }

  @Test func adaptiveNeuronConvergesInSecondOrder() throws {
    var neuron = AdaptiveNeuron()
    neuron.drive = 400
    let found = try errors([2, 1, 0.5, 0.25]) { step in
      var network = try SpikingNetwork(
        step: step, populations: [Population("n", 1, .adaptive(neuron))], pathways: [], stream: Self.stream)
      network.setInputs(of: 0, receptor: 0, [4])
      network.setInputs(of: 0, receptor: 1, [3])
      network.advance(steps: Int(16 / step))
      return network.potentials(of: 0)[0]
    }
    for (a, b) in zip(found, found.dropFirst()) { #expect((3.3...5.0).contains(a / b), "\(found)") }
  }

  /// Sub-steps are steps: the same order from them, and spike times that come nearer the fine ones.
  @Test func adaptiveSpikeTimesConverge() throws {
    func times(_ step: Double, _ substeps: Int) throws -> [Double] {
      var neuron = AdaptiveNeuron()
      (neuron.drive, neuron.substeps) = (1000, substeps)
      var network = try SpikingNetwork(
        step: step, populations: [Population("n", 1, .adaptive(neuron))], pathways: [], stream: Self.stream)
      var times: [Double] = []
      network.advance(steps: Int(300 / step), recording: [0]) { times += $0.spikes.map { Double($0.step + 1) * step } }
      return times
    }
    let exact = try times(1.0 / 512, 1)
    #expect(exact.count > 5)
    for (step, substeps) in [(0.25, 1), (0.125, 1), (0.125, 4), (0.0625, 2)] {
      let found = try times(step, substeps)
      #expect(abs(found.count - exact.count) <= 1)
      // Each interval is rounded up to the grid.
      for (i, (a, b)) in zip(found, exact).enumerated() { #expect((a - b).magnitude < 1.2 * step * Double(i + 1)) }
    }
  }

  /// After a spike the potential stays at the reset for exactly the refractory time.
  @Test func refractoriness() throws {
    for adaptive in [false, true] {
      var leaky = LeakyNeuron(), exponential = AdaptiveNeuron()
      (leaky.drive, leaky.refractory) = (30, 2)
      (exponential.drive, exponential.refractory) = (1500, 2)
      var network = try SpikingNetwork(
        step: 0.1, populations: [Population("n", 1, adaptive ? .adaptive(exponential) : .leaky(leaky))], pathways: [],
        stream: Self.stream)
      var spiked: Int64?
      while spiked == nil, network.steps < 10_000 { network.advance(steps: 1, recording: [0]) { spiked = $0.spikes[0].step } }
      let reset = adaptive ? exponential.reset : leaky.reset
      for _ in 0..<20 {
        #expect(network.potentials(of: 0)[0] == reset)
        network.advance(steps: 1)
      }
      #expect(network.potentials(of: 0)[0] == reset)
      network.advance(steps: 1)
      #expect(network.potentials(of: 0)[0] > reset)
    }
  }

  /// Poisson background: mean and variance of a leaky neuron's input; white noise: those of its potential (5 standard errors).
  @Test func background() throws {
    var neuron = LeakyNeuron()
    neuron.threshold = 1000
    let n = 2000
    var network = try SpikingNetwork(
      step: 0.1,
      populations: [
        Population("poisson", n, .leaky(neuron), poisson: [PoissonBackground(receptor: 0, rate: 800, weight: 0.5)]),
        Population("noise", n, .leaky(neuron), noise: 3), Population("source", n, .poisson(rates: [40])),
      ], pathways: [], stream: Self.stream)
    var spikes = 0
    network.advance(steps: 2000, recording: [2]) { spikes += $0.spikes.count }
    func moments(_ values: [Double]) -> (Double, Double) {
      let mean = values.reduce(0, +) / Double(n)
      return (mean, values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(n - 1))
    }
    // Shot noise seen after the decay of a step: mean ν w Σ q^k, variance ν w² Σ q^2k.
    let q = Elementary.exp(-0.02), nu = 0.08, expected = nu * 0.5 * q / (1 - q), variance = nu * 0.25 * q * q / (1 - q * q)
    let (mean, spread) = moments(network.inputs(of: 0, receptor: 0).map { Double($0) })
    #expect((mean - expected).magnitude < 5 * (variance / Double(n)).squareRoot())
    #expect((spread / variance - 1).magnitude < 5 * (3 / Double(n)).squareRoot())
    let (middle, width) = moments(network.potentials(of: 1))
    #expect((middle + 49).magnitude < 5 * 3 / Double(n).squareRoot() + 11 * Elementary.exp(-10))
    // The potential is seen after its decay in the step: less by that factor.
    #expect((width / (9 * Elementary.exp(-0.01)) - 1).magnitude < 5 * (2 / Double(n)).squareRoot())
    let count = Double(n) * 2000 * (1 - Elementary.exp(-0.004))
    #expect((Double(spikes) - count).magnitude < 5 * count.squareRoot())
  }
}
