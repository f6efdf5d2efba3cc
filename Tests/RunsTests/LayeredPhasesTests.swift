import Engram
import Lives
import Runs
import Testing

/// Study, probes and sleep of trials under scenario files.
struct LayeredPhasesTests {
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
      materials:
        list: {generator: sequence, count: 6, layers: {trace: {active: 5, cue: 0.4, wanted: true}, link: {active: 4}}}
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
        - study: {label: a, materials: list, epochs: 1, trials: 2}
        - probe: {label: first, materials: list}
        - branch:
            on: [study: {label: b, materials: list, epochs: 1, trials: 2}]
            off: [study: {label: b, materials: list, epochs: 1, lesion: hippocampus, trials: 4, rates: {within: 0}}]
        - study: {label: c, materials: list, epochs: 1, trials: 2}
        - probe: {label: last, materials: list}
      """)
    func trained(_ state: Int32) throws -> [Bool] {
      try Self.values(plan, Self.completions, state: state).dropFirst().map { ($0 ?? 0) > 0.8 }
    }
    #expect(try trained(1) == [true, false, false])
    #expect(try trained(4) == [true, true, true])
    // The fourth pattern of 'off' was learnt in vain; the two after it are the first ones again.
    #expect(try trained(7) == [true, false, false])
  }

  /// Replays are counted by group; the trace learns from them, and nothing without them.
  @Test func replaysTeachTheTrace() throws {
    let timeline = """
        - study: {label: day, materials: list, epochs: 1}
        - probe: {label: evening, materials: list, lesions: hippocampus}
        - sleep: {label: night, stage: nrem, events: 60, settling: {cycles: 20, learning: 5}, decoded: [list]}
        - probe: {label: morning, materials: list, lesions: hippocampus}
      """
    let plan = try Self.plan(timeline)
    let groups = ["oldest", "middle", "newest", "all"].map { "replayed/list/" + $0 }
    let shares = try Self.values(plan, groups, state: 2).map { try #require($0) }
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

  /// What a list's items have become: kept through the link, forgotten without it; lures come from nowhere. Their scores do not change what tests
  /// say beside them.
  @Test func itemsHaveFates() throws {
    let timeline = """
        - probe: {label: before, materials: list}
        - study: {label: day, materials: list, epochs: 1}
        - probe: {label: evening, materials: list, lesions: [none, hippocampus]}
      """
    let claims = [
      "kept(evening) > 0.9", "kept(before) < 0.1", "kept(evening, lesion: hippocampus) < 0.5",
      "recall(evening, group: newest) > 0.9",
    ]
    let plan = try Self.plan(
      timeline, more: "claims: [" + claims.enumerated().map { "{name: c\($0), that: '\($1)'}" }.joined(separator: ", ") + "]")
    #expect(plan.index.memories.map(\.group) == ["oldest", "oldest", "middle", "middle", "newest", "newest"])
    let record = try RunTests.records(plan, last: 1, jobs: 1)[0], analysis = plan.scenario.analysis
    func unique(_ state: Int32) -> Float {
      let own = record.retrievals.filter { $0.state == state }
      #expect(own.count == 6 * analysis.retrievals && Set(own.map(\.memory)).count == 6)
      return own.reduce(0) { $0 + $1.unique } / Float(own.count)
    }
    #expect(unique(0) < 0.5 && unique(2) > 0.9 && unique(3) < unique(2) - 0.2)
    let lures = record.lures.filter { $0.state == 2 }
    #expect(lures.count == analysis.lures && lures.reduce(0) { $0 + $1.unique } / Float(lures.count) < 0.5)
    let none = try Self.plan(timeline, more: "analysis: {retrievals: 1, lures: 0}")
    let other = try RunTests.records(none, last: 1, jobs: 1)[0]
    #expect(other.scores == record.scores && other.lures.isEmpty && other.retrievals.count == 18)
    let results = try plan.run(jobs: 2)
    for claim in results.claims { #expect(claim.parts.allSatisfy { part in part.estimate.mean > part.low }, "\(claim.that)") }
  }

  /// A study without a label leaves no numbers, and what was studied is there.
  @Test func labelsAreOptional() throws {
    let plan = try Self.plan(
      """
        - study: {materials: list, epochs: 1}
        - sleep: {stage: nrem, settling: {}}
        - probe: {label: evening}
      """)
    #expect(plan.index.states.count == 1)
    #expect(try Self.values(plan, ["completion/all"], state: 0)[0] ?? 0 > 0.8)
  }

  /// A stage that is taken out does not happen, whatever is silent in it.
  @Test func ablationsGoByTheStage() throws {
    func gain(_ stage: String, _ ablation: String) throws -> Float {
      let plan = try Self.plan(
        """
          - study: {materials: list, epochs: 1}
          - probe: {label: evening, lesions: hippocampus}
          - sleep: {stage: \(stage), events: 60, settling: {learning: 5}}
          - probe: {label: morning, lesions: hippocampus}
        """, more: "ablate: [\(ablation)]")
      let ends = try [Int32(0), 1].map { try #require(Self.values(plan, ["completion/all"], state: $0)[0]) }
      return ends[1] - ends[0]
    }
    #expect(try gain("nrem", "no_rem") > 0.2)
    #expect(try gain("nrem", "no_nrem") == 0)
    #expect(try gain("rem", "no_rem") == 0)
  }

  /// Half a link leaves more than none, and less than all.
  @Test func damageIsGraded() throws {
    let plan = try Self.plan(
      """
        - study: {label: day, materials: list, epochs: 1}
        - probe: {label: whole, materials: list}
        - probe: {label: half, materials: list, lesions: {link: 0.5}}
        - probe: {label: none, materials: list, lesions: link}
        - probe: {label: off, materials: list, lesions: hippocampus}
      """)
    let records = try RunTests.records(plan, last: 2, jobs: 1)
    func mean(_ state: Int32) -> Float {
      records.reduce(0) { $0 + (CircuitTests.value($1, "completion/all", plan, state: state) ?? .nan) } / 2
    }
    #expect(mean(1) >= mean(2) && mean(2) > mean(3) && mean(1) > mean(3) + 0.3)
    #expect(mean(3) == mean(4))
  }
}
