import Analysis
import NumericalMethods
import Recordings
import Testing

/// Where the calibration itself must do the work, and what the intervals of fates promise.
struct CalibrationTests {
  private let verdicts = VerdictTests()

  /// Lures that score high, with floors so low that only the quantile stands between them and "kept": held-out ones pass it in at most
  /// 5 % of cases on average, and in nearly 5 %.
  @Test func quantilesHoldWithoutFloors() throws {
    var rate = Moments()
    for experiment in 0..<200 {
      var random = RandomStream(seed: 3, subject: experiment, purpose: Purpose(.test))
      func score() -> Float { Float(0.4 + 0.15 * random.normal()) }
      var record = SubjectRecord(subject: 1)
      record.lures = (0..<60).map { LureScore(state: 0, kind: $0 % 2, unique: score(), shared: 0, competitor: 0, partner: -1) }
      // Never studied either, but judged as memories.
      record.retrievals = (0..<40).map { verdicts.retrieval(0, u: score(), g: 0, v: 0, trial: Int32($0)) }
      let results = try verdicts.results([record], analysis: "analysis: {floor: 0, mixture_floor: 0, margin: 0}")
      rate.add(try #require(results.states[0].memories[0]?.fate.shares[.kept]).mean)
    }
    #expect(rate.mean <= 0.05 + 3 * rate.standardError && rate.mean > 0.03, "\(rate.mean)")
  }

  /// The interval of a share over 20 subjects with 8 retrievals each holds the true share in about 95 % of experiments, for shares in the
  /// middle and near the end.
  @Test(arguments: [0.5, 0.8, 0.93]) func intervalsOfFatesCover(_ share: Double) throws {
    var covered = 0
    for experiment in 0..<400 {
      var random = RandomStream(seed: 4, subject: experiment, purpose: Purpose(.test))
      let records = (1...20).map { subject in
        // Subjects differ: a share of their own, uniform about the true one.
        let spread = min(share, 1 - share), own = share + spread * (2 * random.uniform() - 1)
        var record = SubjectRecord(subject: subject)
        record.retrievals = (0..<8).map { verdicts.retrieval(0, u: random.uniform() < own ? 0.9 : 0.1, g: 0, v: 0, trial: Int32($0)) }
        return record
      }
      let kept = try #require(try verdicts.results(records).states[0].memories[0]?.fate.shares[.kept])
      if kept.low <= share, share <= kept.high { covered += 1 }
    }
    #expect((360...396).contains(covered), "\(covered) of 400")
  }
}
