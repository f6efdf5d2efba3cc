import NumericalMethods
import Recordings
import Scenarios

/// First pass over a recording: the scores of what was never studied, pooled over subjects, state by state.
struct Calibration {
  private var unique: [[Float]]
  private var shared: [[Float]]
  private var competitor: [[Float]]
  private let settings: AnalysisSettings

  init(states: Int, settings: AnalysisSettings) {
    unique = Array(repeating: [], count: states)
    shared = unique
    competitor = unique
    self.settings = settings
  }

  /// u: all lures on their own unique units; g: wholly novel lures on what stands for their shared part; v: phantoms.
  mutating func add(_ record: SubjectRecord) {
    for lure in record.lures where unique.indices.contains(Int(lure.state)) {
      if !lure.unique.isNaN { unique[Int(lure.state)].append(lure.unique) }
      if lure.kind == 1, !lure.shared.isNaN { shared[Int(lure.state)].append(lure.shared) }
    }
    for phantom in record.phantoms where competitor.indices.contains(Int(phantom.state)) {
      competitor[Int(phantom.state)].append(phantom.competitor)
    }
  }

  var thresholds: [Thresholds] {
    unique.indices.map { state in
      var result = Thresholds(settings)
      result.lures = unique[state].count
      guard settings.thresholds == .calibrated else { return result }
      func quantile(_ scores: [Float]) -> Double? {
        let q = Statistics.conformalQuantile(scores, alpha: settings.alpha)
        return q.isFinite ? q : nil
      }
      result.uniqueQuantile = quantile(unique[state])
      result.sharedQuantile = quantile(shared[state])
      result.competitorQuantile = quantile(competitor[state])
      return result
    }
  }
}
