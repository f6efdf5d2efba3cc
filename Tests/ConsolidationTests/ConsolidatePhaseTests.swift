import Consolidation
import Engram
import Testing

/// Pattern sequences and consolidation from noise under scenario files.
struct ConsolidatePhaseTests {
  private static func plan(_ timeline: String, more: String = "") throws -> Plan {
    try RunTests.plan(
      """
      format: 1
      name: link
      subjects: 2
      \(more)
      brain:
        model: layers
        layers:
          trace: {units: 60, binary: {active: 5, temperature: 0.05}}
          link: {units: 30, binary: {active: 4, temperature: 0.05}}
        projections:
          within: {from: trace, to: trace, rate: 0.02, sleep_rate: 0.01, hebbian: {}}
          to-link: {from: [trace, link], to: link, rate: 0.4, hebbian: {}}
          from-link: {from: link, to: trace, rate: 0.4, hebbian: {}}
        stores: {hippocampus: [link]}
      tasks:
        list: {patterns: {count: 6, layers: {trace: {active: 5, cue: 0.4, wanted: true}, link: {active: 4}}}}
      timeline:
      \(timeline)
      """)
  }

  private static func values(_ plan: Plan, _ names: [String], state: Int32) throws -> [Float?] {
    let record = try RunTests.records(plan, last: 1, jobs: 1)[0]
    return names.map { CircuitTests.value(record, $0, plan, state: state) }
  }

  private static let completions = ["completion/all", "completion/oldest", "completion/middle", "completion/newest"]

  /// Training in parts goes on where it stopped, in each way of a branch by itself, and begins again at the end.
  @Test func trainingGoesOn() throws {
    let plan = try Self.plan(
      """
        - train: {label: a, task: list, trials: 2}
        - test: {label: first, task: list}
        - branch:
            on: [train: {label: b, task: list, trials: 2}]
            off: [train: {label: b, task: list, trials: 4, off: [link], rates: {within: 0}}]
        - train: {label: c, task: list, trials: 2}
        - test: {label: last, task: list}
      """)
    func trained(_ state: Int32) throws -> [Bool] {
      try Self.values(plan, Self.completions, state: state).dropFirst().map { ($0 ?? 0) > 0.8 }
    }
    #expect(try trained(1) == [true, false, false])
    #expect(try trained(4) == [true, true, true])
    // The fourth pattern of 'off' was learnt in vain; the two after it are the first ones again.
    #expect(try trained(7) == [true, false, false])
  }

  /// Replays are counted by part; the trace learns from them, and nothing without them.
  @Test func replaysTeachTheTrace() throws {
    let timeline = """
        - train: {label: day, task: list}
        - test: {label: evening, task: list, off: [link]}
        - consolidate: {label: night, events: 60, cycles: 20, learning: 5, decoded: [list]}
        - test: {label: morning, task: list, off: [link]}
      """
    let plan = try Self.plan(timeline)
    let parts = ["oldest", "middle", "newest", "all"].map { "replayed/list/" + $0 }
    let shares = try Self.values(plan, parts, state: 2).map { try #require($0) }
    #expect((shares[0] + shares[1] + shares[2] - shares[3]).magnitude < 1e-5 && shares[3] > 0.9)
    let most = try Self.values(plan, ["replayed_items/list", "most_replayed/list"], state: 2)
    let (items, share) = (try #require(most[0]), try #require(most[1]))
    #expect((2...6).contains(items) && (0.16...0.9).contains(share))
    func gain(_ plan: Plan) throws -> Float {
      let evening = try #require(Self.values(plan, Self.completions, state: 1)[0])
      let morning = try #require(Self.values(plan, Self.completions, state: 3)[0])
      return morning - evening
    }
    let gains = try [gain(plan), gain(Self.plan(timeline, more: "ablate: [no_sleep]"))]
    #expect(gains[0] > 0.2 && gains[1] == 0)
  }

  /// Half a link leaves more than none, and less than all.
  @Test func damageIsGraded() throws {
    let plan = try Self.plan(
      """
        - train: {label: day, task: list}
        - test: {label: whole, task: list}
        - test: {label: half, task: list, damage: {link: 0.5}}
        - test: {label: none, task: list, damage: {link: 1}}
        - test: {label: off, task: list, off: [link]}
      """)
    let records = try RunTests.records(plan, last: 2, jobs: 1)
    func mean(_ state: Int32) -> Float {
      records.reduce(0) { $0 + (CircuitTests.value($1, "completion/all", plan, state: state) ?? .nan) } / 2
    }
    #expect(mean(1) >= mean(2) && mean(2) > mean(3) && mean(1) > mean(3) + 0.3)
    #expect(mean(3) == mean(4))
  }
}
