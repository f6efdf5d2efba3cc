import Lives
import NumericalMethods
import Runs
import Scenarios

/// The scenario as a function of the parameters sought: by row of the data, the mean over subjects and its standard error.
struct FitModel: Sendable {
  let plan: SweepPlan
  let settings: FitSettings
  let jobs: Int

  /// What came of a parameter vector; nil where a measure has no value.
  struct Prediction: Sendable {
    var means: [Double]
    var errors: [Double]
  }

  init(_ plan: SweepPlan, _ settings: FitSettings, jobs: Int) {
    (self.plan, self.settings, self.jobs) = (plan, settings, jobs)
  }

  /// Runs the scenario at places of the parameters' ranges (0 to 1), several at once. Vectors with one number share their random streams;
  /// with `numbers` apart each has subjects of its own.
  func predictions(_ places: [[Double]], numbers: (Int) -> Int) throws -> [Prediction?] {
    let cells = places.enumerated().map { i, place in
      Cell(number: i, point: numbers(i), replicate: 1, values: zip(settings.axes, place).map { $0.value(at: $1) })
    }
    guard !cells.isEmpty else { return [] }
    var found: [Prediction?] = []
    let plan = plan
    try OrderedWork<CellResult>(first: 0, last: cells.count - 1, jobs: jobs).run(
      worker: {
        { items, give in for item in items where !give(plan.result(of: cells[item])) { break } }
      }, deliver: { found.append(Self.prediction($0)) })
    return found
  }

  static func prediction(_ result: CellResult) -> Prediction? {
    guard result.status == .done, let first = result.values.first else { return nil }
    var means: [Double] = [], errors: [Double] = []
    for row in first.indices {
      var moments = Moments()
      for values in result.values where values[row].isFinite { moments.add(values[row]) }
      guard moments.count > 0 else { return nil }
      means.append(moments.mean)
      errors.append(moments.count > 1 ? moments.standardError : 0)
    }
    return Prediction(means: means, errors: errors)
  }

  /// χ² of a prediction against the data.
  func distance(_ means: [Double], from values: [Double]) -> Double {
    var sum = 0.0
    for ((mean, value), row) in zip(zip(means, values), settings.rows) {
      sum += (mean - value) * (mean - value) / (row.error * row.error)
    }
    return sum
  }

  var data: [Double] { settings.rows.map(\.value) }

  /// Means with the data's own noise on them: what the scenario would have measured.
  func noisy(_ means: [Double], draw number: Int) -> [Double] {
    var random = RandomStream(seed: plan.base.seed, subject: number, purpose: Purpose(.analysis, 0xF17))
    return zip(means, settings.rows).map { $0 + random.normal(sd: $1.error) }
  }
}
