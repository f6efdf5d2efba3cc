/// What a network cannot be built from.
package enum SpikingError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Not enough memory for so many numbers.
  case memory(Int)
  /// A value that makes no sense where it stands.
  case invalid(String, in: String)

  package var description: String {
    switch self {
    case .memory(let count): "not enough memory for \(count) numbers"
    case .invalid(let what, let place): "\(place): \(what)"
    }
  }
}
