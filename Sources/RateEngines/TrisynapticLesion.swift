/// What of the trisynaptic network is silent in a retrieval.
package struct TrisynapticLesion: OptionSet, Sendable, Hashable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let neocortex = TrisynapticLesion(rawValue: 1)
  package static let dentateGyrus = TrisynapticLesion(rawValue: 2)
  package static let ca3 = TrisynapticLesion(rawValue: 4)
  package static let ca1 = TrisynapticLesion(rawValue: 8)
  /// The direct path from entorhinal cortex to CA1.
  package static let monosynapticPathway = TrisynapticLesion(rawValue: 16)
  /// Nothing of the hippocampus reaches entorhinal cortex without CA1.
  package static let hippocampus: TrisynapticLesion = [.dentateGyrus, .ca3, .ca1, .monosynapticPathway]
  /// Dentate gyrus and CA3: what is left is entorhinal cortex → CA1.
  package static let trisynapticPathway: TrisynapticLesion = [.dentateGyrus, .ca3]
}

/// The two places where a memory lives.
package enum TrisynapticStore: Int, Sendable, CaseIterable {
  case hippocampus, cortex
}
