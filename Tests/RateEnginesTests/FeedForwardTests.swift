import CKernels
import NetworkModels
import NumericalMethods
import RateEngines
import Testing

/// Feed-forward networks against finite differences and plain loops.
struct FeedForwardTests {
  private static let layers = [9, 7, 5, 3]

  private static func key(_ kind: Purpose.Kind) -> StreamKey { StreamKey(seed: 3, subject: 1, purpose: Purpose(kind)) }
  private static func network(spread: Double = 1) -> FeedForwardNetwork {
    FeedForwardNetwork(layers: layers, spread: spread, stream: key(.brain))
  }
  private static let pixels: [Float] = {
    var random = RandomStream(key(.materials))
    return (0..<4 * 9).map { _ in Float(random.uniform(0.2, 1)) }
  }()
  private static let labels = [0, 2, 1, 2]

  /// Activations of all layers to one example, in double precision.
  private static func activations(_ network: FeedForwardNetwork, _ example: Int) -> [[Double]] {
    var all = [(0..<9).map { Double(pixels[example * 9 + $0]) }]
    for l in 0..<layers.count - 1 {
      all.append(
        (0..<layers[l + 1]).map { j in
          max(0, (0..<layers[l]).reduce(0) { $0 + Double(network[l, from: $1, to: j]) * all[l][$1] })
        })
    }
    return all
  }

  private static func loss(_ network: FeedForwardNetwork) -> Double {
    (0..<4).reduce(0) { sum, example in
      let y = activations(network, example)[3]
      return sum
        + (0..<3).reduce(0) { $0 + (y[$1] - (labels[example] == $1 ? 1 : 0)) * (y[$1] - (labels[example] == $1 ? 1 : 0)) / 2 }
    } / 4
  }

  @Test func activationsAreThoseOfTheEquation() {
    let network = Self.network(), w = FeedForwardWorkspace(layers: Self.layers, batch: 4)
    w.show(0..<4, of: Self.pixels)
    network.forward(4, w)
    for example in 0..<4 {
      for (l, layer) in Self.activations(network, example).enumerated() {
        for (j, value) in layer.enumerated() { #expect((Double(w.activation(l, example, j)) - value).magnitude < 1e-6) }
      }
    }
  }

  /// One step of descent against the slope of the loss, weight by weight.
  @Test func learnsAlongTheGradient() {
    let start = Self.network(spread: 2), w = FeedForwardWorkspace(layers: Self.layers, batch: 4)
    var rule = Backpropagation(), learnt = start, random = RandomStream(Self.key(.study))
    (rule.rate, rule.momentum, rule.dropout) = (0.5, 0.9, 0)
    w.show(0..<4, of: Self.pixels)
    learnt.learn(Self.labels, rule, w, &random)
    var steep = 0
    for l in 0..<3 {
      for i in 0..<Self.layers[l] {
        for j in 0..<Self.layers[l + 1] {
          var up = start, down = start
          up[l, from: i, to: j] += 1e-3
          down[l, from: i, to: j] -= 1e-3
          let width = Double(up[l, from: i, to: j] - down[l, from: i, to: j])
          let slope = (Self.loss(up) - Self.loss(down)) / width
          let change = Double(learnt[l, from: i, to: j] - start[l, from: i, to: j])
          #expect((change + 0.5 * slope).magnitude < 2e-4, "layer \(l), \(i) to \(j): \(change), slope \(slope)")
          if slope.magnitude > 0.01 { steep += 1 }
        }
      }
    }
    #expect(steep > 20, "hardly any weight matters")
    // The second change is the first's momentum and a new slope.
    var again = learnt, resting = learnt
    resting.rest()
    w.show(0..<4, of: Self.pixels)
    again.learn(Self.labels, rule, w, &random)
    w.show(0..<4, of: Self.pixels)
    resting.learn(Self.labels, rule, w, &random)
    for j in 0..<3 {
      for i in 0..<5 {
        let first = learnt[2, from: i, to: j] - start[2, from: i, to: j]
        #expect((again[2, from: i, to: j] - resting[2, from: i, to: j] - 0.9 * first).magnitude < 1e-5)
      }
    }
  }

  /// Hidden units drop out, the others count for them; input and output units do not.
  @Test func dropsHiddenUnits() {
    let layers = [1, 4000, 1], w = FeedForwardWorkspace(layers: layers, batch: 1)
    var network = FeedForwardNetwork(layers: layers, spread: 1, stream: Self.key(.brain))
    for j in 0..<4000 { (network[0, from: 0, to: j], network[1, from: j, to: 0]) = (1, 0.001) }
    var random = RandomStream(Self.key(.practice))
    w.show([0], of: [1])
    network.forward(1, w, dropout: 0.25, &random)
    let silent = (0..<4000).count { w.activation(1, 0, $0) == 0 }
    #expect((900...1100).contains(silent))
    #expect((0..<4000).allSatisfy { w.activation(1, 0, $0) == 0 || (w.activation(1, 0, $0) - 4.0 / 3).magnitude < 1e-6 })
    #expect((w.activation(2, 0, 0) - 4).magnitude < 0.3)
  }

  /// Sleep against plain loops that read the same stream.
  @Test(arguments: ReplayRule.allCases) func sleepsAsTheEquationsSay(_ rule: ReplayRule) {
    var replay = SleepReplay()
    (replay.rate, replay.patch, replay.leak, replay.thresholds) = (0.7, 2, 0.9, [0.2, 0.1, 0.05])
    (replay.increase, replay.decrease, replay.rule, replay.scale) = (0.02, 0.007, rule, 0.1)
    let start = Self.network(), w = FeedForwardWorkspace(layers: Self.layers, batch: 4), image = Array(Self.pixels.prefix(9))
    let largest = start.largestActivations(Array(0..<4), of: Self.pixels, w)
    for l in 1...3 {
      let most = (0..<4).flatMap { Self.activations(start, $0)[l] }.max() ?? 0
      #expect((Double(largest[l]) - (most > 0 ? most : 1)).magnitude < 1e-5)
    }
    #expect(largest[0] == 1)
    var network = start, random = RandomStream(Self.key(.sleep)), same = random
    let spikes = network.sleep(replay, steps: 60, image: image, side: 3, largest: largest, &random, w)

    var twin = start, potentials = Self.layers.map { [Double](repeating: 0, count: $0) }, counts = [0, 0, 0]
    for _ in 0..<60 {
      var sent = [Bool](repeating: false, count: 9)
      let top = same.below(2), left = same.below(2)
      for row in top..<top + 2 {
        for i in row * 3 + left..<row * 3 + left + 2 { sent[i] = same.uniform() < 0.7 * Double(image[i]) }
      }
      for l in 0..<3 {
        var fired = [Bool](repeating: false, count: Self.layers[l + 1])
        for j in fired.indices {
          let drive = sent.indices.reduce(0.0) { $0 + (sent[$1] ? Double(twin[l, from: $1, to: j]) : 0) }
          potentials[l + 1][j] = 0.9 * potentials[l + 1][j] + Double(largest[l] / largest[l + 1]) * drive
          guard potentials[l + 1][j] >= replay.thresholds[l] else { continue }
          (fired[j], potentials[l + 1][j]) = (true, 0)
          counts[l] += 1
        }
        for j in fired.indices where fired[j] {
          for i in sent.indices {
            let x = Double(twin[l, from: i, to: j]), size = rule == .sigmoid ? 2 / (1 + Elementary.exp(x / 0.1)) : x
            twin[l, from: i, to: j] = Float(x + (sent[i] ? 0.02 : -0.007) * size)
          }
        }
        sent = fired
      }
    }
    #expect(spikes == counts && counts.allSatisfy { $0 > 5 }, "\(spikes) and \(counts)")
    for l in 0..<3 {
      for i in 0..<Self.layers[l] {
        for j in 0..<Self.layers[l + 1] { #expect((network[l, from: i, to: j] - twin[l, from: i, to: j]).magnitude < 1e-4) }
      }
    }
  }

  /// Every variant of the kernels gives the same bits; a day and a night.
  @Test func variantsAgree() throws {
    let layers = [60, 37, 21, 10]
    var pixels: [Float] = [], first: [Float]?
    var random = RandomStream(Self.key(.materials))
    for _ in 0..<20 * 60 { pixels.append(Float(random.uniform())) }
    for name in GradedKernelTests.variants {
      let w = FeedForwardWorkspace(layers: layers, batch: 20, kernels: try #require(engram_feedforward_named(name)))
      var network = FeedForwardNetwork(layers: layers, spread: 1, stream: Self.key(.brain))
      var dropout = RandomStream(Self.key(.practice)), night = RandomStream(Self.key(.sleep)), replay = SleepReplay()
      (replay.patch, replay.thresholds, replay.scale, replay.rate) = (6, [0.1, 0.1, 0.1], 0.01, 0.9)
      for _ in 0..<10 {
        w.show(0..<20, of: pixels)
        network.learn((0..<20).map { $0 % 10 }, Backpropagation(), w, &dropout)
      }
      let largest = network.largestActivations(Array(0..<20), of: pixels, w)
      _ = network.sleep(
        replay, steps: 100, image: Array(pixels.prefix(60)), side: 7, largest: largest, &night, w)
      let weights = (0..<3).flatMap { l in
        (0..<layers[l]).flatMap { i in (0..<layers[l + 1]).map { network[l, from: i, to: $0] } }
      }
      #expect(weights.allSatisfy { $0.isFinite })
      if let first { #expect(KernelTests().firstDifference(weights, first) == nil, "\(name)") }
      first = first ?? weights
    }
  }
}
