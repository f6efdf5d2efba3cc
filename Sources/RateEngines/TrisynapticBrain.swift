import NetworkModels
import NumericalMethods

/// The trisynaptic network as a brain that experiments can be run on.
package struct TrisynapticBrain: MemoryBrain {
  package private(set) var network: RateNetwork
  private let workspace: RateWorkspace

  package init(_ network: RateNetwork, _ workspace: RateWorkspace) { (self.network, self.workspace) = (network, workspace) }

  package func startNoise(_ key: StreamKey) { workspace.noise.start(key) }

  package func withNoise(_ key: StreamKey, _ body: () -> Void) { workspace.noise.aside(key, body) }

  package mutating func learn(_ presentation: Presentation) { network.encode(presentation, workspace) }

  package func answer(to cue: [Int32], lesion: Lesion) -> [Float] { network.recall(cue, lesion: Self.lesion(lesion), workspace) }

  package func codes(of pattern: [Int32], kind: ResponseKind, lesion: Lesion) -> [Code?] {
    let response = network.response(to: pattern, kind: kind, lesion: Self.lesion(lesion), workspace)
    return Self.compared.map { region in response[region].map { .active($0, of: network.anatomy[region].units) } }
  }

  package mutating func fallAsleep(_ priority: Priority) { network.fallAsleep(priority, workspace) }

  package mutating func replay(_ attempt: ReplayAttempt) -> ReplayOutcome { network.replay(attempt, workspace) }

  package mutating func pass(hours: Double) { network.elapse(hours: hours) }

  package mutating func downscale(to share: Double) { network.downscale(to: share) }

  package mutating func erase(store: Int) { if let store = TrisynapticStore(rawValue: store) { network.erase(store) } }

  /// Regions whose codes are compared.
  package static let compared: [Region] = [.dentateGyrus, .ca3, .ca1, .neocortex]

  /// Parts are numbered as regions are; wire 0 is the direct path to CA1.
  private static func lesion(_ lesion: Lesion) -> TrisynapticLesion {
    var result: TrisynapticLesion = lesion.cut.contains(0) ? [.monosynapticPathway] : []
    for part in lesion.parts {
      switch Region.allCases[part.number] {
      case .dentateGyrus: result.insert(.dentateGyrus)
      case .ca3: result.insert(.ca3)
      case .ca1: result.insert(.ca1)
      case .neocortex: result.insert(.neocortex)
      case .entorhinalCortex: break
      }
    }
    return result
  }
}
