import Consolidation
import Engram
import Foundation
import Testing

/// Circuits of spiking neurons under scenario files.
struct CircuitTests {
  static func plan(_ timeline: String, subjects: Int = 2, pathway: String = "weight: 1.62", claims: String = "") throws -> Plan {
    try RunTests.plan(
      """
      format: 1
      name: circuit
      subjects: \(subjects)
      circuit:
        populations:
          cells:
            count: 400
            leaky: {synapses: currents, resting: -49 mV}
            receptors: {excitation: {decay: 5 ms}}
            start: {low: -60 mV, high: -50 mV}
        pathways:
          loop: {from: cells, to: cells, receptor: excitation, probability: 0.05, delay: 1 ms, \(pathway)}
      timeline:
      \(timeline)
      \(claims)
      """)
  }

  static func value(_ record: SubjectRecord, _ name: String, _ plan: Plan, state: Int32 = 0) -> Float? {
    record.scores.first { $0.state == state && plan.index.measures[Int($0.measure)] == name }?.value
  }

  /// A neuron on its own fires at the rate of the closed form, whatever the number of threads.
  @Test func rateOfFreeNeurons() throws {
    let plan = try Self.plan("  - simulate: {label: alone, settle: 200 ms, duration: 2 s}", pathway: "weight: 0")
    // From −60 to −50 mV towards −49 mV, and 5 ms of rest, on the grid of .1 ms.
    let interval = (200 * log(11.0)).rounded(.up) / 10 + 5, expected = 1000 / interval
    let records = try RunTests.records(plan, last: 2, jobs: 1)
    for record in records {
      let rate = try #require(Self.value(record, "rate/cells", plan))
      #expect((Double(rate) - expected).magnitude < 0.01 * expected, "\(rate), \(expected)")
    }
    #expect(try RunTests.records(plan, last: 2, jobs: 2) == records)
  }

  /// Ways of a branch go on from the same state, and see nothing of each other.
  @Test func branchesAreCopies() throws {
    let simulate = "{simulate: {label: test, duration: 200 ms}}"
    let plan = try Self.plan(
      "  - simulate: {label: before, duration: 100 ms}\n  - branch:\n      one: [\(simulate)]\n      two: [\(simulate)]\n      three: [{weights: {pathway: loop, times: 0}}, \(simulate)]",
      pathway: "weights: {low: 0, high: 4}")
    let record = try RunTests.records(plan, last: 1, jobs: 1)[0]
    let rates = (1...3).map { Self.value(record, "rate/cells", plan, state: $0) }
    #expect(rates[0] == rates[1] && rates[0] != rates[2])
    let weights = (1...3).map { Self.value(record, "mean_weight/loop", plan, state: $0) }
    #expect(weights[0] == weights[1] && weights[2] == 0)
    #expect((try #require(weights[0]) - 2).magnitude < 0.1)
  }

  /// Shuffling keeps the weights and changes their places; learning changes them only where it is asked for.
  @Test func weightsChangeWhereAsked() throws {
    let plan = try Self.plan(
      "  - simulate: {label: still, duration: 200 ms}\n  - weights: {pathway: loop, shuffled: true}\n  - simulate: {label: shuffled, duration: 200 ms}\n  - simulate: {label: learning, duration: 200 ms, learning: true}",
      pathway: "weights: {low: 0, high: 4}, symmetric_stdp: {potentiation: 0.01}")
    let record = try RunTests.records(plan, last: 1, jobs: 1)[0]
    let w = try (0...2).map { try #require(Self.value(record, "mean_weight/loop", plan, state: $0)) }
    #expect(w[0] == w[1] && w[2] > w[1] + 0.001, "\(w)")
    #expect(Self.value(record, "rate/cells", plan, state: 0) != Self.value(record, "rate/cells", plan, state: 1))
  }

  /// Claims about circuits are judged like all others.
  @Test func claimsAreJudged() throws {
    let plan = try Self.plan(
      "  - simulate: {label: alone, duration: 500 ms}", subjects: 3, pathway: "weight: 0",
      claims:
        "claims:\n  - {name: fires, that: \"rate(alone, population: cells) > 5\"}\n  - {name: is silent, that: \"rate(alone, population: cells) < 1\", expect: not met}"
    )
    let results = try plan.run(jobs: 2)
    #expect(results.claims.map(\.isAsExpected) == [true, true])
    #expect(results.claims.map(\.outcome) == [.met, .notMet])
  }
}
