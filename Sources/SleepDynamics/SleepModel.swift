import NumericalMethods

/// Equations that say when we sleep: a homeostatic variable with its drives, and a quantity whose sign says whether we are awake.
package protocol SleepModel: Sendable {
  /// Variables at a rested waking moment; the pressure stands last.
  var rested: [Double] { get }
  /// Time derivatives in 1/h at `hours` of model time, whoever decides on sleep and waking.
  func slope(hours: Double, state: UnsafePointer<Double>, asleep: Bool, into slope: UnsafeMutablePointer<Double>)
  /// The same where sleep or waking is imposed.
  func imposedSlope(hours: Double, state: UnsafePointer<Double>, asleep: Bool, into slope: UnsafeMutablePointer<Double>)
  /// Changes sign where the model, now asleep or awake, switches to the other.
  func threshold(hours: Double, state: [Double], asleep: Bool) -> Double
  /// The state where sleep or waking is imposed.
  func switched(_ state: [Double], asleep: Bool) -> [Double]
}

/// A homeostat between two thresholds that follow the clock (Borbély 1982; Daan, Beersma & Borbély 1984).
///
///     awake H′ = (μ − H)/χ_w,  asleep H′ = −H/χ_s;  asleep at H ≥ H⁺ + a sin ωt, awake at H ≤ H⁻ + a sin ωt,  ω = 2π/24 h
package struct TwoProcess: SleepModel {
  package var upper = 0.67
  package var lower = 0.17
  package var amplitude = 0.1
  package var asymptote = 1.0
  package var rise = 18.2
  package var fall = 4.2

  package init() {}

  package var rested: [Double] { [lower + amplitude] }

  package func slope(hours: Double, state: UnsafePointer<Double>, asleep: Bool, into slope: UnsafeMutablePointer<Double>) {
    slope[0] = asleep ? -state[0] / fall : (asymptote - state[0]) / rise
  }

  package func imposedSlope(hours: Double, state: UnsafePointer<Double>, asleep: Bool, into slope: UnsafeMutablePointer<Double>) {
    self.slope(hours: hours, state: state, asleep: asleep, into: slope)
  }

  package func threshold(hours: Double, state: [Double], asleep: Bool) -> Double {
    state[0] - (asleep ? lower : upper) - amplitude * Elementary.sin(hours * 0.26179938779914946)
  }

  package func switched(_ state: [Double], asleep: Bool) -> [Double] { state }
}

/// The sleep–wake switch of Phillips & Robinson (2007): ventrolateral preoptic (v) and monoaminergic (m) populations inhibit each other.
///
///     τ V_v′ = −V_v − ν_vm Q_m + ν_vh H − ν_vc C(t);   τ V_m′ = −V_m − ν_mv Q_v + ν_ma S_a
///     χ H′ = −H + μ Q_m;   Q = Q_max / (1 + exp((θ − V)/σ));   C(t) = (1 + cos ωt)/2
///
/// Voltages in mV, rates in 1/s, H in nM, times in h.
package struct PhillipsRobinson: SleepModel {
  package var maximalRate = 100.0
  package var threshold = 10.0
  package var spread = 3.0
  package var inhibition = 1.9
  package var arousal = 1.0
  package var circadian = 6.3
  package var homeostatic = 0.19
  package var clearance = 10.8
  package var production = 3.6
  package var response = 10.0 / 3600
  /// Firing of the monoaminergic population where waking or sleep is imposed: the model's own means.
  package var wakingRate = 4.3
  package var sleepingRate = 0.0

  package init() {}

  package var rested: [Double] { [-12, 0, 9] }

  private func rate(_ potential: Double) -> Double { maximalRate / (1 + Elementary.exp((threshold - potential) / spread)) }

  package func slope(hours: Double, state: UnsafePointer<Double>, asleep: Bool, into slope: UnsafeMutablePointer<Double>) {
    let clock = (1 + Elementary.cos(hours * 0.26179938779914946)) / 2
    let monoamines = rate(state[1]), preoptic = rate(state[0])
    slope[0] = (-state[0] - inhibition * monoamines + homeostatic * state[2] - circadian * clock) / response
    slope[1] = (-state[1] - inhibition * preoptic + arousal) / response
    slope[2] = (-state[2] + production * monoamines) / clearance
  }

  package func imposedSlope(hours: Double, state: UnsafePointer<Double>, asleep: Bool, into slope: UnsafeMutablePointer<Double>) {
    slope[0] = 0
    slope[1] = 0
    slope[2] = (-state[2] + production * (asleep ? sleepingRate : wakingRate)) / clearance
  }

  package func threshold(hours: Double, state: [Double], asleep: Bool) -> Double { state[1] - wakingPotential }

  /// Potential at which the monoaminergic population fires once a second: the border between sleep and waking.
  private var wakingPotential: Double { threshold - spread * Elementary.log(maximalRate - 1) }

  package func switched(_ state: [Double], asleep: Bool) -> [Double] {
    guard (state[1] < wakingPotential) != asleep else { return state }
    return asleep ? [0, -12, state[2]] : [-12, 0, state[2]]
  }
}
