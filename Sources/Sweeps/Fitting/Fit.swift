import Lives
import NumericalMethods
import Runs
import Scenarios

/// What a fit found: draws from the prior that come near the data, the best fit with profiles, and whether the inference is calibrated.
public struct Fit: Sendable {
  let plan: SweepPlan
  package let settings: FitSettings
  /// Draws that gave a prediction.
  package let drawn: Int
  /// By rejection from all draws, and regression.
  package let posterior: PosteriorSample
  /// By population Monte Carlo, where it was asked for.
  package let course: ApproximateBayes.Course?
  package let best: BestFit?
  /// By parameter: p of the ranks being uniform, and whether they lie in the 99 % band.
  package let calibration: [(probability: Double, isUniform: Bool)]
  package let calibrationRuns: Int
  /// By row of the data: mean and 95 % interval over draws from the posterior.
  package let predictive: [(mean: Double, low: Double, high: Double)]

  /// Draws from a posterior that the truth is ranked among.
  private static let rankDraws = 49

  /// The posterior that is reported: the last population, or what rejection kept.
  package var sample: PosteriorSample { course?.sample ?? posterior }

  /// Fits from a folder whose draws are all there.
  init(_ folder: SweepFolder, jobs: Int, progress: (String) -> Void) throws {
    guard let settings = folder.plan.base.scenario.fit else { throw SweepError.noSweep(path: folder.path) }
    let plan = folder.plan, model = FitModel(plan, settings, jobs: jobs)
    self.plan = plan
    self.settings = settings
    // Places of the draws, and what they predict.
    let points = try Design.places(plan.settings, seed: plan.base.seed)
    var predictions = [FitModel.Prediction?](repeating: nil, count: points.count)
    let order = folder.order.map { $0[0] }, position = Dictionary(zip(order, order.indices)) { a, _ in a }
    for chunk in folder.chunks {
      try chunk.forEach { if let p = position[$0.cell] { predictions[p] = FitModel.prediction($0) } }
    }
    let known = points.indices.filter { predictions[$0] != nil }
    drawn = known.count
    let simulated = points.indices.map { i in predictions[i].map { model.noisy($0.means, draw: i + 1) } }
    // Rejection.
    progress("posterior")
    func nearest(_ data: [Double], except own: Int?, keep: Int) -> [Int] {
      known.filter { $0 != own }.map { (i: $0, d: simulated[$0].map { model.distance($0, from: data) } ?? .infinity) }
        .sorted { ($0.d, $0.i) < ($1.d, $1.i) }.prefix(keep).map(\.i)
    }
    func scaled(_ values: [Double]) -> [Double] { zip(values, settings.rows).map { $0 / $1.error } }
    func sample(_ kept: [Int], _ data: [Double]) -> PosteriorSample {
      RegressionAdjustment.adjusted(
        PosteriorSample(
          parameters: kept.map { points[$0] }, weights: kept.map { _ in 1 },
          distances: kept.map { i in simulated[i].map { model.distance($0, from: data) } ?? .infinity }),
        summaries: kept.map { scaled(simulated[$0] ?? []) }, data: scaled(data))
    }
    let kept = nearest(model.data, except: nil, keep: settings.keep)
    guard let first = kept.first else { throw SweepError.damaged(path: folder.path, reason: "no draw gave a prediction") }
    posterior = sample(kept, model.data)
    // Calibration: each of some draws in turn plays the data, and is sought among the others.
    progress("calibration")
    let runs = known.count > 4 * settings.keep ? min(200, known.count / 2) : 0
    var ranks = settings.axes.map { _ in CalibrationRanks(draws: Self.rankDraws) }
    var random = RandomStream(seed: plan.base.seed, subject: 0, purpose: Purpose(.analysis, 0xCA1))
    for run in 0..<runs {
      let own = known[run * known.count / runs], data = simulated[own] ?? []
      let near = nearest(data, except: own, keep: settings.keep)
      let draws = sample(near, data).draws(Self.rankDraws, random: &random)
      for axis in settings.axes.indices {
        try ranks[axis].add(truth: points[own][axis], among: draws.map { $0[axis] }, random: &random)
      }
    }
    calibration = runs > 0 ? ranks.map { ($0.uniformityProbability(), $0.areUniform()) } : []
    calibrationRuns = runs
    // Population Monte Carlo.
    var course: ApproximateBayes.Course?
    if settings.population > 1 {
      progress("population Monte Carlo")
      let key = StreamKey(seed: plan.base.seed, subject: 0, purpose: Purpose(.analysis, 0xABC))
      let bayes = ApproximateBayes(
        try settings.axes.map { _ throws(GSLError) in try ParameterRange(0, 1) }, key: key, batch: 8 * jobs)
      let offset = points.count
      course = try bayes.sequential(
        population: settings.population, generations: settings.generations,
        simulations: settings.population * settings.generations * 20
      ) { places, first in
        try model.predictions(places, numbers: { offset + first + $0 }).enumerated().map { i, prediction in
          prediction.map { model.distance(model.noisy($0.means, draw: offset + first + i), from: model.data) } ?? .infinity
        }
      }
    }
    self.course = course
    // What the posterior predicts, without the noise of measurement.
    progress("predictions")
    let draws = (course?.sample ?? posterior).draws(min(settings.keep, 50), random: &random)
    let again = try model.predictions(draws, numbers: { 1_000_000_000 + $0 }).compactMap { $0?.means }
    predictive = settings.rows.indices.map { row in
      let values = again.map { $0[row] }.sorted()
      return (
        values.isEmpty ? .nan : values.reduce(0, +) / Double(values.count), Quantile.of(sorted: values, 0.025),
        Quantile.of(sorted: values, 0.975)
      )
    }
    if settings.profile > 0 {
      progress("best fit and profiles")
      best = try BestFit(model, start: points[first])
    } else {
      best = nil
    }
  }
}

extension SweepFolder {
  /// Fits, once all draws are there, and writes `fit.json`, `posterior.csv`, `profile.csv`, `predictive.csv` and `report.txt`.
  public func fit(jobs: Int, progress: (String) -> Void = { _ in }) throws -> Fit {
    let status = try status()
    guard status.done == status.total else {
      throw SweepError.incomplete(path: path, missing: status.total - status.done, of: status.total, first: status.missing)
    }
    let fit = try Fit(self, jobs: jobs, progress: progress)
    for (name, text) in [
      ("posterior.csv", fit.posteriorCSV), ("profile.csv", fit.profileCSV), ("predictive.csv", fit.predictiveCSV),
      ("fit.json", fit.value.json() + "\n"), ("report.txt", fit.text),
    ] {
      try Self.output(path + "/" + name) { try $0.write(text) }
    }
    return fit
  }
}
