import NetworkModels
import NumericalMethods

/// The trisynaptic network as a brain that experiments can be run on. Parts are numbered as the network's layers are, without names.
package struct TrisynapticBrain: MemoryBrain {
  package private(set) var network: RateNetwork
  private let workspace: RateWorkspace
  /// Parts of each store, by number.
  private let stores: [[Int]]

  package init(_ network: RateNetwork, stores: [[Int]], _ workspace: RateWorkspace) {
    (self.network, self.stores, self.workspace) = (network, stores, workspace)
  }

  package func startNoise(_ key: StreamKey) { workspace.noise.start(key) }

  package func withNoise(_ key: StreamKey, _ body: () -> Void) { workspace.noise.aside(key, body) }

  package mutating func learn(_ presentation: Presentation) { network.encode(presentation, workspace) }

  package func answer(to cue: [Int32], lesion: Lesion) -> [Float] {
    network.recall(cue, lesion: Self.lesion(lesion), silent: silent(lesion), workspace)
  }

  package func codes(of pattern: [Int32], kind: ResponseKind, lesion: Lesion) -> [Code?] {
    let response = network.response(
      to: pattern, kind: kind, lesion: Self.lesion(lesion), silent: silent(lesion), workspace)
    // The surface has no code of its own.
    return zip(response, network.anatomy.layers.dropFirst()).map { winners, layer in
      winners.isEmpty ? nil : .active(winners, of: layer.units)
    }
  }

  package mutating func fallAsleep(_ priority: Priority) { network.fallAsleep(priority, workspace) }

  package mutating func replay(_ attempt: ReplayAttempt) -> ReplayOutcome { network.replay(attempt, workspace) }

  package mutating func pass(hours: Double, asleep: Bool) { network.elapse(hours: hours, asleep: asleep) }

  package mutating func practise(_ retrieved: Presentation, cue: [Int32]) { network.practise(retrieved, cue: cue, workspace) }

  package mutating func downscale(to share: Double) { network.downscale(to: share) }

  package mutating func erase(store: Int) { if stores.indices.contains(store) { network.erase(parts: stores[store]) } }

  /// What is wholly silent; wire 0 is the direct path to CA1.
  private static func lesion(_ lesion: Lesion) -> TrisynapticLesion {
    lesion.off.reduce(into: lesion.cut.contains(0) ? [.monosynapticPathway] : []) { $0.formUnion(.part($1)) }
  }

  private func silent(_ lesion: Lesion) -> SilentUnits {
    lesion.parts.allSatisfy { $0.share >= 1 } ? .none : SilentUnits(lesion.parts, network)
  }
}
