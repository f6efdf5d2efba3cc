import CKernels
import NetworkModels
import NumericalMethods
import RateEngines

/// What networks of layers cost: autonomous sleep in the layout of a published sleep model, training trials of the textbook hippocampus.
struct GradedBenchmark {
  let kernels: UnsafePointer<engram_graded_kernels>

  func text(cycles: Int, rounds: Int) -> String {
    var lines: [String] = []
    let units = GradedUnits()
    let workspace = GradedWorkspace(units: units, largest: 1024, kernels: kernels)

    let sleeper = GradedNetwork(
      units: units, layers: Self.sleepLayers, projections: Self.sleepProjections, stream: key(1), workspace)
    var settings = AutonomousSleep()
    settings.cycles = cycles
    var events = 0
    let sleep = (0...rounds).map { round in
      var network = sleeper, random = RandomStream(key(100 + round))
      let start = cpuSeconds()
      network.sleep(settings, rates: Self.sleepProjections.map(\.sleepRate), &random, workspace) { cycle, _ in
        if cycle.event == .learn { events += 1 }
      }
      return cpuSeconds() - start
    }.dropFirst()
    lines.append(
      "\(cycles) cycles of autonomous sleep, \(unitCount(Self.sleepLayers)) units, \(sleeper.synapseCount) synapses: "
        + "median \(Sample(Array(sleep)).median) s, best \(Sample(Array(sleep)).best) s; \(events / (rounds + 1)) learning events"
    )

    let hippocampus = GradedNetwork(
      units: units, layers: Self.hippocampus, projections: Self.hippocampalProjections, stream: key(2), workspace)
    var times: [Double] = [], random = RandomStream(key(3))
    var network = hippocampus, activity = [Float](repeating: 0, count: Self.hippocampus.count)
    for trial in 0..<20 * (rounds + 1) {
      // Three of the twelve units of every pool.
      var pattern = [Float](repeating: 0, count: 144)
      for pool in 0..<12 { for j in random.sample(3, of: Array(0..<12)) { pattern[pool * 12 + j] = 1 } }
      let start = cpuSeconds()
      network.train(GradedInput(clamped: [(0, pattern)], targets: [(2, pattern)]), workspace)
      if trial >= 20 { times.append(cpuSeconds() - start) }
      for i in activity.indices {
        let plus = network.activations(i, .plus)
        activity[i] += plus.reduce(0, +) / Float(plus.count) / Float(20 * (rounds + 1))
      }
    }
    let shown = zip(Self.hippocampus, activity).map { "\($0.name) \((100 * Double($1)).rounded() / 100)" }
    lines.append(
      "a training trial of \(unitCount(Self.hippocampus)) units, \(hippocampus.synapseCount) synapses: median "
        + "\(Sample(times).median * 1000) ms, best \(Sample(times).best * 1000) ms; activity \(shown.joined(separator: ", "))")
    return lines.joined(separator: "\n")
  }

  private func key(_ subject: Int) -> StreamKey { StreamKey(seed: 1, subject: subject, purpose: Purpose(.brain)) }

  private func unitCount(_ layers: [(name: String, GradedLayer)]) -> Int { layers.reduce(0) { $0 + $1.1.units } }

  private static func layer(_ units: Int, pools: Int = 1, inhibition: Double, expected: Double = 0.15, oscillation: Double = 0.05)
    -> GradedLayer
  {
    var layer = GradedLayer()
    (layer.units, layer.pools, layer.inhibition, layer.expectedActivity) = (units, pools, inhibition, expected)
    layer.oscillation = oscillation
    return layer
  }

  private static func projection(_ from: String, _ to: String, _ change: (inout GradedProjection) -> Void = { _ in })
    -> GradedProjection
  {
    var projection = GradedProjection()
    (projection.from, projection.to, projection.rate) = ([from], [to], 0.1)
    change(&projection)
    return projection
  }

  private static let visible = ["f1", "f2", "f3", "f4", "f5", "class", "code"]

  static let sleepLayers: [(name: String, GradedLayer)] =
    visible.map { ($0, layer($0 == "code" ? 90 : $0 == "class" ? 3 : 6, inhibition: $0 == "code" ? 2.6 : 2.1)) }
    + [("dg", layer(225, inhibition: 2.8)), ("ca3", layer(144, inhibition: 5)), ("ca1", layer(100, inhibition: 2.2))]

  /// Everything between the visible layers and CA1 learns in sleep.
  static let sleepProjections: [GradedProjection] =
    visible.map { projection($0, "dg") { ($0.pattern, $0.share) = (.random, 0.6) } }
    + visible.map { projection($0, "ca3") { ($0.pattern, $0.share) = (.random, 0.1) } }
    + visible.map { projection($0, "ca1") { $0.sleepRate = 0.03 } }
    + visible.map { projection("ca1", $0) { $0.sleepRate = 0.03 } }
    + [
      projection("dg", "ca3") { ($0.pattern, $0.share, $0.relative, $0.rate) = (.random, 0.1, 10, 0) },
      projection("ca3", "ca3") { $0.relative = 2 },
      projection("ca3", "ca1"),
    ]

  static let hippocampus: [(name: String, GradedLayer)] = [
    ("input", layer(144, inhibition: 2, expected: 0.25)),
    ("ec-in", layer(144, pools: 12, inhibition: 2, expected: 0.25)),
    ("ec-out", layer(144, pools: 12, inhibition: 2, expected: 0.25)),
    ("dg", layer(625, inhibition: 3.8, expected: 0.01)),
    ("ca3", layer(300, inhibition: 2.8, expected: 0.02)),
    ("ca1", layer(480, pools: 12, inhibition: 2.4, expected: 0.1)),
  ]

  static let hippocampalProjections: [GradedProjection] = {
    func learning(_ projection: inout GradedProjection) { (projection.isNormalised, projection.hasMomentum) = (true, true) }
    return [
      projection("input", "ec-in") { ($0.pattern, $0.rate, $0.mean, $0.spread) = (.oneToOne, 0, 0.9, 0) },
      projection("ec-out", "ec-in") { ($0.pattern, $0.rate, $0.mean, $0.spread, $0.relative) = (.oneToOne, 0, 0.5, 0, 0.5) },
      projection("ec-in", "dg") {
        ($0.pattern, $0.share, $0.hebb) = (.random, 0.25, 0.2)
        learning(&$0)
      },
      projection("ec-in", "ca3") {
        ($0.pattern, $0.share) = (.random, 0.25)
        learning(&$0)
      },
      projection("dg", "ca3") {
        ($0.pattern, $0.share, $0.relative, $0.rate, $0.mean, $0.spread) = (.random, 0.02, 4, 0, 0.9, 0.01)
      },
      projection("ca3", "ca3") {
        $0.relative = 2
        learning(&$0)
      },
      projection("ca3", "ca1") {
        $0.quarters = [0, 1, 1, 0]
        learning(&$0)
      },
      projection("ec-in", "ca1") {
        ($0.pattern, $0.quarters, $0.minus) = (.pools, [3, 0, 0, 3], .firstQuarter)
        learning(&$0)
      },
      projection("ca1", "ec-out") {
        ($0.pattern, $0.absolute, $0.minus) = (.pools, 4, .firstQuarter)
        learning(&$0)
      },
      projection("ec-out", "ca1") {
        ($0.pattern, $0.minus) = (.pools, .firstQuarter)
        learning(&$0)
      },
    ]
  }()
}
