import CKernels
import NetworkModels
import NumericalMethods
import RateEngines
import Testing

/// Networks of graded layers: how they are wired, how they settle, learn and sleep.
struct GradedNetworkTests {
  private static func layer(_ units: Int, inhibition: Double = 1.8) -> GradedLayer {
    var layer = GradedLayer()
    (layer.units, layer.inhibition, layer.leak) = (units, inhibition, 0.1)
    return layer
  }

  private static func projection(_ from: String, _ to: String, _ change: (inout GradedProjection) -> Void = { _ in })
    -> GradedProjection
  {
    var projection = GradedProjection()
    (projection.from, projection.to) = ([from], [to])
    change(&projection)
    return projection
  }

  private static func workspace(_ kernels: String = "default") throws -> GradedWorkspace {
    GradedWorkspace(units: GradedUnits(), largest: 128, kernels: try #require(engram_graded_named(kernels)))
  }

  /// Input, a hidden layer and an output that learn.
  private static func network(_ w: GradedWorkspace, hidden: GradedLayer = layer(60)) -> GradedNetwork {
    GradedNetwork(
      units: GradedUnits(), layers: [("in", layer(20)), ("hidden", hidden), ("out", layer(20))],
      projections: [
        projection("in", "hidden") { ($0.rate, $0.sleepRate) = (0.1, 0.05) },
        projection("hidden", "out") { $0.rate = 0.1 },
        projection("out", "hidden") { ($0.rate, $0.relative) = (0.1, 0.3) },
      ], stream: StreamKey(seed: 5, subject: 1, purpose: Purpose(.brain)), w)
  }

  private static func pattern(_ k: Int) -> [Float] { (0..<20).map { $0 / 4 == k ? 1 : 0 } }

  private static func input(_ k: Int) -> GradedInput {
    GradedInput(clamped: [(0, pattern(k))], targets: [(2, pattern((k + 1) % 5))])
  }

  private static func error(_ network: GradedNetwork, _ w: GradedWorkspace) -> Double {
    var network = network, sum = 0.0
    for k in 0..<5 {
      network.test(GradedInput(clamped: [(0, pattern(k))]), w)
      sum += zip(network.activations(2, .minus), pattern((k + 1) % 5)).reduce(0) { $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1)) }
    }
    return sum / 5
  }

  @Test func learnsAssociations() throws {
    let w = try Self.workspace()
    var network = Self.network(w)
    let before = Self.error(network, w)
    for _ in 0..<30 { for k in 0..<5 { network.train(Self.input(k), w) } }
    let after = Self.error(network, w)
    #expect(before > 2 && after < 0.5, "\(before), \(after)")
  }

  /// Learning, sleep and wiring give the same bits with every variant of the kernels.
  @Test func variantsAgree() throws {
    func life(_ kernels: String) throws -> [Float] {
      let w = try Self.workspace(kernels)
      var network = Self.network(w), random = RandomStream(StreamKey(seed: 5, subject: 1, purpose: Purpose(.sleep)))
      for k in 0..<5 { network.train(Self.input(k), w) }
      var sleep = AutonomousSleep()
      (sleep.cycles, sleep.stable) = (300, 0.99)
      var trace: [Float] = []
      network.sleep(sleep, rates: [0.05, 0, 0], &random, w) { cycle, _ in trace.append(Float(cycle.stability)) }
      network.test(Self.input(0), w)
      return trace + network.activations(2)
    }
    let first = try life("default")
    for name in GradedKernelTests.variants { #expect(KernelTests().firstDifference(try life(name), first) == nil, "\(name)") }
  }

  @Test func isAValue() throws {
    let w = try Self.workspace(), original = Self.network(w), before = Self.error(original, w)
    var copy = original
    for k in 0..<5 { copy.train(Self.input(k), w) }
    #expect(Self.error(original, w) == before && Self.error(copy, w) != before)
  }

  /// Mean activation of the hidden layer.
  private static func activity(_ hidden: GradedLayer, _ w: GradedWorkspace) -> Float {
    var network = network(w, hidden: hidden)
    network.test(input(0), w)
    return network.activations(1).reduce(0, +) / 60
  }

  @Test func moreWinnersWhereMoreAreAsked() throws {
    let w = try Self.workspace()
    let activity = [3, 12, 30].map { winners in
      var hidden = Self.layer(60)
      (hidden.winners, hidden.winnersPoint) = (winners, 0.5)
      return Self.activity(hidden, w)
    }
    #expect(activity[0] < activity[1] && activity[1] < activity[2] && activity[0] > 0.01 && activity[0] < 0.25, "\(activity)")
  }

  @Test func inhibitionHoldsActivity() throws {
    let w = try Self.workspace(), activity = [1, 1.8, 2.6].map { Self.activity(Self.layer(60, inhibition: $0), w) }
    #expect(activity[0] > activity[1] && activity[1] > activity[2] && activity[0] > 0.2 && activity[2] < 0.1, "\(activity)")
  }

  /// Fan-in of random projections; neither a dense nor a sparse one reaches a unit twice, or itself.
  @Test func wiring() throws {
    let w = try Self.workspace()
    func count(_ share: Double, recurrent: Bool = false) -> Int {
      GradedNetwork(
        units: GradedUnits(), layers: [("a", Self.layer(40)), ("b", Self.layer(40))],
        projections: [Self.projection("a", recurrent ? "a" : "b") { ($0.pattern, $0.share) = (.random, share) }],
        stream: StreamKey(seed: 5, subject: 1, purpose: Purpose(.brain)), w
      ).synapseCount
    }
    #expect(count(0.1) == 160 && count(0.5) == 800 && count(1, recurrent: true) == 40 * 39)
  }

  /// Of two layers in sleep, the one that is off is silent; weights without a rate stay as they are.
  @Test func sleepIsConfined() throws {
    let w = try Self.workspace()
    var network = Self.network(w)
    for _ in 0..<10 { for k in 0..<5 { network.train(Self.input(k), w) } }
    let before = Self.error(network, w)
    var sleep = AutonomousSleep(), random = RandomStream(StreamKey(seed: 5, subject: 1, purpose: Purpose(.sleep)))
    sleep.cycles = 400
    network.switchOff([0])
    var heard = false, others = false
    network.sleep(sleep, rates: [0, 0, 0], &random, w) { _, network in
      if network.activations(0).contains(where: { $0 != 0 }) { heard = true }
      if network.activations(1).contains(where: { $0 != 0 }) { others = true }
    }
    network.switchOff()
    #expect(!heard && others && Self.error(network, w) == before)
  }

  @Test func activationIsSmooth() throws {
    // One unit, driven: its activation is the noisy x/(x + 1) of its drive in the end.
    let w = try Self.workspace()
    var free = Self.layer(1, inhibition: 0)
    free.leak = 0.1
    func settled(_ weight: Double) -> Double {
      var network = GradedNetwork(
        units: GradedUnits(), layers: [("in", Self.layer(1)), ("out", free)],
        projections: [Self.projection("in", "out") { ($0.pattern, $0.mean, $0.spread, $0.absolute) = (.oneToOne, 1, 0, weight) }],
        stream: StreamKey(seed: 5, subject: 1, purpose: Purpose(.brain)), w)
      network.test(GradedInput(clamped: [(0, [1])]), w)
      return Double(network.activations(1)[0])
    }
    // Excitation less the conductance that holds the unit at threshold: .1 (.3 - .5)/(.5 - 1) = .04.
    for drive in [0.05, 0.2, 0.5] {
      let x = 100 * drive
      #expect(abs(settled(0.04 + drive) - x / (x + 1)) < 0.01, "\(drive): \(settled(0.04 + drive))")
    }
    #expect(settled(0.03) < 0.05)
  }
}
