import Scenarios

/// Names of the scores that phases of a feed-forward network give.
extension FeedForwardSettings {
  var testScores: [String] { (["all"] + Self.groups).map { "accuracy/" + $0 } }
  var sleepScores: [String] { layerNames.map { "layer_spikes/" + $0 } }
}
