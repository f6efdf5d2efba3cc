/// Colours that people with any colour vision tell apart: Okabe & Ito's; for amounts, viridis.
package enum Palette {
  package static let black = "currentColor"
  package static let orange = "#e69f00", sky = "#56b4e9", green = "#009e73", yellow = "#f0e442", blue = "#0072b2"
  package static let vermilion = "#d55e00", purple = "#cc79a7", grey = "#8a8a8a"

  /// For series without a meaning of their own.
  package static let series = [blue, vermilion, green, purple, sky, orange, grey]

  package static let hippocampus = orange, cortex = blue, both = green

  /// A fate, with where the memory lives if that is known.
  package static func fate(_ word: String) -> String {
    switch word {
    case "hippocampus": hippocampus
    case "cortex": cortex
    case "both", "kept": both
    case "only together": sky
    case "blended": purple
    case "forgotten": grey
    default: yellow
    }
  }

  private static let stops: [(Double, Double, Double)] = [
    (68, 1, 84), (71, 44, 122), (59, 81, 139), (44, 113, 142), (33, 144, 141), (39, 173, 129), (92, 200, 99), (170, 220, 50),
    (253, 231, 37),
  ]

  /// Viridis at 0 to 1, between nine of its colours.
  package static func viridis(_ share: Double) -> String {
    let x = min(max(share.isFinite ? share : 0, 0), 1) * Double(stops.count - 1), i = min(Int(x), stops.count - 2),
      f = x - Double(i)
    func mix(_ a: Double, _ b: Double) -> String {
      let value = String(Int((a + (b - a) * f).rounded()), radix: 16)
      return value.count < 2 ? "0" + value : value
    }
    let a = stops[i], b = stops[i + 1]
    return "#" + mix(a.0, b.0) + mix(a.1, b.1) + mix(a.2, b.2)
  }
}
