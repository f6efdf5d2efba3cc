import NetworkModels
import NumericalMethods

/// What of the trisynaptic network is silent in a retrieval.
package struct TrisynapticLesion: OptionSet, Sendable, Hashable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) { self.rawValue = rawValue }

  package static let dentateGyrus = TrisynapticLesion(rawValue: 1)
  package static let ca3 = TrisynapticLesion(rawValue: 2)
  package static let ca1 = TrisynapticLesion(rawValue: 4)
  /// The direct path from entorhinal cortex to CA1.
  package static let monosynapticPathway = TrisynapticLesion(rawValue: 8)
  package static let neocortex = cortex(0)
  /// Nothing of the hippocampus reaches entorhinal cortex without CA1.
  package static let hippocampus: TrisynapticLesion = [.dentateGyrus, .ca3, .ca1, .monosynapticPathway]
  /// Dentate gyrus and CA3: what is left is entorhinal cortex → CA1.
  package static let trisynapticPathway: TrisynapticLesion = [.dentateGyrus, .ca3]

  /// A cortex, by its number; there are few.
  package static func cortex(_ number: Int) -> TrisynapticLesion { TrisynapticLesion(rawValue: 1 << UInt32(4 + number)) }

  /// The part of a number; entorhinal cortex, the surface, is never wholly silent.
  static func part(_ number: Int) -> TrisynapticLesion {
    switch number {
    case 0: []
    case 1: .dentateGyrus
    case 2: .ca3
    case 3: .ca1
    default: .cortex(number - RateNetwork.firstCortex)
    }
  }
}

/// Units that are silent while the rest of their part is not: they win as ever, and transmit nothing.
///
/// Which ones is the part's own random order under the brain's stream: a larger share silences those of a smaller one too.
package struct SilentUnits: Sendable {
  /// Of each part, by number, whether a unit is silent; empty where all speak.
  private let flags: [[Bool]]

  package static let none = SilentUnits(flags: [])

  private init(flags: [[Bool]]) { self.flags = flags }

  init(_ parts: [Lesion.Part], _ network: RateNetwork) {
    let layers = network.anatomy.layers
    var flags = [[Bool]](repeating: [], count: layers.count)
    for part in parts where part.share > 0 && part.share < 1 {
      let units = layers[part.number].units
      var random = RandomStream(network.stream, part: 1 << 20 + part.number)
      flags[part.number] = [Bool](repeating: false, count: units)
      for unit in random.shuffled(Array(0..<units)).prefix(Int((part.share * Double(units)).rounded())) {
        flags[part.number][unit] = true
      }
    }
    self.flags = flags
  }

  /// Whether any unit of a part is silent.
  func touches(_ part: Int) -> Bool { !flags.isEmpty && !flags[part].isEmpty }

  func contains(_ unit: Int32, of part: Int) -> Bool { touches(part) && flags[part][Int(unit)] }

  /// Leaves the winners that transmit.
  @inline(__always)
  func remove(from winners: Winners, of part: Int) {
    guard touches(part) else { return }
    var n = 0
    for i in 0..<winners.count where !flags[part][Int(winners[i])] {
      winners[n] = winners[i]
      winners.coincidence[n] = winners.coincidence[i]
      n += 1
    }
    winners.count = n
  }
}
