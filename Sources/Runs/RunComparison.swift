import Analysis
import Declarations
import Lives
import Recordings
import Reporting
import Scenarios

/// Two stored runs side by side: every number that both have, the second less the first, subject by subject.
public struct RunComparison: Sendable {
  /// In the order of the first run.
  public let rows: [PairedDifference]
  /// The runs' folders.
  public let names: [String]
  /// Whether subjects of the same number are the same person in both: the seeds agree.
  public let isPaired: Bool
  private let headings: [String]

  /// Throws if a folder holds no complete run, or if the two have no number in common.
  public init(_ first: ResultsFolder, _ second: ResultsFolder) throws {
    let a = try Values(first), b = try Values(second)
    names = [first.path, second.path]
    headings = [a, b].map { "\($0.plan.scenario.name), \($0.plan.scenario.subjects) subjects, seed \($0.plan.scenario.seed)" }
    isPaired = a.plan.seed == b.plan.seed
    let confidence = a.plan.scenario.analysis.confidence
    rows = a.list.compactMap { name, values in
      b.byName[name].map { PairedDifference(name, values, $0, confidence: confidence) }
    }.filter { $0.difference.subjects > 0 }
    if rows.isEmpty { throw ResultsError.nothingInCommon(names[0], names[1]) }
  }

  /// What a run has of every subject, by name.
  private struct Values {
    let plan: Plan
    private(set) var list: [(name: String, values: [Double])] = []
    var byName: [String: [Double]] { Dictionary(list.map { ($0.name, $0.values) }) { a, _ in a } }

    init(_ folder: ResultsFolder) throws {
      let (records, plan) = try folder.records()
      self.plan = plan
      let index = plan.index, reader = try plan.outcomeReader()
      var rows: [[(String, Double)]] = []
      let claims = reader.values(records) { rows.append(Self.row($0, index)) }
      for (o, name) in reader.names.enumerated() { list.append((name, claims.map { $0[o] })) }
      var names: [String] = [], columns: [String: [Double]] = [:]
      for (subject, row) in rows.enumerated() {
        for (name, value) in row {
          if columns[name] == nil {
            names.append(name)
            columns[name] = [Double](repeating: .nan, count: rows.count)
          }
          columns[name]?[subject] = value
        }
      }
      list += names.map { ($0, columns[$0] ?? []) }
    }

    /// One subject: what is kept and recalled of its memories, and its other scores, in each state.
    private static func row(_ tally: SubjectTally, _ index: Index) -> [(String, Double)] {
      var row: [(String, Double)] = [], scores: [String: (sum: Double, count: Double)] = [:], order: [String] = []
      for (s, state) in index.states.enumerated() {
        let cells = index.memories.indices.map { tally.cell(s, $0) }.filter { $0.retrievals > 0 }
        guard !cells.isEmpty else { continue }
        let n = Double(cells.count)
        let kept = cells.reduce(0) { $0 + Double($1.verdicts[Verdict.kept.rawValue]) / Double($1.retrievals) } / n
        row.append((name("kept", state), kept))
        let recalled = cells.compactMap(\.allMean)
        if !recalled.isEmpty { row.append((name("recall", state), recalled.reduce(0, +) / Double(recalled.count))) }
      }
      for score in tally.record.scores where index.states.indices.contains(Int(score.state)) && score.value.isFinite {
        guard index.measures.indices.contains(Int(score.measure)) else { continue }
        let name = name(index.measures[Int(score.measure)], index.states[Int(score.state)])
        if scores[name] == nil { order.append(name) }
        scores[name, default: (0, 0)].sum += Double(score.value)
        scores[name, default: (0, 0)].count += 1
      }
      return row + order.map { ($0, scores[$0].map { $0.sum / $0.count } ?? .nan) }
    }

    private static func name(_ measure: String, _ state: Index.State) -> String {
      ([measure, state.branch, state.label] + (state.lesion == "none" ? [] : ["−" + state.lesion])).filter { !$0.isEmpty }
        .joined(separator: " ")
    }
  }

  private var pairing: String {
    isPaired
      ? "paired: the same seed, so the same subjects in both"
      : "paired by number only: the seeds differ, so each run has subjects of its own"
  }

  public var text: String {
    """
    \(Layout.clean(names[1])) (\(headings[1]))
    less \(Layout.clean(names[0])) (\(headings[0]))
    \(pairing)
    \(DifferenceTable(rows).text)

    """
  }

  public var value: Value {
    .object([
      "schema": .integer(1), "first": .text(names[0]), "second": .text(names[1]), "paired": .flag(isPaired),
      "outcomes": DifferenceTable(rows).value,
    ])
  }

  public var html: String {
    var page = Page(title: "\(names[1]) compared with \(names[0])")
    page.library = DrawingLibrary.find()
    page.lead = "<p>\(names[1]): \(headings[1]). \(names[0]): \(headings[0]). These are \(pairing).</p>"
    let figure = DifferenceTable(rows).figure(first: names[0], second: names[1], subjects: isPaired ? "paired" : "unpaired")
    page.sections = [.init("comparison", "Differences", figure.markup(number: 1))]
    page.data = [("results", value)]
    return page.html
  }
}
