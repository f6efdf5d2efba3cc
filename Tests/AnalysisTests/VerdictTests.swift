import Analysis
import NumericalMethods
import Recordings
import Scenarios
import Testing

/// Synthetic recordings with known answers.
struct VerdictTests {
  let index = Index(
    memories: [
      .init(name: "a", material: "m", group: "g"), .init(name: "b", material: "m", group: "g"),
      .init(name: "c", material: "m", group: "h"),
    ],
    states: [.init(branch: "", label: "test", lesion: "none", hours: 0)], sleeps: [],
    measures: ["recognition_studied", "recognition_lure"])

  func retrieval(_ memory: Int32, u: Float, g: Float, v: Float, partner: Int32 = -1, trial: Int32 = 0) -> RetrievalScore {
    RetrievalScore(
      state: 0, memory: memory, trial: trial, unique: u, shared: g, all: (u + g) / 2, competitor: v, partner: partner,
      uniqueCorrect: u >= 0.5 ? 1 : 0,
      sharedCorrect: g >= 0.5 ? 1 : 0, wrong: 0)
  }

  func scenario(_ claims: String = "", analysis: String = "") throws -> Scenario {
    try Scenario.read(
      text:
        "format: 1\nname: t\nmaterials:\n  m: {generator: categories}\ntimeline:\n  - study: {materials: m}\n  - probe: {label: test}\n\(analysis)\n\(claims)",
      file: "t.yaml", directory: ".")
  }

  func results(_ records: [SubjectRecord], claims: String = "", analysis: String = "analysis: {thresholds: floors}") throws
    -> Results
  {
    try Analyzer(try scenario(claims, analysis: analysis), index: index, available: [["cued_recall", "recognition"]]).results(
      records)
  }

  static let cases: [(u: Float, g: Float, v: Float, verdict: Verdict)] = [
    (0.9, 0.9, 0.1, .kept), (0.5, 0, 0.25, .kept), (0.49, 0.9, 0.0, .gist), (0.9, 0.9, 0.7, .mixture), (0.3, 0.9, 0.3, .mixture),
    (0.1, 0.9, 0.9, .intrusion), (0.2, 0.1, 0.45, .forgotten), (0.25, 0.9, 0.5, .intrusion), (0.1, 0.5, 0.1, .gist),
    (0.1, 0.49, 0.1, .forgotten),
    (.nan, 0.9, 0.1, .gist), (0.9, .nan, 0.1, .kept), (.nan, .nan, 0, .forgotten), (0.7, 0.9, 0.5, .mixture),
    (0.75, 0.9, 0.5, .kept),
  ]

  @Test(arguments: cases) func firstMatchWins(_ c: (u: Float, g: Float, v: Float, verdict: Verdict)) throws {
    var record = SubjectRecord(subject: 1)
    record.retrievals = [retrieval(0, u: c.u, g: c.g, v: c.v, partner: 1)]
    let cell = try #require(try results([record]).states[0].memories[0])
    #expect(cell.fate.shares[c.verdict]?.mean == 1)
  }

  /// The threshold is the 19th of 20 lures for alpha .05 of n = 19 … here rank ⌈21 · .95⌉ = 20, the largest.
  @Test func luresRaiseTheThreshold() throws {
    var record = SubjectRecord(subject: 1)
    record.lures = (0..<20).map {
      LureScore(state: 0, kind: $0 % 2, unique: 0.6 + 0.01 * Float($0), shared: 0.1, competitor: 0, partner: -1)
    }
    record.retrievals = [retrieval(0, u: 0.78, g: 0, v: 0), retrieval(1, u: 0.80, g: 0, v: 0)]
    let calibrated = try results([record], analysis: "")
    let quantile = try #require(calibrated.states[0].thresholds.uniqueQuantile)
    #expect((quantile - 0.79).magnitude < 1e-6)
    #expect(calibrated.states[0].memories[0]?.fate.shares[.kept]?.mean == 0)
    #expect(calibrated.states[0].memories[1]?.fate.shares[.kept]?.mean == 1)
    #expect(try results([record]).states[0].memories[0]?.fate.shares[.kept]?.mean == 1)
    record.lures.removeLast(2)
    let few = try results([record], analysis: "")
    #expect(few.states[0].thresholds.uniqueQuantile == nil && few.warnings.contains { $0.contains("fewer than 19 lures") })
  }

  @Test func fatesNeedEvidence() throws {
    func fate(_ kept: Int, of subjects: Int) throws -> Fate {
      let records = (0..<subjects).map { s in
        var record = SubjectRecord(subject: s + 1)
        record.retrievals = (0..<8).map { _ in s < kept ? retrieval(0, u: 0.9, g: 0.9, v: 0) : retrieval(0, u: 0, g: 0, v: 0) }
        return record
      }
      return try #require(try results(records).states[0].memories[0]).fate
    }
    #expect(try fate(20, of: 20).word == .kept)
    #expect(try fate(0, of: 20).word == .forgotten)
    #expect(try fate(14, of: 20).word == .uncertain)
    #expect(try fate(2, of: 3).word == .uncertain)
    #expect(try fate(14, of: 20).leaning == "kept")
  }

  @Test func partnersAreNamed() throws {
    let records = (1...10).map { s in
      var record = SubjectRecord(subject: s)
      record.retrievals = (0..<8).map { retrieval(0, u: 0.1, g: 0.9, v: 0.9, partner: $0 < 6 ? 2 : 1) }
      return record
    }
    let fate = try #require(try results(records).states[0].memories[0]).fate
    #expect(fate.word == .blended && fate.kind == .intrusion && fate.text == "blended: intrusion")
    #expect(fate.partners.map(\.memory) == [2, 1] && fate.partners[0].share == 0.75)
  }

  @Test func claimsAreJudgedByTheirInterval() throws {
    let records = (0..<20).map { s in
      var record = SubjectRecord(subject: s + 1)
      record.retrievals = [
        retrieval(0, u: 0.6 + 0.01 * Float(s % 5), g: 0.5, v: 0), retrieval(2, u: 0.5 + 0.1 * Float(s % 2), g: 0.5, v: 0),
      ]
      return record
    }
    let claims = """
      claims:
        - {name: one, that: "unique(test, group: g) > 0.5"}
        - {name: two, that: "unique(test, group: g) > 0.7"}
        - {name: three, that: "unique(test, group: h) > 0.55"}
        - {name: four, that: "unique(test, group: g) = 0.62 within 0.02"}
        - {name: five, that: "unique(test, group: g) in [0.7, 0.9]", expect: not met}
        - {name: six, that: "shared(test) > 0.5"}
        - {name: seven, that: "2 * unique(test, group: g) - 0.5 > unique(test, group: h) > 0.1"}
        - {name: eight, that: "trend(unique(test, group: h), unique(test, group: g)) > 0"}
      """
    let judged = try results(records, claims: claims).claims
    #expect(judged.map(\.outcome) == [.met, .notMet, .inconclusive, .met, .notMet, .notMet, .met, .met])
    #expect(judged[4].isAsExpected && !judged[1].isAsExpected)
    #expect((judged[2].parts[0].estimate.mean - 0.55).magnitude < 1e-6 && judged[0].parts[0].effectSize?.value ?? 0 > 5)
    #expect(judged[6].parts.count == 2)
  }

  @Test func recognitionIsUnbiased() throws {
    var record = SubjectRecord(subject: 1)
    record.scores = (0..<10).flatMap { i in
      [
        Score(state: 0, measure: 0, memory: 0, value: 0.6 + 0.01 * Float(i)),
        Score(state: 0, measure: 1, memory: -1, value: 0.2 + 0.01 * Float(i)),
      ]
    }
    let claims = "claims:\n  - {name: d, that: \"d_prime(test) > 1\"}\n  - {name: h, that: \"hits(test) = 0.9545 within 0.001\"}"
    let judged = try results([record, record], claims: claims).claims
    #expect(judged.map(\.outcome) == [.met, .met])
    #expect((judged[0].parts[0].estimate.mean - 2 * Statistics.normalQuantile(10.5 / 11)).magnitude < 1e-9)
  }

  /// Records in another order of subjects give the same fates (means to rounding).
  @Test func orderOfSubjectsDoesNotMatter() throws {
    let records = (0..<9).map { s in
      var record = SubjectRecord(subject: s + 1)
      record.retrievals = [retrieval(0, u: 0.1 * Float(s), g: 0.5, v: 0.3, partner: 1)]
      return record
    }
    let a = try results(records), b = try results(records.reversed())
    #expect(((a.states[0].memories[0]?.unique?.mean ?? 0) - (b.states[0].memories[0]?.unique?.mean ?? 1)).magnitude < 1e-12)
    #expect(a.states[0].memories[0]?.fate.word == b.states[0].memories[0]?.fate.word)
  }
}
