import NetworkModels
import RateEngines

/// A feed-forward network at one moment, a value.
struct FeedForwardBrain: Brain {
  var network: FeedForwardNetwork
  let workspace: FeedForwardWorkspace
}
