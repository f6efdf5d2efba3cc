import NetworkModels
import NumericalMethods
import RateEngines
import Testing

/// Learning from an oscillation of inhibition, in two layers of which one drives the other.
struct GradedOscillationTests {
  private func network(_ oscillation: Double, _ workspace: GradedWorkspace) -> GradedNetwork {
    var input = GradedLayer(), visible = GradedLayer(), drive = GradedProjection(), within = GradedProjection()
    input.units = 16
    (visible.units, visible.inhibition, visible.oscillation, visible.leak) = (16, 1.2, oscillation, 0.1)
    (drive.from, drive.to, drive.pattern, drive.mean, drive.spread, drive.relative) = (
      ["input"], ["visible"], .oneToOne, 0.9, 0, 0.5
    )
    (within.from, within.to, within.rate, within.sleepRate, within.spread) = (["visible"], ["visible"], 0.1, 0.1, 0.1)
    return GradedNetwork(
      units: GradedUnits(), layers: [("input", input), ("visible", visible)], projections: [drive, within],
      stream: StreamKey(seed: 1, subject: 1, purpose: Purpose(.test)), workspace)
  }

  private func weights(_ network: GradedNetwork, from rows: Range<Int>, to columns: Range<Int>) -> Float {
    var sum: Float = 0
    for i in rows { for j in columns where i != j { sum += network.linearWeight(1, from: i, to: j) } }
    return sum
  }

  private let shown = GradedInput(clamped: [(0, (0..<16).map { $0 < 4 ? 1 : 0 })])

  @Test func withoutAnOscillationNothingIsLearnt() {
    let w = GradedWorkspace(units: GradedUnits(), largest: 16)
    var network = network(0, w)
    let before = weights(network, from: 0..<16, to: 0..<16)
    // Long enough for activations to stand still: all terms cancel.
    network.train(shown, InhibitionOscillation.lasting(400), w)
    #expect(abs(weights(network, from: 0..<16, to: 0..<16) - before) < 1e-4)
  }

  @Test func whatDropsOutIsStrengthenedAndCompetitorsAreWeakened() {
    let w = GradedWorkspace(units: GradedUnits(), largest: 16)
    var network = network(0.6, w)
    let before = network
    for _ in 0..<5 { network.train(shown, InhibitionOscillation.lasting(80), w) }
    #expect(weights(network, from: 0..<4, to: 0..<4) > weights(before, from: 0..<4, to: 0..<4))
    #expect(weights(network, from: 0..<4, to: 4..<16) < weights(before, from: 0..<4, to: 4..<16))
  }

  @Test func aRehearsalLearnsOnlyAtItsRates() {
    let w = GradedWorkspace(units: GradedUnits(), largest: 16)
    var network = network(0.6, w), random = RandomStream(seed: 1, subject: 1, purpose: Purpose(.test))
    let before = weights(network, from: 0..<16, to: 0..<16)
    var settings = Rehearsal(), seen = 0
    settings.rule = .none
    network.rehearse(settings, trials: 3, rates: [0, 0.1], &random, w) { _ in seen += 1 }
    #expect(seen == 3 && weights(network, from: 0..<16, to: 0..<16) == before)
    settings.rule = .hebbian
    network.rehearse(settings, trials: 3, rates: [0, 0.1], &random, w)
    #expect(weights(network, from: 0..<16, to: 0..<16) != before)
  }
}

extension InhibitionOscillation {
  fileprivate static func lasting(_ cycles: Int) -> Self {
    var it = Self()
    (it.settle, it.period) = (cycles, 80)
    return it
  }
}
