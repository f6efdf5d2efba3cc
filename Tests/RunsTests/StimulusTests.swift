import Engram
import Lives
import Runs
import Testing

/// Stimuli, engrams and lesions of circuits under scenario files.
struct StimulusTests {
  static func plan(_ timeline: [String]) throws -> Plan {
    try RunTests.plan(
      """
      format: 1
      name: stimuli
      subjects: 1
      brain:
        model: circuit
        populations:
          senses: {count: 40, poisson: {rate: 0 Hz}}
          cells: {count: 40, leaky: {resting: -60 mV}, receptors: {excitation: {decay: 5 ms}}}
        pathways:
          path: {from: senses, to: cells, receptor: excitation, probability: 0.5, delay: 1 ms, weight: 8}
      timeline:
      \(timeline.map { "  - " + $0 }.joined(separator: "\n"))
      """)
  }

  /// What the stretch before left behind is over when it is measured.
  static func stretch(_ label: String, _ more: String = "", cue: Double = 1) -> String {
    let stimuli = "{populations: senses, patterns: 4, rate: 200 Hz, duration: 500 ms, gap: 500 ms, cue: \(cue)}"
    return
      "observe: {label: \(label), duration: 8 s, settle: 100 ms, stimuli: \(stimuli), engrams: {populations: [senses, cells]}\(more)}"
  }

  /// A stimulus drives the neurons of its pattern and no others: a quarter of them for half of the time, so do cues with half of them; lesions
  /// last for their stretch, a pathway's transmission from its phase on, and nothing is left of the stimuli afterwards.
  @Test func stimuliAndLesions() throws {
    let plan = try Self.plan([
      Self.stretch("whole"), Self.stretch("cue", cue: 0.5), Self.stretch("off", ", lesion: senses"),
      Self.stretch("cut", ", lesion: path"),
      Self.stretch("again"), "observe: {label: after, duration: 1 s}", "change: {pathways: {path: {transmission: 0}}}",
      Self.stretch("blocked"),
    ])
    let record = try RunTests.records(plan, last: 1, jobs: 1)[0]
    func values(_ name: String) -> [Float?] { (0..<7).map { CircuitTests.value(record, name, plan, state: $0) } }
    let rates = try values("rate/senses").map { try #require($0) }
    // 200 Hz in steps of .1 ms, of ten neurons for 4 s: 25 Hz with SD .28.
    for (rate, expected) in zip(rates, [25, 12.5, 0, 25, 25, 0, 25] as [Float]) {
      #expect(expected == 0 ? rate == 0 : (rate - expected).magnitude < 1.5, "\(rates)")
    }
    #expect(values("engram_size/senses")[0] == 0.25 && values("engram_size/senses")[1] == 0.125)
    #expect(values("engram_overlap/senses") == [1, 0.5, 0, 1, 1, nil, 1])
    for name in ["engram_recall/senses", "true_positives/senses"] { #expect(values(name) == [1, 1, 0, 1, 1, nil, 1]) }
    #expect(values("false_positives/senses") == [0, 0, 0, 0, 0, nil, 0])
    let cells = values("rate/cells")
    #expect(cells[0] ?? 0 > 1 && cells[4] ?? 0 > 1 && cells[2] == 0 && cells[3] == 0 && cells[6] == 0, "\(cells)")
  }

  /// Ways of a branch see the same stimuli in the same order.
  @Test func branchesShareStimuli() throws {
    let plan = try Self.plan(["branch: {one: [], two: [change: {pathways: {path: {transmission: 0.5}}}]}", Self.stretch("whole")])
    let record = try RunTests.records(plan, last: 1, jobs: 1)[0]
    func value(_ name: String, _ state: Int32) -> Float? { CircuitTests.value(record, name, plan, state: state) }
    #expect(value("rate/senses", 0) == value("rate/senses", 1))
    #expect(value("engram_rate/senses", 0) == value("engram_rate/senses", 1))
    #expect(value("rate/cells", 1) ?? 0 < value("rate/cells", 0) ?? 0)
  }
}
