import CGSL

/// y′ = f(t, y) on GSL's `gsl_odeiv2`: explicit Runge–Kutta Prince–Dormand (8, 9), with steps of its own or of a given size.
package final class OrdinaryDifferentialEquation {
  /// Writes f(t, y).
  package typealias Slope = (_ t: Double, _ y: UnsafePointer<Double>, _ slope: UnsafeMutablePointer<Double>) -> Void

  private let slope: Slope
  private let dimension: Int
  private let stepper: UnsafeMutablePointer<gsl_odeiv2_step>
  private let control: UnsafeMutablePointer<gsl_odeiv2_control>
  private let evolution: UnsafeMutablePointer<gsl_odeiv2_evolve>
  private var suggested: Double

  /// Steps keep the local error of each component below absolute + relative · |y|.
  package init(dimension: Int, absolute: Double, relative: Double, firstStep: Double = 1e-3, slope: @escaping Slope)
    throws(GSLError)
  {
    guard GSL.isReady, let stepper = gsl_odeiv2_step_alloc(engram_odeiv2_rk8pd(), dimension) else {
      throw GSLError(status: 8, function: "gsl_odeiv2_step_alloc")
    }
    guard let control = gsl_odeiv2_control_y_new(absolute, relative) else {
      gsl_odeiv2_step_free(stepper)
      throw GSLError(status: 8, function: "gsl_odeiv2_control_y_new")
    }
    guard let evolution = gsl_odeiv2_evolve_alloc(dimension) else {
      gsl_odeiv2_control_free(control)
      gsl_odeiv2_step_free(stepper)
      throw GSLError(status: 8, function: "gsl_odeiv2_evolve_alloc")
    }
    (self.stepper, self.control, self.evolution) = (stepper, control, evolution)
    (self.dimension, self.slope) = (dimension, slope)
    suggested = firstStep
  }

  deinit {
    gsl_odeiv2_evolve_free(evolution)
    gsl_odeiv2_control_free(control)
    gsl_odeiv2_step_free(stepper)
  }

  /// Runs `body` with GSL's view of the equation.
  private func withSystem<T>(_ body: (UnsafeMutablePointer<gsl_odeiv2_system>) -> T) -> T {
    var system = gsl_odeiv2_system(
      function: { t, y, slope, owner in
        guard let y, let slope, let owner else { return 9 }
        Unmanaged<OrdinaryDifferentialEquation>.fromOpaque(owner).takeUnretainedValue().slope(t, y, slope)
        return 0
      }, jacobian: nil, dimension: dimension, params: Unmanaged.passUnretained(self).toOpaque())
    return withUnsafeMutablePointer(to: &system, body)
  }

  /// Goes from `t` to `end` in steps of the solver's choice. With an `event`, stops at its first change of sign, located to 1e-10, and
  /// returns true.
  @discardableResult
  package func advance(
    _ t: inout Double, _ y: inout [Double], to end: Double, event: ((_ t: Double, _ y: [Double]) -> Double)? = nil
  ) throws(GSLError) -> Bool {
    // The state may have been changed since the last call.
    gsl_odeiv2_evolve_reset(evolution)
    gsl_odeiv2_step_reset(stepper)
    while t < end {
      let before = (t, y)
      try GSL.check(
        withSystem { system in
          y.withUnsafeMutableBufferPointer {
            gsl_odeiv2_evolve_apply(evolution, control, stepper, system, &t, end, &suggested, $0.baseAddress)
          }
        }, in: "gsl_odeiv2_evolve_apply")
      guard let event, event(before.0, before.1) * event(t, y) <= 0, event(before.0, before.1) != 0 else { continue }
      var low = 0.0, high = t - before.0
      while high - low > 1e-10 {
        let middle = (low + high) / 2
        let state = try single(before.0, before.1, step: middle)
        if event(before.0, before.1) * event(before.0 + middle, state) > 0 { low = middle } else { high = middle }
      }
      y = try single(before.0, before.1, step: high)
      t = before.0 + high
      return true
    }
    return false
  }

  /// The state one step of the given size later. No step-size control, so no `pow` of the C library: the same bits everywhere.
  package func single(_ t: Double, _ y: [Double], step: Double) throws(GSLError) -> [Double] {
    var y = y, error = [Double](repeating: 0, count: dimension)
    gsl_odeiv2_step_reset(stepper)
    try GSL.check(
      withSystem { system in
        y.withUnsafeMutableBufferPointer { state in
          error.withUnsafeMutableBufferPointer {
            gsl_odeiv2_step_apply(stepper, t, step, state.baseAddress, $0.baseAddress, nil, nil, system)
          }
        }
      }, in: "gsl_odeiv2_step_apply")
    return y
  }
}
