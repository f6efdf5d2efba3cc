import Analysis

/// Colours that people with any colour vision tell apart: Okabe & Ito's; for amounts, viridis.
package enum Palette {
  package static let black = "currentColor"
  package static let orange = "#e69f00", sky = "#56b4e9", green = "#009e73", yellow = "#f0e442", blue = "#0072b2"
  package static let vermilion = "#d55e00", purple = "#cc79a7", grey = "#8a8a8a"

  /// For series without a meaning of their own.
  package static let series = [blue, vermilion, green, purple, sky, orange, grey]

  /// The intact brain, and what is kept.
  package static let intact = green
  /// Events of NREM and of REM sleep.
  package static let replay = orange, rehearsal = blue

  /// Of stores, by position; `page.css` has the same.
  package static let stores = [orange, blue, vermilion, "#8c6d31"]

  package static func store(_ position: Int) -> String { stores[position % stores.count] }

  /// Where a memory lives, of so many stores.
  package static func home(_ keepers: Results.Home.Keepers, of count: Int) -> String {
    switch keepers {
    case .stores(let positions) where positions.count == 1: store(positions[0])
    case .stores(let positions) where positions.count == count: intact
    case .stores(let positions): mean(positions.map(store))
    case .together: sky
    case .nobody: grey
    }
  }

  package static func fate(_ word: String) -> String {
    switch word {
    case "kept": intact
    case "blended": purple
    case "forgotten": grey
    default: yellow
    }
  }

  /// The colour between some.
  private static func mean(_ colours: [String]) -> String {
    let values = colours.compactMap { Int($0.dropFirst(), radix: 16) }
    return "#"
      + [16, 8, 0].map { shift in hex(values.reduce(0.0) { $0 + Double($1 >> shift & 255) } / Double(max(values.count, 1))) }
      .joined()
  }

  private static func hex(_ channel: Double) -> String {
    let value = String(Int(channel.rounded()), radix: 16)
    return value.count < 2 ? "0" + value : value
  }

  private static let stops: [(Double, Double, Double)] = [
    (68, 1, 84), (71, 44, 122), (59, 81, 139), (44, 113, 142), (33, 144, 141), (39, 173, 129), (92, 200, 99), (170, 220, 50),
    (253, 231, 37),
  ]

  /// Viridis at 0 to 1, between nine of its colours.
  package static func viridis(_ share: Double) -> String {
    let x = min(max(share.isFinite ? share : 0, 0), 1) * Double(stops.count - 1), i = min(Int(x), stops.count - 2),
      f = x - Double(i)
    func mix(_ a: Double, _ b: Double) -> String { hex(a + (b - a) * f) }
    let a = stops[i], b = stops[i + 1]
    return "#" + mix(a.0, b.0) + mix(a.1, b.1) + mix(a.2, b.2)
  }
}
