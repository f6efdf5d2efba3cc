import Foundation
import NetworkModels
import NumericalMethods
import RateEngines
import Testing

/// Layers of units that are active or not, Hebbian weights, and consolidation from noise.
struct BinaryUnitsTests {
  private let workspace = GradedWorkspace(units: GradedUnits(), largest: 64)
  private static let stream = StreamKey(seed: 5, subject: 1, purpose: Purpose(.brain))

  private func layer(_ units: Int, active: Int, pools: Int = 1, temperature: Double = 0) -> GradedLayer {
    var layer = GradedLayer(), binary = BinaryUnits()
    (binary.active, binary.temperature) = (active, temperature)
    (layer.units, layer.pools, layer.binary) = (units, pools, binary)
    return layer
  }

  private func projection(_ from: String, _ to: String, rate: Double = 0, sleep: Double = 0, _ rule: HebbianRule)
    -> GradedProjection
  {
    var projection = GradedProjection()
    (projection.from, projection.to, projection.rate, projection.sleepRate) = ([from], [to], rate, sleep)
    projection.hebbian = rule
    return projection
  }

  private func rule(loss: Double = 0, decay: Double = 0, start: Double = 0, largest: Double = 1) -> HebbianRule {
    var rule = HebbianRule()
    (rule.loss, rule.decay, rule.start, rule.largest) = (loss, decay, start, largest)
    return rule
  }

  private func network(_ layers: [(String, GradedLayer)], _ projections: [GradedProjection]) -> GradedNetwork {
    GradedNetwork(units: GradedUnits(), layers: layers, projections: projections, stream: Self.stream, workspace)
  }

  private func pattern(_ units: Int, _ active: [Int]) -> [Float] { (0..<units).map { active.contains($0) ? 1 : 0 } }

  /// A pattern and its links, in a network that stores them.
  private func memory(temperature: Double = 0, start: Double = 0, rate: Double = 0.4, loss: Double = 0, sleep: Double = 0)
    -> GradedNetwork
  {
    network(
      [
        ("cue", layer(40, active: 4, temperature: temperature)),
        ("out", layer(20, active: 2, pools: 2, temperature: temperature)),
      ],
      [projection("cue", "out", rate: rate, sleep: sleep, rule(loss: loss, start: start))])
  }

  private var cue: [Float] { pattern(40, [3, 9, 20, 39]) }
  private var out: [Float] { pattern(20, [0, 5, 12, 19]) }

  /// What the second layer answers to a cue.
  private func recalled(_ network: GradedNetwork, _ cue: [Float]) -> [Float] {
    var network = network
    network.test(GradedInput(clamped: [(0, cue)]), workspace)
    return network.activations(1)
  }

  /// What is learnt together is recalled together; a layer has so many active units in every pool, whatever it is shown.
  @Test func storesAndRecalls() {
    var network = memory()
    network.train(GradedInput(clamped: [(0, cue), (1, out)]), workspace)
    #expect(recalled(network, cue) == out)
    #expect(recalled(network, pattern(40, [9])) == out)
    // What nothing speaks for goes to the first units.
    #expect(recalled(memory(), cue) == pattern(20, [0, 1, 10, 11]))
  }

  /// Logistic noise: of two units, of which one has an input of d temperatures, it wins with the probability
  /// eᵈ (eᵈ − d − 1)/(eᵈ − 1)².
  @Test(arguments: [0.2, 0.4, 2]) func temperature(_ temperature: Double) {
    var network = network(
      [("cue", layer(1, active: 1)), ("out", layer(80, active: 1, pools: 40, temperature: temperature))],
      [projection("cue", "out", rate: 0.4, rule())])
    let odd = pattern(80, (0..<40).map { 2 * $0 + 1 })
    network.train(GradedInput(clamped: [(0, [1]), (1, odd)]), workspace)
    var won = 0
    for _ in 0..<250 {
      network.test(GradedInput(clamped: [(0, [1])]), workspace)
      won += zip(network.activations(1), odd).count { $0 == 1 && $1 == 1 }
    }
    let d = 0.4 / temperature, e = exp(d), expected = e * (e - d - 1) / ((e - 1) * (e - 1))
    #expect((Double(won) / 10_000 - expected).magnitude < 0.02, "\(won), \(expected)")
  }

  /// Δw = rate (s r − loss s (1 − r)), from a start, and no further than the bounds.
  @Test func hebbianRule() {
    var network = memory(start: 0.5, rate: 0.2, loss: 0.5)
    network.train(GradedInput(clamped: [(0, cue), (1, out)]), workspace)
    func close(_ i: Int, _ j: Int, _ value: Float) -> Bool { abs(network.weight(0, i, j) - value) < 1e-6 }
    #expect(close(3, 0, 0.7) && close(3, 1, 0.4) && close(4, 0, 0.5) && close(4, 1, 0.5))
    for _ in 0..<9 { network.train(GradedInput(clamped: [(0, cue), (1, out)]), workspace) }
    #expect(close(3, 0, 1) && close(3, 1, 0) && close(4, 0, 0.5))
  }

  /// A unit does not reach itself unless the projection says so.
  @Test func noSelfExcitation() {
    for reaches in [false, true] {
      var loop = projection("a", "a", rate: 0.3, rule(start: 0.1))
      loop.reachesItself = reaches
      var network = network([("a", layer(20, active: 2))], [loop])
      network.train(GradedInput(clamped: [(0, pattern(20, [4, 7]))]), workspace)
      #expect(abs(network.weight(0, 4, 4) - (reaches ? 0.4 : 0)) < 1e-6 && abs(network.weight(0, 4, 7) - 0.4) < 1e-6)
    }
  }

  /// Damage silences a share of the units, the same ones and more; so many winners fewer are left.
  @Test func damage() {
    let key = StreamKey(seed: 1, subject: 1, purpose: Purpose(.individual))
    var network = network([("a", layer(40, active: 8, temperature: 1))], [projection("a", "a", rule())])
    var survivors: [Set<Int>] = []
    for share in [0, 0.25, 0.75, 1] {
      var seen: Set<Int> = []
      network.damage([0: share], key)
      for _ in 0..<200 {
        network.consolidate(cycles: 1, learning: 0, held: [], workspace)
        let active = network.activations(0).enumerated().filter { $0.element == 1 }.map(\.offset)
        #expect(active.count == Int(8 * (1 - share)))
        seen.formUnion(active)
      }
      survivors.append(seen)
    }
    #expect(survivors.map(\.count) == [40, 30, 10, 0])
    #expect(survivors[1].isSuperset(of: survivors[2]))
    network.damage([:], key)
    network.consolidate(cycles: 1, learning: 0, held: [], workspace)
    #expect(network.activations(0).reduce(0, +) == 8)
  }

  /// From noise a network comes to its memory, and learns from it with the rate of sleep; every event takes its share of the weights.
  @Test func consolidation() {
    let all = pattern(40, [1, 2, 3, 4])
    func stored(sleep: Double, decay: Double) -> GradedNetwork {
      var network = network(
        [("a", layer(40, active: 4, temperature: 0.01))],
        [projection("a", "a", rate: 0.2, sleep: sleep, rule(decay: decay, largest: 10))])
      network.train(GradedInput(clamped: [(0, all)]), workspace)
      return network
    }
    var learning = stored(sleep: 0.01, decay: 0), reached = 0
    for _ in 0..<50 {
      learning.consolidate(cycles: 20, learning: 3, held: [], workspace)
      if learning.activations(0) == all { reached += 1 }
    }
    #expect(reached > 10)
    #expect(abs(learning.weight(0, 1, 2) - (0.2 + 0.03 * Float(reached))) < 1e-4)
    var fading = stored(sleep: 0, decay: 0.1)
    for _ in 0..<3 { fading.consolidate(cycles: 20, learning: 3, held: [], workspace) }
    #expect(abs(fading.weight(0, 1, 2) - 0.2 * 0.729) < 1e-6)
  }

  /// Layers that are held keep their random units.
  @Test func heldLayers() {
    var network = memory()
    network.train(GradedInput(clamped: [(0, cue), (1, out)]), workspace)
    var cues: Set<[Float]> = []
    for _ in 0..<20 {
      network.consolidate(cycles: 5, learning: 0, held: [0], workspace)
      cues.insert(network.activations(0))
    }
    #expect(cues.count > 15 && cues.allSatisfy { $0.reduce(0, +) == 4 })
  }
}
