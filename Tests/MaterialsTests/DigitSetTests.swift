import Materials
import NumericalMethods
import Testing

/// Drawn digits: a subject's own, the same each time, and to be told apart.
struct DigitSetTests {
  private static func drawn(subject: Int, _ set: DigitSet = DigitSet()) -> (training: Digits, testing: Digits) {
    var random = RandomStream(seed: 5, subject: subject, purpose: Purpose(.materials))
    return set.draw(&random)
  }

  @Test func areASubjectsOwn() {
    let once = Self.drawn(subject: 1), again = Self.drawn(subject: 1), other = Self.drawn(subject: 2)
    #expect(once.training == again.training && once.testing == again.testing)
    #expect(once.training.labels == other.training.labels && once.training.pixels != other.training.pixels)
    #expect(once.training.count == 1000 && once.training.pixels.count == 1000 * 14 * 14 && once.testing.count == 300)
    #expect(once.training.pixels.allSatisfy { (0...1).contains($0) })
    // No test example is a training example.
    #expect(once.training.pixels.prefix(196) != once.testing.pixels.prefix(196))
  }

  @Test func tasksArePairsOfDigits() {
    let digits = Self.drawn(subject: 1).testing
    #expect(Set(digits.examples(of: [1]).map { digits.labels[$0] }) == [2, 3])
    #expect(digits.examples(of: [0, 4]).count == 4 * 30)
    #expect((0..<DigitSet.tasks).reduce(0) { $0 + digits.examples(of: [$1]).count } == digits.count)
  }

  /// The nearest of the ten mean images names most digits, and not all: examples vary. With a tenth of the jitter and slant it names more.
  @Test func canBeToldApart() {
    func share(_ set: DigitSet) -> Double {
      let (training, testing) = Self.drawn(subject: 3, set), n = set.grid * set.grid
      var means = [[Float]](repeating: [Float](repeating: 0, count: n), count: 10)
      for k in 0..<training.count {
        for i in 0..<n { means[training.labels[k]][i] += training.pixels[k * n + i] / Float(set.training) }
      }
      let right = (0..<testing.count).count { k in
        let distances = means.map { mean in
          (0..<n).reduce(Float(0)) { $0 + (mean[$1] - testing.pixels[k * n + $1]) * (mean[$1] - testing.pixels[k * n + $1]) }
        }
        return distances.indices.min { distances[$0] < distances[$1] } == testing.labels[k]
      }
      return Double(right) / Double(testing.count)
    }
    var steady = DigitSet()
    (steady.jitter, steady.slant) = (0.005, 0.025)
    let usual = share(DigitSet())
    #expect((0.6...0.97).contains(usual), "\(usual)")
    #expect(share(steady) > usual + 0.03)
  }

  @Test func inkGrowsWithTheGrid() {
    var fine = DigitSet()
    (fine.grid, fine.training, fine.testing, fine.noise) = (28, 2, 1, 0)
    let (training, _) = Self.drawn(subject: 1, fine)
    let ink = training.pixels.reduce(0, +) / Float(training.pixels.count)
    #expect((0.05...0.4).contains(ink), "\(ink)")
    #expect(training.pixels.contains(0) && training.pixels.contains(1))
  }
}
