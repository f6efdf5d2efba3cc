import NetworkModels

/// Why a network could not be saved to a file or go on from one.
package enum CheckpointError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The operating system's message.
  case unusable(path: String, reason: String)
  /// Another kind of file.
  case notCheckpoint(path: String)
  /// Cut off, or not what was written.
  case damaged(path: String)
  /// Written by a version of the program that keeps other state.
  case otherVersion(path: String, version: String)
  /// The checkpoint of a network with other populations, pathways or synapses.
  case otherNetwork(path: String)

  package var description: String {
    switch self {
    case .unusable(let path, let reason): "\(path): \(reason)"
    case .notCheckpoint(let path): "\(path) is not a checkpoint of a spiking network"
    case .damaged(let path): "\(path) is damaged"
    case .otherVersion(let path, let version): "\(path) has version \(version), not \(SpikingNetwork.checkpointVersion)"
    case .otherNetwork(let path): "\(path) is the checkpoint of another network"
    }
  }
}
