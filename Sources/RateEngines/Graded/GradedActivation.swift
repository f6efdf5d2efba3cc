import CKernels
import NetworkModels
import NumericalMethods

/// The noisy activation function y(x) = ∫ f(x − z) N(z; 0, noise²) dz, f(x) = gain x/(gain x + 1) for x > 0, else 0, in a table.
final class GradedActivation: Sendable {
  private let values, slopes: FixedTable
  private let low, high, perUnit, gain: Float

  private static let intervals = 2048

  init(_ units: GradedUnits) {
    let sd = units.noise, gain = units.gain
    let low = -4 * sd, high = max(0.25, 6 * sd)
    let step = (high - low) / Double(Self.intervals)
    // Simpson's rule over ±5 SD; f has a corner at 0, so the integral begins there.
    func smoothed(_ x: Double) -> Double {
      let from = max(0, x - 5 * sd), to = x + 5 * sd
      guard to > from else { return 0 }
      let n = 200, h = (to - from) / Double(n)
      var sum = 0.0
      for k in 0...n {
        let u = from + Double(k) * h, z = (x - u) / sd
        let f = gain * u / (gain * u + 1) * Elementary.exp(-z * z / 2)
        sum += (k == 0 || k == n ? 1 : k % 2 == 1 ? 4 : 2) * f
      }
      return sum * h / 3 / (sd * 2.5066282746310002)
    }
    let y = (0...Self.intervals + 1).map { smoothed(low + Double($0) * step) }
    values = FixedTable(y.dropLast().map(Float.init))
    slopes = FixedTable((0...Self.intervals).map { Float(y[$0 + 1] - y[$0]) })
    (self.low, self.high, perUnit, self.gain) = (Float(low), Float(high), Float(1 / step), Float(gain))
  }

  var kernel: engram_activation {
    engram_activation(value: values.base, slope: slopes.base, low: low, high: high, per_unit: perUnit, gain: gain)
  }
}
