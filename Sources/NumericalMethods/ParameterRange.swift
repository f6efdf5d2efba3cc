/// The values that a parameter can take in a sweep or a fit, evenly spread over a scale: its place from 0 to 1 stands for a value, and a
/// uniform place for a uniform or log-uniform prior.
package struct ParameterRange: Sendable, Equatable {
  /// What equal steps of the place are.
  package enum Scale: String, Sendable, CaseIterable {
    /// Equal differences.
    case linear
    /// Equal ratios.
    case logarithmic
  }

  /// The value at place 0.
  package let low: Double
  /// The value at place 1.
  package let high: Double
  package let scale: Scale
  /// Logarithms of the ends, where they are needed.
  private let logarithms: (low: Double, high: Double)

  /// Throws unless both ends are finite, ascending, and above 0 on a logarithmic scale.
  package init(_ low: Double, _ high: Double, scale: Scale = .linear) throws(GSLError) {
    guard low.isFinite, high.isFinite, low < high, (high - low).isFinite, scale == .linear || low > 0 else {
      throw .invalid("ParameterRange: a finite range\(scale == .linear ? "" : " above 0"), not \(low) to \(high)")
    }
    (self.low, self.high, self.scale) = (low, high, scale)
    logarithms = scale == .linear ? (0, 0) : (Elementary.log(low), Elementary.log(high))
  }

  /// The value at `place`, which is taken to the nearest of 0 … 1.
  package func value(at place: Double) -> Double {
    if place <= 0 { return low }
    if place >= 1 { return high }
    let value =
      scale == .linear
      ? low + (high - low) * place : Elementary.exp(logarithms.low + (logarithms.high - logarithms.low) * place)
    return min(max(value, low), high)
  }

  /// The place of `value`, taken to the nearest of 0 … 1.
  package func place(of value: Double) -> Double {
    let place =
      scale == .linear
      ? (value - low) / (high - low)
      : (Elementary.log(max(value, low)) - logarithms.low) / (logarithms.high - logarithms.low)
    return min(max(place, 0), 1)
  }

  package static func == (a: ParameterRange, b: ParameterRange) -> Bool {
    a.low == b.low && a.high == b.high && a.scale == b.scale
  }
}
