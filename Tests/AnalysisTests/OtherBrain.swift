import Analysis
import Recordings
import Reporting
import Scenarios

/// Recordings of a brain with stores and parts of any name: two subjects, two memories, an evening, a sleep and a morning.
struct OtherBrain {
  var stores: [Index.Store]
  var parts: [String] = []
  var network = Index.Network()
  /// Share of subjects' retrievals that are kept, in the morning, of memory 0: intact, then by each store alone.
  var kept: [Double]
  var subjects = 4

  private var lesions: [String] { ["none"] + stores.map(\.alone).filter { $0 != "none" } }
  private static let labels = ["evening", "morning"]

  var index: Index {
    Index(
      memories: [.init(name: "a", material: "m", group: "g"), .init(name: "b", material: "m", group: "g")],
      states: Self.labels.enumerated().flatMap { i, label in
        lesions.map { .init(branch: "", label: label, lesion: $0, hours: Double(i) * 8) }
      },
      sleeps: [.init(branch: "", number: 1, hours: 8)], measures: parts.map { "similarity/\($0)/initial/related" },
      stores: stores, parts: parts, network: network)
  }

  private func record(_ subject: Int) -> SubjectRecord {
    var record = SubjectRecord(subject: subject)
    for state in index.states.indices {
      // The evening is as good as can be; memory 1 is always kept.
      let isMorning = state >= lesions.count, share = isMorning ? kept[state - lesions.count] : 1
      for memory in [Int32(0), 1] {
        let value: Float = memory == 1 || Double(subject) <= share * Double(subjects) ? 0.9 : 0
        record.retrievals.append(
          RetrievalScore(
            state: Int32(state), memory: memory, trial: 0, unique: value, shared: value, all: value, competitor: 0, partner: -1,
            uniqueCorrect: 1, sharedCorrect: 1, wrong: 0))
      }
      for part in parts.indices {
        record.codes.append(
          CodeSimilarity(state: Int32(state), part: Int32(part), kind: 0, first: 0, second: 1, value: 0.5))
        record.scores.append(Score(state: Int32(state), measure: Int32(part), memory: -1, value: Float(part)))
      }
    }
    record.sleeps = [SleepSummary(sleep: 0, nremAsked: 2, nremAccepted: 2, remAsked: 1, remAccepted: 1, hours: 8)]
    record.replays = (0..<3).map {
      ReplayEvent(sleep: 0, event: $0, stage: $0 == 2 ? 1 : 0, accepted: 1, memory: $0 % 2, overlap: 1, hours: Float($0) + 1)
    }
    for hour in [Float(0), 8] {
      for memory in [Int32(0), 1] {
        for store in stores.indices {
          record.traces.append(
            TraceSample(sleep: 0, memory: memory, hours: hour, store: Int32(store), value: 0.1 * Float(store) + hour / 100))
        }
      }
    }
    return record
  }

  var records: [SubjectRecord] { (1...subjects).map(record) }

  func scenario(_ claims: String = "") throws -> Scenario {
    try Scenario.read(
      text: """
        format: 1
        name: t
        subjects: \(subjects)
        materials: {m: {generator: categories}}
        timeline:
          - study: {materials: m}
          - probe: {label: evening}
          - sleep: {}
          - probe: {label: morning}
        analysis: {thresholds: floors}
        \(claims)
        """, file: "t.yaml", directory: ".")
  }

  func results(_ claims: String = "") throws -> Results {
    try Analyzer(
      scenario(claims), index: index, available: Array(repeating: ["cued_recall", "similarity"], count: index.states.count)
    ).results(records)
  }

  func page() throws -> String {
    let source = RunPage.Source(version: "1", plan: .object([:]), digest: "", command: "engram", first: records[0])
    return try RunPage(results(), scenario: scenario(), source: source).page(library: nil).html
  }
}
