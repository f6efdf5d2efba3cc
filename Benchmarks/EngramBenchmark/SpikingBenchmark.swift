import CKernels
import NetworkModels
import NumericalMethods
import SpikingEngines

/// The networks of Vogels and Abbott (Brette et al. 2007) at several sizes: 80 % excitatory neurons, weights in inverse proportion to the
/// synapses, delay .8 ms; with pair STDP among the excitatory neurons where asked for. As "bursts" the neurons have no drive, and a tenth as
/// many sources fire three times each at the beginning of every second; as "stepwise" the same with each step computed.
struct SpikingBenchmark {
  enum Model: String { case cuba = "CUBA", coba = "COBA" }

  let model: Model
  let neurons, synapses: Int
  let isPlastic, hasBursts, isStepwise: Bool
  let seconds: Double

  static let all = [
    "CUBA/4000/80", "COBA/4000/80", "CUBA/20000/400", "COBA/20000/400", "CUBA/100000/1000", "COBA/100000/1000",
    "COBA/4000/80/stdp",
    "COBA/20000/400/stdp",
  ]

  init?(_ name: String, seconds: Double) {
    let parts = name.split(separator: "/")
    guard parts.count >= 3, let model = Model(rawValue: String(parts[0])), let neurons = Int(parts[1]),
      let synapses = Int(parts[2]),
      neurons >= 5, synapses > 0, synapses <= neurons, seconds > 0
    else { return nil }
    (self.model, self.neurons, self.synapses, self.seconds) = (model, neurons, synapses, seconds)
    isPlastic = parts.last == "stdp"
    isStepwise = parts.last == "stepwise"
    hasBursts = parts.last == "bursts" || isStepwise
  }

  func network(seed: UInt64, kernels: UnsafePointer<engram_spiking_kernels>) throws -> SpikingNetwork {
    var neuron = LeakyNeuron()
    if model == .coba {
      neuron.synapses = .conductances
      neuron.resting = -60
      neuron.drive = 20
    }
    if hasBursts { (neuron.resting, neuron.drive) = (-60, 0) }
    let scale = 80 / Double(synapses), excitatory = neurons * 4 / 5
    let strong = (model == .coba ? 0.4 : 1.62) * scale, weak = (model == .coba ? 5.1 : -9) * scale
    let e = 0..<excitatory, i = excitatory..<neurons, p = Double(synapses) / Double(neurons)
    func path(_ name: String, _ from: Range<Int>, _ to: Range<Int>?, _ receptor: Int, _ weight: Double) -> Pathway {
      Pathway(
        name, from: Members(0, from), to: Members(0, to), receptor: receptor, delay: 0.8, .probability(p, reachesItself: true),
        weights: .common(weight))
    }
    var pathways = [path("inhibition", i, nil, 1, weak)]
    if isPlastic {
      var learning = path("excitation", e, e, 0, strong), rule = PairSTDP()
      (rule.potentiation, rule.depression) = (0.01 * strong, 0.01 * strong)
      learning.plasticity = .pair(rule)
      learning.bounds = 0...10 * strong
      pathways += [learning, path("excitation of inhibition", e, i, 0, strong)]
    } else {
      pathways.append(path("excitation", e, nil, 0, strong))
    }
    var populations = [Population("neurons", neurons, .leaky(neuron))]
    if hasBursts {
      let sources = max(1, neurons / 10)
      var spikes: [Spike] = []
      for second in 0...Int64(seconds) {
        for k in 0..<Int64(3) { spikes += (0..<Int32(sources)).map { Spike(step: second * 10_000 + 20 * k, neuron: $0) } }
      }
      populations.append(Population("sources", sources, .given(spikes)))
      pathways.append(
        Pathway(
          "bursts", from: Members(1), to: Members(0), receptor: 0, delay: 0.8, .probability(p), weights: .common(strong * 2)))
    }
    var network = try SpikingNetwork(
      step: 0.1, populations: populations, pathways: pathways,
      stream: StreamKey(seed: seed, subject: 1, purpose: Purpose(.brain)), kernels: kernels)
    network.passesOverSilence = !isStepwise
    network.scatterPotentials(of: 0, -60, -50)
    return network
  }

  /// CPU seconds for each simulated second of `rounds` runs in sequence, behind .1 s of warming up.
  func measure(rounds: Int, kernels: UnsafePointer<engram_spiking_kernels>) throws -> String {
    let built = cpuSeconds()
    var network = try network(seed: 1, kernels: kernels)
    let wiring = cpuSeconds() - built, count = Int((seconds * 10_000).rounded())
    network.advance(steps: 1000, kernels: kernels)
    var times: [Double] = [], walls: [Double] = [], spikes = 0
    for _ in 0..<rounds {
      // Counted by recording, as the others do.
      let start = cpuSeconds(), wall = ticks()
      network.advance(steps: count, recording: [0], chunk: 4096, kernels: kernels) { spikes += $0.spikes.count }
      times.append((cpuSeconds() - start) / seconds)
      walls.append(Double(ticks() - wall) * 1e-9 / seconds)
    }
    let sample = Sample(times), rate = Double(spikes) / Double(neurons) / seconds / Double(rounds)
    return
      "{\"program\": \"engram\", \"kernels\": \"\(String(cString: kernels.pointee.name))\", \"model\": \"\(model.rawValue)\", "
      + "\"neurons\": \(neurons), \"synapses\": \(synapses), \"stdp\": \(isPlastic), \"computed\": \(Double(network.computedSteps) / Double(network.steps)), \"cpu_s_per_s\": \(sample.median), "
      + "\"best\": \(sample.best), \"wall_s_per_s\": \(Sample(walls).median), \"wall_best\": \(Sample(walls).best), \"rate_hz\": \((rate * 100).rounded() / 100), \"wiring_s\": \((wiring * 100).rounded() / 100), "
      + "\"network_mb\": \(network.bytes >> 20), \"peak_mb\": \(Int(peakMegabytes()))}"
  }
}
