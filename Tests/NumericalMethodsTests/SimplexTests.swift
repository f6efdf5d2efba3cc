import NumericalMethods
import Testing

struct SimplexTests {
  @Test func rosenbrock() throws {
    let found = try Simplex.minimize(from: [-1.2, 1], steps: [0.5, 0.5], tolerance: 1e-8) { x in
      (1 - x[0]) * (1 - x[0]) + 100 * (x[1] - x[0] * x[0]) * (x[1] - x[0] * x[0])
    }
    #expect(found.isConverged && (found.point[0] - 1).magnitude < 1e-6 && (found.point[1] - 1).magnitude < 1e-6)
    #expect(found.value < 1e-12 && found.iterations < 300 && found.evaluations > found.iterations)
  }

  /// The minimum of a quadratic, cut off by the bounds in one coordinate, within them in another, unbounded in the third; no call is
  /// outside.
  @Test func boundedQuadratic() throws {
    var outside = 0
    let bounds = [0.0...1, -1.0...1, 0...Double.infinity]
    let found = try Simplex.minimize(
      from: [0.2, 0.9, 3], steps: [0.3, 0.3, 1], bounds: bounds, tolerance: 1e-7, iterations: 2000
    ) { x in
      outside += zip(x, bounds).contains { !$1.contains($0) } ? 1 : 0
      return (x[0] - 2) * (x[0] - 2) + (x[1] + 0.25) * (x[1] + 0.25) + (x[2] - 40) * (x[2] - 40) + 0.5 * (x[1] + 0.25)
        * (x[0] - 1)
    }
    #expect(outside == 0 && found.isConverged, "\(found)")
    for (x, exact) in zip(found.point, [1, -0.25, 40]) { #expect((x - exact).magnitude < 1e-6, "\(found)") }
    #expect((found.value - 1).magnitude < 1e-6)
  }

  @Test func oneDimensionAndFive() throws {
    let one = try Simplex.minimize(from: [5], steps: [1]) { ($0[0] - 2) * ($0[0] - 2) }
    #expect(one.isConverged && (one.point[0] - 2).magnitude < 1e-5)
    let five = try Simplex.minimize(from: [0, 0, 0, 0, 0], steps: [1, 1, 1, 1, 1], tolerance: 1e-8, iterations: 5000) { x in
      x.enumerated().reduce(0) {
        $0 + Double($1.offset + 1) * ($1.element - Double($1.offset)) * ($1.element - Double($1.offset))
      }
    }
    #expect(five.isConverged)
    for (k, x) in five.point.enumerated() { #expect((x - Double(k)).magnitude < 1e-4) }
  }

  private struct Stopped: Error {}

  /// What the function throws comes out; it is not called again. Values that are no numbers are avoided; iterations are limited.
  @Test func failures() throws {
    var calls = 0
    #expect(throws: Stopped.self) {
      try Simplex.minimize(from: [0, 0], steps: [1, 1]) { x in
        calls += 1
        if calls == 7 { throw Stopped() }
        return x[0] * x[0] + x[1]
      }
    }
    #expect(calls == 7)
    let holed = try Simplex.minimize(from: [3, 3], steps: [1, 1]) { x in
      x[0] < 1 ? .nan : x[0] * x[0] + x[1] * x[1]
    }
    #expect(holed.value.isFinite && (holed.point[0] - 1).magnitude < 1e-3 && holed.point[1].magnitude < 1e-2)
    let nowhere = try Simplex.minimize(from: [0], steps: [1], iterations: 50) { _ in .nan }
    #expect(!nowhere.isConverged && nowhere.value == .infinity)
    let short = try Simplex.minimize(from: [0, 0], steps: [1, 1], iterations: 3) { ($0[0] - 9) * ($0[0] - 9) + $0[1] * $0[1] }
    #expect(!short.isConverged && short.iterations == 3)
    #expect(throws: GSLError.self) { try Simplex.minimize(from: [], steps: []) { _ in 0 } }
    #expect(throws: GSLError.self) { try Simplex.minimize(from: [0], steps: [0]) { _ in 0 } }
    #expect(throws: GSLError.self) { try Simplex.minimize(from: [0, .nan], steps: [1, 1]) { _ in 0 } }
    #expect(throws: GSLError.self) { try Simplex.minimize(from: [0, 0], steps: [1, 1], bounds: [0...1]) { _ in 0 } }
  }

  @Test func reflection() {
    let reflected = [-2.5, -0.25, 0, 0.5, 1, 1.25, 2.5, 7.25].map { Simplex.reflected($0, into: 0...1) }
    #expect(reflected == [0.5, 0.25, 0, 0.5, 1, 0.75, 0.5, 0.75])
    #expect(Simplex.reflected(-3, into: 0 ... .infinity) == 3 && Simplex.reflected(9, into: 2...2) == 2)
  }
}
