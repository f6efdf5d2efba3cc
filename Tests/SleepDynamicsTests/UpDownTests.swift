import CKernels
import Foundation
import NumericalMethods
import SleepDynamics
import Testing

struct UpDownTests {
  struct Dwells {
    var up: [Double] = [], down: [Double] = []
    static func mean(_ x: [Double]) -> Double { x.reduce(0, +) / Double(x.count) }
    static func cv(_ x: [Double]) -> Double {
      let m = mean(x)
      return (x.reduce(0) { $0 + ($1 - m) * ($1 - m) } / Double(x.count)).squareRoot() / m
    }
    var ratio: Double { Self.mean(up) / Self.mean(down) }
  }

  /// Dwell times of `seeds` runs of `time` τ_r each, in τ_r.
  static func dwells(_ field: UpDown, seeds: Int, time: Double = 60_000, step: Double = 0.2, kernels: String? = nil) -> Dwells {
    let table = kernels.flatMap { engram_kernels_named($0) } ?? engram_kernels_selected()
    var result = Dwells()
    for first in stride(from: 0, to: seeds, by: 32) {
      let count = min(32, seeds - first)
      let batch = UpDownBatch(
        (0..<count).map { (field, step, StreamKey(seed: 11, subject: first + $0, purpose: Purpose(.test))) }, kernels: table)
      let chunk = 4000, input = [Float](repeating: Float(field.input), count: chunk * batch.lanes)
      var last = [Double?](repeating: nil, count: 32), was = batch.isUp
      for at in stride(from: 0, to: Int(time / step), by: chunk) {
        batch.advance(chunk, input: input) { i, up in
          for lane in 0..<count where (up ^ was) >> UInt32(lane) & 1 == 1 {
            let now = Double(at + i) * step
            if let before = last[lane] {
              if up >> UInt32(lane) & 1 == 1 { result.down.append(now - before) } else { result.up.append(now - before) }
            }
            last[lane] = now
          }
          was = up
        }
      }
    }
    return result
  }

  /// Dwell statistics of the table in Levenstein et al.'s parameter plane: one run of some 150 cycles there, 32 here.
  @Test(arguments: [(6.0, -2.1, 0.79, 0.33, 9.5), (5.0, -2.6, 0.34, 0.93, 0.07)])
  func publishedStatistics(_ w: Double, _ input: Double, _ cvUp: Double, _ cvDown: Double, _ ratio: Double) {
    let d = Self.dwells(UpDown(weight: w, input: input), seeds: 32)
    #expect((Dwells.cv(d.up) / cvUp - 1).magnitude < 0.25)
    #expect((Dwells.cv(d.down) / cvDown - 1).magnitude < 0.25)
    #expect((d.ratio / ratio - 1).magnitude < 0.25)
  }

  /// Our own table, 64 runs of 60,000 τ_r: means and CVs of UP and DOWN that later versions are held to.
  @Test(arguments: Self.own) func ownTable(
    _ row: (w: Double, input: Double, up: Double, down: Double, cvUp: Double, cvDown: Double)
  ) {
    let d = Self.dwells(UpDown(weight: row.w, input: row.input), seeds: 64)
    let (up, down) = (Dwells.mean(d.up), Dwells.mean(d.down))
    // The same seeds: a change of the dynamics shows beyond rounding.
    #expect((up / row.up - 1).magnitude < 0.01 && (down / row.down - 1).magnitude < 0.01)
    #expect((Dwells.cv(d.up) - row.cvUp).magnitude < 0.01 && (Dwells.cv(d.down) - row.cvDown).magnitude < 0.01)
  }

  static let own: [(w: Double, input: Double, up: Double, down: Double, cvUp: Double, cvDown: Double)] = [
    (6, -2.1, 357.1, 37.39, 0.842, 0.336), (6, -2.3, 131.9, 49.70, 0.648, 0.396), (6, -2.5, 73.23, 72.97, 0.494, 0.493),
    (6, -2.8, 42.73, 202.7, 0.366, 0.740), (5, -2.6, 18.29, 289.8, 0.361, 0.873), (5, -2.8, 15.36, 1494, 0.348, 0.967),
  ]

  /// Means do not change with the step beyond sampling error.
  @Test func convergedInTheStep() {
    let field = UpDown(weight: 6, input: -2.3)
    let ours = Self.dwells(field, seeds: 64), fine = Self.dwells(field, seeds: 64, step: 0.05)
    for (a, b) in [(ours.up, fine.up), (ours.down, fine.down)] {
      let se = (pow(Dwells.cv(a) * Dwells.mean(a), 2) / Double(a.count) + pow(Dwells.cv(b) * Dwells.mean(b), 2) / Double(b.count))
        .squareRoot()
      #expect((Dwells.mean(a) - Dwells.mean(b)).magnitude < 4 * se + 0.02 * Dwells.mean(b))
    }
  }

  /// UP and DOWN swap at the mirrored input.
  @Test func mirrorSymmetry() {
    let field = UpDown(weight: 6, input: -2.3)
    let a = Self.dwells(field, seeds: 64), b = Self.dwells(field.mirror, seeds: 64)
    #expect(field.mirror.input == -2.7)
    for (x, y) in [(a.up, b.down), (a.down, b.up)] {
      let se = (pow(Dwells.cv(x) * Dwells.mean(x), 2) / Double(x.count) + pow(Dwells.cv(y) * Dwells.mean(y), 2) / Double(y.count))
        .squareRoot()
      #expect((Dwells.mean(x) - Dwells.mean(y)).magnitude < 4 * se)
    }
  }

  /// All instruction sets give the same bits.
  @Test func variantsAgree() {
    let field = UpDown(weight: 6, input: -2.3)
    let all = (["default", "avx2", "avx512"] as [String]).filter { engram_kernels_named($0) != nil }
      .map { Self.dwells(field, seeds: 16, time: 4000, kernels: $0) }
    for other in all { #expect(other.up == all[0].up && other.down == all[0].down) }
    #expect(all[0].up.count > 100)
  }

  /// A lane does not depend on its neighbours.
  @Test func lanesAreIndependent() {
    let field = UpDown(weight: 6, input: -2.3)
    let alone = Self.dwells(field, seeds: 1, time: 8000)
    let key = StreamKey(seed: 11, subject: 0, purpose: Purpose(.test))
    let other = (UpDown(weight: 5, input: -2.6), 0.3, StreamKey(seed: 11, subject: 9, purpose: Purpose(.test)))
    let batch = UpDownBatch(Array(repeating: other, count: 18) + [(field, 0.2, key)])
    let input = (0..<4000 * 32).map { Float($0 % 32 == 18 ? -2.3 : -2.6) }
    var was: UInt32 = 1, last: Double?, up: [Double] = [], down: [Double] = []
    for at in stride(from: 0, to: 40_000, by: 4000) {
      batch.advance(4000, input: input) { i, now in
        let is1 = now >> 18 & 1
        guard is1 != was else { return }
        let time = Double(at + i) * 0.2
        if let last { if is1 == 1 { down.append(time - last) } else { up.append(time - last) } }
        (was, last) = (is1, time)
      }
    }
    #expect(up == alone.up && down == alone.down && up.count > 20)
  }

  /// Strong order 1 and weak order 2 of the stochastic Heun rule on x′ = −x + ζ: endpoints on one Wiener path, and the variance.
  @Test func heunConverges() {
    func slope(_ errors: [Double]) -> Double { log2(errors[0] / errors[errors.count - 1]) / Double(errors.count - 1) }
    var strong: [Double] = []
    var stream = RandomStream(seed: 1, subject: 1, purpose: Purpose(.test))
    let fine = 1024, paths = 200
    var errors = [Double](repeating: 0, count: 3)
    for _ in 0..<paths {
      let increments = (0..<fine).map { _ in stream.normal(sd: (1.0 / Double(fine)).squareRoot()) }
      func end(_ every: Int) -> Double {
        var x = [1.0]
        let h = Double(every) / Double(fine)
        for i in Swift.stride(from: 0, to: fine, by: every) {
          StochasticHeun.step(&x, Double(i), h, noise: [1], increments: [increments[i..<i + every].reduce(0, +)]) { _, x in
            [-x[0]]
          }
        }
        return x[0]
      }
      let exact = end(1)
      for (i, every) in [256, 128, 64].enumerated() { errors[i] += (end(every) - exact).magnitude / Double(paths) }
    }
    strong = errors
    #expect((0.8...1.3).contains(slope(strong)))
    // The rule's stationary variance has a closed form: x ← m x + n ΔW with m = 1 − h + h²/2, n = 1 − h/2.
    let weak = [0.4, 0.2, 0.1].map { h -> Double in
      var x = [1.0], y = [0.0]
      StochasticHeun.step(&x, 0, h, noise: [0], increments: [0]) { _, x in [-x[0]] }
      StochasticHeun.step(&y, 0, h, noise: [1], increments: [1]) { _, x in [-x[0]] }
      return (y[0] * y[0] * h / (1 - x[0] * x[0]) - 0.5).magnitude
    }
    #expect((1.7...2.5).contains(slope(weak)))
  }
}
