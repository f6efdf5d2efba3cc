import Engram
import Lives
import Runs
import Testing

/// Feed-forward networks under scenario files.
struct FeedForwardRunTests {
  private static func plan(_ more: String = "", night: String = "{label: night, steps: 300}") throws -> Plan {
    try RunTests.plan(
      """
      format: 1
      name: small
      subjects: 3
      seed: 11
      \(more)
      brain:
        model: feedforward
        hidden: [60]
        backpropagation: {batch: 10}
        replay: {patch: 4, thresholds: [0.05, 0.1], increase: 0.02, decrease: 0.002, scale: 0.004}
      materials: {digits: {generator: digits, training: 20, testing: 10}}
      timeline:
        - repeat:
            times: 2
            of:
              - backpropagate: {next: true, epochs: 8}
              - sleep_replay: \(night)
              - classify: {label: morning}
        - branch:
            more: [backpropagate: {tasks: [3, 4, 5], epochs: 8}]
            less: []
        - classify: {label: end}
      """)
  }

  /// States: night 1, morning 1, night 2, morning 2, end of 'more', end of 'less'.
  private static func values(_ plan: Plan, _ name: String) throws -> [Float?] {
    let record = try RunTests.records(plan, last: 1, jobs: 1)[0]
    return (0..<6).map { CircuitTests.value(record, name, plan, state: Int32($0)) }
  }

  @Test func learnsTheNextTask() throws {
    let plan = try Self.plan(night: "{label: night, learning: false}")
    let first = try Self.values(plan, "accuracy/task-1"), second = try Self.values(plan, "accuracy/task-2")
    let last = try Self.values(plan, "accuracy/task-5"), all = try Self.values(plan, "accuracy/all")
    #expect(try #require(first[1]) > 0.7 && second[1] == 0 && last[1] == 0)
    #expect(try #require(second[3]) > 0.7 && last[3] == 0)
    // The way that learns more leaves the other as it is.
    #expect(try #require(last[4]) > 0.4 && last[5] == 0)
    #expect(all[5] == all[3] && first[0] == nil)
    #expect(try #require(first[3]) < 0.3)
  }

  /// A night changes what is answered, unless it does not learn; ablations are what a file can also say.
  @Test func ablationsTakeOutWhatTheySay() throws {
    func answers(_ plan: Plan) throws -> [Float?] {
      try ["accuracy/task-1", "accuracy/task-2", "accuracy/task-5"].flatMap { try Self.values(plan, $0)[1...3] }
    }
    func spikes(_ plan: Plan) throws -> [Float?] { try Self.values(plan, "layer_spikes/hidden-1") }
    let usual = try Self.plan(), still = try Self.plan(night: "{label: night, steps: 300, learning: false}")
    let shuffled = try Self.plan(night: "{label: night, steps: 300, input: shuffled}")
    let withoutReplay = try Self.plan("ablate: [no_sleep]"), withShuffled = try Self.plan("ablate: [shuffled_replay]")
    #expect(try answers(usual) != answers(still))
    #expect(try answers(withoutReplay) == answers(still) && spikes(withoutReplay)[0] == nil)
    #expect(try spikes(usual) != spikes(shuffled) && spikes(withShuffled) == spikes(shuffled))
    #expect(try answers(withShuffled) == answers(shuffled))
    let night = try spikes(usual)
    #expect(try (0.00001...0.5).contains(#require(night[0])) && night[1] == nil)
  }

  @Test func recordsDoNotDependOnThreads() throws {
    let plan = try Self.plan()
    #expect(
      try RunTests.bytes(RunTests.records(plan, last: 3, jobs: 1)) == RunTests.bytes(RunTests.records(plan, last: 3, jobs: 2)))
  }
}
