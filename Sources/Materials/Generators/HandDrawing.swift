import NumericalMethods

/// One digit as a hand would draw it: a stroke through bent points, in an image from (0, 0), top left, to (1, 1).
struct HandDrawing {
  typealias Point = (x: Double, y: Double)

  private let points: [Point]
  private let width: Double

  /// Strokes of the digits 0 to 9.
  static let strokes: [[Point]] = [
    [(0.5, 0.1), (0.75, 0.25), (0.8, 0.5), (0.75, 0.75), (0.5, 0.9), (0.25, 0.75), (0.2, 0.5), (0.25, 0.25), (0.5, 0.1)],
    [(0.35, 0.25), (0.55, 0.1), (0.55, 0.9)],
    [(0.22, 0.28), (0.4, 0.1), (0.68, 0.14), (0.75, 0.35), (0.5, 0.6), (0.22, 0.9), (0.8, 0.9)],
    [(0.25, 0.15), (0.6, 0.1), (0.75, 0.28), (0.5, 0.47), (0.78, 0.68), (0.6, 0.9), (0.22, 0.83)],
    [(0.62, 0.9), (0.62, 0.1), (0.2, 0.62), (0.82, 0.62)],
    [(0.75, 0.1), (0.3, 0.1), (0.26, 0.45), (0.6, 0.42), (0.78, 0.65), (0.6, 0.88), (0.22, 0.85)],
    [(0.7, 0.12), (0.4, 0.3), (0.24, 0.65), (0.45, 0.9), (0.72, 0.78), (0.7, 0.55), (0.45, 0.5), (0.26, 0.66)],
    [(0.2, 0.1), (0.8, 0.1), (0.42, 0.9)],
    [
      (0.5, 0.48), (0.27, 0.3), (0.5, 0.1), (0.73, 0.3), (0.5, 0.48), (0.22, 0.7), (0.5, 0.9), (0.78, 0.7), (0.5, 0.48),
    ],
    [(0.74, 0.34), (0.55, 0.5), (0.3, 0.45), (0.28, 0.2), (0.55, 0.1), (0.74, 0.3), (0.7, 0.6), (0.5, 0.9)],
  ]

  init(of digit: Int, _ set: DigitSet, _ random: inout RandomStream) {
    let slant = random.uniform(-set.slant, set.slant)
    let stretch = (x: random.uniform(0.75, 1), y: random.uniform(0.75, 1))
    let shift = (x: random.uniform(-0.07, 0.07), y: random.uniform(-0.07, 0.07))
    width = random.uniform(0.05, 0.09)
    var points: [Point] = []
    for bend in Self.strokes[digit] {
      let x = (bend.x + random.normal(sd: set.jitter) - 0.5) * stretch.x
      let y = (bend.y + random.normal(sd: set.jitter) - 0.5) * stretch.y
      points.append((x - slant * y + 0.5 + shift.x, y + 0.5 + shift.y))
    }
    self.points = points
  }

  /// Adds the image's pixels, row by row.
  func render(_ grid: Int, noise: Double, into pixels: inout [Float], _ random: inout RandomStream) {
    for row in 0..<grid {
      for column in 0..<grid {
        let at = (x: (Double(column) + 0.5) / Double(grid), y: (Double(row) + 0.5) / Double(grid))
        let ink = min(max(1 - (distance(at) - width / 2) / 0.07, 0), 1)
        pixels.append(Float(min(max(ink + random.normal(sd: noise), 0), 1)))
      }
    }
  }

  private func distance(_ p: Point) -> Double {
    var least = Double.infinity
    for (a, b) in zip(points, points.dropFirst()) {
      let (dx, dy) = (b.x - a.x, b.y - a.y), length = dx * dx + dy * dy
      let along = length > 0 ? min(max(((p.x - a.x) * dx + (p.y - a.y) * dy) / length, 0), 1) : 0
      let (x, y) = (p.x - a.x - along * dx, p.y - a.y - along * dy)
      least = min(least, (x * x + y * y).squareRoot())
    }
    return least
  }
}
