import Scenarios

/// Names of the scores that each phase of a feed-forward network gives.
extension FeedForwardSettings {
  private var classifications: [String] { (["all"] + Self.parts).map { "accuracy/" + $0 } }
  private var sleeps: [String] { layerNames.map { "layer_spikes/" + $0 } }

  /// Of the states of a timeline.
  func scores(of timeline: Timeline) -> [Int: [String]] {
    var result: [Int: [String]] = [:]
    func walk(_ steps: [Timeline.Step]) {
      for step in steps {
        switch step {
        case .classify(let state): result[state] = classifications
        case .sleepReplay(_, _, let state): result[state] = sleeps
        case .fork(let ways): ways.forEach(walk)
        default: break
        }
      }
    }
    walk(timeline.steps)
    return result
  }

  var allScores: [String] { classifications + sleeps }
}
