import Engram
import Foundation
import Lives
import NetworkModels
import NumericalMethods
import Runs
import Testing

/// Circuits of spiking neurons under scenario files.
struct CircuitTests {
  static func plan(_ timeline: String, subjects: Int = 2, pathway: String = "weight: 1.62", claims: String = "") throws -> Plan {
    try RunTests.plan(
      """
      format: 1
      name: circuit
      subjects: \(subjects)
      brain:
        model: circuit
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
    let plan = try Self.plan("  - observe: {label: alone, settle: 200 ms, duration: 2 s}", pathway: "weight: 0")
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
    let observe = "{observe: {label: test, duration: 200 ms}}"
    let plan = try Self.plan(
      "  - observe: {label: before, duration: 100 ms}\n  - branch:\n      one: [\(observe)]\n      two: [\(observe)]\n      three: [{change: {pathways: {loop: {times: 0}}}}, \(observe)]",
      pathway: "weights: {low: 0, high: 4}")
    let record = try RunTests.records(plan, last: 1, jobs: 1)[0]
    let rates = (1...3).map { Self.value(record, "rate/cells", plan, state: $0) }
    #expect(rates[0] == rates[1] && rates[0] != rates[2])
    let weights = (1...3).map { Self.value(record, "mean_weight/loop", plan, state: $0) }
    #expect(weights[0] == weights[1] && weights[2] == 0)
    #expect((try #require(weights[0]) - 2).magnitude < 0.1)
  }

  /// Unless they share their random numbers.
  @Test func branchesMayGoTheirOwnWays() throws {
    func rates(_ shared: Bool) throws -> [Float?] {
      let observe = "{observe: {label: test, duration: 300 ms}}"
      let plan = try RunTests.plan(
        """
        format: 1
        name: own
        subjects: 1
        common_random_numbers: \(shared)
        brain:
          model: circuit
          populations:
            cells: {count: 200, leaky: {resting: -52 mV}, noise: 3 mV}
        timeline:
          - branch: {one: [\(observe)], two: [\(observe)]}
        """)
      let record = try RunTests.records(plan, last: 1, jobs: 1)[0]
      return (0...1).map { Self.value(record, "rate/cells", plan, state: $0) }
    }
    let shared = try rates(true), own = try rates(false)
    #expect(shared[0] == shared[1] && shared[0] ?? 0 > 0)
    #expect(own[0] != own[1])
  }

  /// Shuffling keeps the weights and changes their places; learning changes them only where it is asked for.
  @Test func weightsChangeWhereAsked() throws {
    let plan = try Self.plan(
      "  - observe: {label: still, duration: 200 ms}\n  - change: {pathways: {loop: {shuffled: true}}}\n  - observe: {label: shuffled, duration: 200 ms}\n  - observe: {label: learning, duration: 200 ms, learning: true}",
      pathway: "weights: {low: 0, high: 4}, symmetric_stdp: {potentiation: 0.01}")
    let record = try RunTests.records(plan, last: 1, jobs: 1)[0]
    let w = try (0...2).map { try #require(Self.value(record, "mean_weight/loop", plan, state: $0)) }
    #expect(w[0] == w[1] && w[2] > w[1] + 0.001, "\(w)")
    #expect(Self.value(record, "rate/cells", plan, state: 0) != Self.value(record, "rate/cells", plan, state: 1))
  }

  /// Claims about circuits are judged like all others.
  @Test func claimsAreJudged() throws {
    let plan = try Self.plan(
      "  - observe: {label: alone, duration: 500 ms}", subjects: 3, pathway: "weight: 0",
      claims:
        "claims:\n  - {name: fires, that: \"rate(alone, population: cells) > 5\"}\n  - {name: is silent, that: \"rate(alone, population: cells) < 1\", expect: not met}"
    )
    let results = try plan.run(jobs: 2)
    #expect(results.claims.map(\.isAsExpected) == [true, true])
    #expect(results.claims.map(\.outcome) == [.met, .notMet])
  }
}

/// Learning on a track, recordings and bursts.
struct CircuitLearningTests {
  /// Cells with fields side by side are bound more strongly than cells whose fields lie apart; a recording has the weights and the spikes.
  @Test func tracksBindNeighbours() throws {
    let plan = try RunTests.plan(
      """
      format: 1
      name: track
      subjects: 1
      brain:
        model: circuit
        populations:
          cells: {count: 60, leaky: {resting: -65 mV}, receptors: {excitation: {decay: 5 ms}}}
        pathways:
          loop: {from: cells, to: cells, receptor: excitation, probability: 1, delay: 1 ms, weight: 0.1, largest: 20, symmetric_stdp: {potentiation: 0.08, time: 62.5 ms}}
      timeline:
        - explore: {population: cells, duration: 60 s, track: {place_cells: 1}}
        - observe: {label: rest, duration: 100 ms, record: {spikes: cells, potentials: cells, neurons: 3, weights: loop}}
      """)
    let folder = NSTemporaryDirectory() + "engram-track-\(getpid())"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let results = try #require(try ResultsFolder(path: folder).run(plan, overrides: [], jobs: 1))
    #expect(results.scores.contains { $0.measure == "mean_weight/loop" && $0.estimate.mean > 0.1 })
    let files = try FileManager.default.contentsOfDirectory(atPath: folder + "/recordings").sorted()
    #expect(
      files == [
        "1-rest-cells-potentials.csv", "1-rest-cells-potentials.npy", "1-rest-cells-spikes.csv", "1-rest-cells-spikes.npy",
        "1-rest-loop-weights.csv", "1-rest-loop-weights.npy",
      ])
    let rows = try String(contentsOfFile: folder + "/recordings/1-rest-loop-weights.csv", encoding: .utf8).split(separator: "\n")
    var near: [Double] = [], far: [Double] = []
    for row in rows.dropFirst() {
      let cells = row.split(separator: ",")
      guard let i = Int(cells[0]), let j = Int(cells[1]), let w = Double(cells[2]) else { continue }
      if abs(i - j) <= 2 { near.append(w) } else if abs(i - j) > 25 { far.append(w) }
    }
    #expect(near.count > 100 && far.count > 500)
    let close = near.reduce(0, +) / Double(near.count), apart = far.reduce(0, +) / Double(far.count)
    #expect(close > 5 * apart, "\(close), \(apart)")
  }

  /// Bursts come at their rate whatever the pieces in which they are asked for, in order, each spike once.
  @Test func burstsComeAtTheirRate() {
    var train = BurstTrain()
    (train.rate, train.gap, train.duration, train.firing, train.share) = (2, 100, 80, 50, 0.5)
    let key = StreamKey(seed: 1, subject: 1, purpose: Purpose(.activity))
    var whole = BurstSource(train, neurons: 20, key), pieces = whole
    let all = whole.spikes(before: 6_000_000, step: 0.1)
    var parts: [Spike] = []
    for limit in [1, 777, 40_000, 2_000_000, 6_000_000] as [Int64] { parts += pieces.spikes(before: limit, step: 0.1) }
    #expect(parts == all)
    #expect(zip(all, all.dropFirst()).allSatisfy { ($0.step, $0.neuron) < ($1.step, $1.neuron) })
    // 2 bursts a second for 600 s, 10 neurons in each, 80 ms of 50 Hz: 48,000 spikes; bursts' number has SD √(1200 · .64) of 1200.
    #expect((Double(all.count) / 48_000 - 1).magnitude < 0.1, "\(all.count)")
  }
}
