import NetworkModels
import NumericalMethods
import Testing

/// Chains of hidden variables by themselves: the exact step through any time, against the equations that they are declared with.
struct DecayTests {
  static let chains = [Decay.hippocampal, .cortical, Decay(times: [1, 50, 3000], sizes: [2, 0.5])]

  /// A matrix times a matrix, 3 × 3 by rows.
  private func product(_ x: [Double], _ y: [Double]) -> [Double] {
    var z = [Double](repeating: 0, count: 9)
    for row in 0..<3 { for column in 0..<3 { for k in 0..<3 { z[3 * row + column] += x[3 * row + k] * y[3 * k + column] } } }
    return z
  }

  /// The weight and its two hidden variables `hours` after the weight alone was 1.
  private func after(_ hours: Double, _ decay: Decay) -> [Double] {
    let m = decay.step(hours: hours)
    return [m[0], m[3], m[6]]
  }

  /// A time in two parts is the whole time, from minutes to years: M(a) M(b) = M(a + b).
  @Test(arguments: chains, [(1.0 / 60, 0.5), (1, 23), (24, 144), (168, 8592), (8760, 43_800)])
  func stepsCompose(_ decay: Decay, _ hours: (Double, Double)) {
    let (a, b) = hours, parts = product(decay.step(hours: b), decay.step(hours: a)), whole = decay.step(hours: a + b)
    for (x, y) in zip(parts, whole) { #expect((x - y).magnitude < 1e-9) }
  }

  /// The step solves the declared equations, here in small steps of the fourth order (Runge and Kutta).
  @Test(arguments: chains) func stepSolvesTheEquations(_ decay: Decay) {
    let t = decay.times, c = decay.sizes
    func slope(_ u: [Double]) -> [Double] {
      let first = (u[1] - u[0]) / t[0]
      let second = (u[0] - u[1]) / (c[0] * t[0]) + (u[2] - u[1]) / t[1]
      let third = c[0] / c[1] * (u[1] - u[2]) / t[1] - u[2] / t[2]
      return [first, second, third]
    }
    func sum(_ u: [Double], _ v: [Double], _ factor: Double) -> [Double] { zip(u, v).map { $0 + factor * $1 } }
    let start = [1, 0.3, -0.2], steps = 4000, h = 5 * t[0] / Double(steps)
    var u = start
    for _ in 0..<steps {
      let k1 = slope(u), k2 = slope(sum(u, k1, h / 2)), k3 = slope(sum(u, k2, h / 2)), k4 = slope(sum(u, k3, h))
      for i in 0..<3 {
        let sum: Double = k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]
        u[i] += h / 6 * sum
      }
    }
    let m = decay.step(hours: 5 * t[0])
    for i in 0..<3 {
      let exact: Double = m[3 * i] * start[0] + m[3 * i + 1] * start[1] + m[3 * i + 2] * start[2]
      #expect((exact - u[i]).magnitude < 1e-9)
    }
  }

  /// The speed of forgetting, −d ln u/dt, falls until only the slowest mode is left: from an hour to a year by more than ten times.
  @Test(arguments: chains) func aChainForgetsEverMoreSlowly(_ decay: Decay) {
    let speeds = [1, 24, 168, 720, 2160, 8760].map { (hours: Double) in
      let step = hours / 100
      return Elementary.log(after(hours, decay)[0] / after(hours + step, decay)[0]) / step
    }
    for (sooner, later) in zip(speeds, speeds.dropFirst()) { #expect(later < sooner * (1 + 1e-6), "\(speeds)") }
    #expect(speeds[5] < speeds[0] / 10 && speeds[5] > 0, "\(speeds)")
  }

  /// Nothing gets lost but at the end of the chain: u₁ + c₂ u₂ + c₃ u₃ is kept where the last time is endless.
  @Test func whatFadesIsBehindTheWeight() {
    let decay = Decay(times: [30, 192, 1e12], sizes: [0.4, 0.8])
    for hours in [1, 100, 10_000] as [Double] {
      let u = after(hours, decay)
      #expect((u[0] + 0.4 * u[1] + 0.8 * u[2] - 1).magnitude < 1e-6, "\(hours) h: \(u)")
    }
    #expect(after(10_000, decay)[1] > 0.4)
  }
}
