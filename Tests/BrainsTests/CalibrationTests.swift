import Analysis
import Lives
import NumericalMethods
import Recordings
import Runs
import Scenarios
import Testing

/// Whether thresholds that some subjects' lures set hold for the lures of others, on brains other than the one they were made for.
struct CalibrationTests {
  private static let subjects = 12
  private static let lures = 25
  private static let models = ["Meeter_Murre_2005.yaml", "Norman_et_al_2005.yaml", "Zheng_et_al_2022.yaml"]

  private static func plan(_ candidate: Candidate, seed: Int, floors: String) throws -> Plan {
    try candidate.plan(
      """
      format: 1
      name: t
      subjects: \(subjects)
      seed: \(seed)
      materials: {m: {generator: random_patterns, units: 20, classes: [{name: a, items: 4}]}}
      timeline:
        - study: {materials: m, epochs: 2}
        - probe: {label: evening}
      analysis: {retrievals: 1, lures: \(lures)\(floors)}
      """)
  }

  /// Of lures that set no threshold at most 5 % are called kept, and at most 5 % lie above the threshold, which is the stricter test where
  /// floor and margin are none. The band, fixed before the first run: the upper end of the 95 % interval of the share is at most .05 and
  /// three standard errors of the difference of two samples of this size (300 lures each: .05 + .053), as the thresholds are estimated.
  @Test(arguments: models, ["", ", floor: 0, mixture_floor: 0, margin: 0"])
  func fewNewLuresAreCalledKept(_ file: String, _ floors: String) throws {
    let candidate = Candidate.model(file)
    let thresholds = try #require(try Self.plan(candidate, seed: 1, floors: floors).run(jobs: 1).states.first?.thresholds)
    let set = try #require(thresholds.uniqueQuantile), count = Self.subjects * Self.lures
    #expect(thresholds.lures == count && set.isFinite)
    let others = try Self.plan(candidate, seed: 2, floors: floors)
    var lures: [LureScore] = []
    try Runner(others, first: 1, last: Self.subjects, jobs: 1).run { lures += $0.lures }
    #expect(lures.count == count)
    let kept = lures.count { thresholds.verdict(unique: $0.unique, shared: $0.shared, competitor: $0.competitor) == .kept }
    let above = lures.count { Double($0.unique) > set }
    let most = 0.05 + 3 * (0.05 * 0.95 * 2 / Double(count)).squareRoot()
    for (number, what) in [(kept, "kept"), (above, "above the threshold")] {
      let high = Statistics.jeffreys(number, of: count, confidence: 0.95).high
      #expect(high <= most, "\(number) of \(count) lures are \(what)")
    }
  }
}
