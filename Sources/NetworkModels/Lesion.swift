/// What is silent while the network is probed: a value passed to a retrieval, never a change of the network.
package struct Lesion: OptionSet, Sendable, Hashable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let neocortex = Lesion(rawValue: 1)
  package static let dentateGyrus = Lesion(rawValue: 2)
  package static let ca3 = Lesion(rawValue: 4)
  package static let ca1 = Lesion(rawValue: 8)
  /// The direct path from entorhinal cortex to CA1.
  package static let monosynapticPathway = Lesion(rawValue: 16)
  /// Nothing of the hippocampus reaches entorhinal cortex without CA1.
  package static let hippocampus: Lesion = [.dentateGyrus, .ca3, .ca1, .monosynapticPathway]
  /// Dentate gyrus and CA3: what is left is entorhinal cortex → CA1.
  package static let trisynapticPathway: Lesion = [.dentateGyrus, .ca3]
}

/// The two places where a memory lives.
package enum Store: String, Sendable, CaseIterable {
  case hippocampus
  case cortex
}
