import Lives
import NumericalMethods
import Testing

/// The best match among many patterns is that of looking at each.
struct ExperiencesTests {
  @Test(arguments: [(units: 200, size: 20), (units: 50, size: 25), (units: 5, size: 5), (units: 3, size: 1)])
  func bestOverlapIsThatOfLookingAtEach(_ surface: (units: Int, size: Int)) {
    var random = RandomStream(seed: 1, subject: 1, purpose: Purpose(.wake))
    let all = (0..<surface.units).map { Int32($0) }
    var experiences = Experiences(units: surface.units, size: surface.size), patterns: [[Int32]] = []
    for number in 0...200 {
      if [0, 1, 63, 64, 65, 128, 200].contains(number) {
        #expect(experiences.count == number)
        for size in 0...min(surface.units, surface.size + 4) {
          let pattern = random.sample(size, of: all)
          let each = patterns.map { Float(Set($0).intersection(pattern).count) / Float(max(size, surface.size)) }
          #expect(experiences.bestOverlap(with: pattern) == each.max() ?? 0)
        }
      }
      patterns.append(random.sample(surface.size, of: all))
      experiences.append(patterns[number])
      // Itself is the best match of all.
      #expect(experiences.bestOverlap(with: patterns[number]) == 1)
    }
  }
}
