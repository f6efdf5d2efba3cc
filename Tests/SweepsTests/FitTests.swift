import Engram
import Foundation
import NumericalMethods
import Sweeps
import Testing

/// Fits: the same whatever the number of threads, and right where the answer is known.
struct FitTests {
  private static let scenario = """
    format: 1
    name: small
    subjects: 3
    seed: 4
    # Three subjects stand for twenty: they store all items alike.
    brain: {parameters: {encoding_variability: 0, item_variability: 0}}
    materials: {m: {generator: categories, categories: 2, exemplars: 3}}
    timeline:
      - study: {materials: m, epochs: 2}
      - wake: {duration: 48 h, incidental: 0/h}
      - probe: {label: later, lesions: cortex}
    analysis: {retrievals: 1, lures: 0, thresholds: floors}
    fit:
      data: data.csv
      vary: {decay: {path: [brain.pathways.perforant.decay, brain.pathways.recurrent.decay, brain.pathways.schaffer.decay, brain.pathways.output.decay], from: 24, to: 480, unit: h, scale: log}}
      simulations: 200
      keep: 30
      profile: 7
    """

  private static func folder(_ jobs: Int, data: String, _ body: (Fit, String) throws -> Void) throws {
    let path = NSTemporaryDirectory() + "engram-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    try scenario.write(toFile: path + "/small.yaml", atomically: true, encoding: .utf8)
    try data.write(toFile: path + "/data.csv", atomically: true, encoding: .utf8)
    var request = SweepFolder.Request(scenario: path + "/small.yaml")
    request.fit = true
    let sweep = try SweepFolder(path + "/fit", request)
    #expect(try sweep.run(jobs: jobs).isComplete)
    try body(try SweepFolder(path + "/fit").fit(jobs: jobs), path + "/fit")
  }

  /// What the scenario gives with a decay of 120 h, by subjects of another seed, is explained by about that decay.
  @Test func findsWhatMadeTheData() throws {
    let made = try Plan(
      try Scenario.read(
        text: Self.scenario.replacing("      data: data.csv\n", with: "      data: none.csv\n").components(separatedBy: "fit:")[0]
          + "claims: [{name: u, that: \"unique(later, lesion: cortex) > 0\"}, {name: g, that: \"shared(later, lesion: cortex) > 0\"}]\n",
        file: "made.yaml", directory: ".",
        overrides: [
          Override(path: "seed", value: "77"), Override(path: "subjects", value: "20"),
        ] + ["perforant", "recurrent", "schaffer", "output"].map { Override(path: "brain.pathways.\($0).decay", value: "120 h") })
    ).run(jobs: 2).claims.map { $0.parts[0].estimate.mean }
    let data =
      "measure,value,error,n\n\"unique(later, lesion: cortex)\",\(made[0]),0.02,20\n\"shared(later, lesion: cortex)\",\(made[1]),0.02,20\n"
    var texts: [String] = []
    for jobs in [1, 2] {
      try Self.folder(jobs, data: data) { fit, path in
        let range = try ParameterRange(24, 480, scale: .logarithmic)
        let (low, high) = fit.sample.interval(of: 0, confidence: 0.95)
        #expect(range.value(at: low) < 120 && 120 < range.value(at: high) && high - low < 0.5)
        let best = try #require(fit.best)
        #expect((range.value(at: best.places[0]) / 120 - 1).magnitude < 0.25 && best.chi < 6)
        let (from, to) = best.interval(0)
        let (least, most) = (try #require(from), try #require(to))
        #expect(least < best.places[0] && best.places[0] < most)
        #expect(zip(fit.predictive, made).allSatisfy { ($0.mean - $1).magnitude < 0.08 })
        texts.append(try String(contentsOfFile: path + "/posterior.csv", encoding: .utf8) + fit.text)
      }
    }
    #expect(texts[0] == texts[1])
  }

  /// Data that the scenario cannot give are not explained: χ² far above its degrees of freedom, and said so.
  @Test func impossibleDataAreNotExplained() throws {
    let data = "measure,value,error\n\"unique(later, lesion: cortex)\",0.1,0.02\n\"shared(later, lesion: cortex)\",0.95,0.02\n"
    try Self.folder(2, data: data) { fit, _ in
      let best = try #require(fit.best)
      #expect(best.chi > 50)
      #expect(fit.text.contains("more than two errors off"))
    }
  }

  /// Regression takes out what a wide net brings in: θ with s = 2θ + noise, data at s = 1.
  @Test func regressionAdjusts() {
    var random = RandomStream(seed: 1, subject: 1, purpose: Purpose(.test))
    let draws = (0..<400).map { _ in random.uniform() }
    let summaries = draws.map { [2 * $0 + random.normal(sd: 0.02)] }
    let wide = PosteriorSample(
      parameters: draws.map { [$0] }, weights: draws.map { _ in 1 }, distances: summaries.map { ($0[0] - 1).magnitude })
    let adjusted = RegressionAdjustment.adjusted(wide, summaries: summaries, data: [1])
    #expect((adjusted.mean(of: 0) - 0.5).magnitude < 0.003 && (adjusted.sd(of: 0) - 0.01).magnitude < 0.003)
    #expect(wide.sd(of: 0) > 0.25)
    // Too few draws for a regression are left alone.
    let few = PosteriorSample(parameters: [[0.2], [0.3]], weights: [1, 1], distances: [1, 2])
    #expect(RegressionAdjustment.adjusted(few, summaries: [[1], [2]], data: [1]) == few)
  }
}
