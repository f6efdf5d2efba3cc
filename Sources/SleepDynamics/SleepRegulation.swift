import NumericalMethods

/// When we sleep: a sleep model carried along the hours of a scenario. A value: a branch copies it.
package struct SleepRegulation: Sendable {
  private let model: any SleepModel
  private var state: [Double]
  /// Model time; the clock shows `time + shift`.
  private var time: Double
  private var shift: Double
  package private(set) var isAsleep: Bool
  /// The pressure's range over an entrained day.
  private var range: ClosedRange<Double>

  /// A bout of sleep on the clock.
  package struct Bout: Sendable, Equatable {
    package var onset: Double
    package var waking: Double
    package var hours: Double { waking - onset }
  }

  /// The entrained state at `clock` hours after midnight, awake; habitual sleep begins at `bedtime`.
  package init(_ model: any SleepModel, clock: Double, bedtime: Double) throws(GSLError) {
    self.model = model
    (state, time, shift, isAsleep, range) = (model.rested, 0, 0, false, 0...1)
    let days = try bouts(days: 20)
    var low = state[state.count - 1], high = low
    if let last = days.last { shift = bedtime - last.onset }
    let goal = ((time + shift - clock) / 24).rounded(.up) * 24 + clock + 24 - shift
    while time < goal {
      try run(until: min(time + 0.25, goal))
      low = min(low, state[state.count - 1])
      high = max(high, state[state.count - 1])
    }
    range = low...max(high, low + 1e-9)
    if isAsleep { wake() }
    // The clock begins in the first day.
    shift -= ((time + shift) / 24).rounded(.down) * 24
  }

  /// Free running from the present state, for tests and tables.
  package init(_ model: any SleepModel) {
    (self.model, state, time, shift, isAsleep, range) = (model, model.rested, 0, 0, false, 0...1)
  }

  /// Hours on the clock since midnight before the scenario began.
  package var clock: Double { time + shift }

  /// The model's homeostatic variable, in its own unit.
  package var rawPressure: Double { state[state.count - 1] }

  /// Sleep pressure on the scale of the two-process model: .17 at an entrained morning, .67 at an entrained evening.
  package var pressure: Double {
    model is TwoProcess ? rawPressure : 0.17 + 0.5 * (rawPressure - range.lowerBound) / (range.upperBound - range.lowerBound)
  }

  private func equation(imposed: Bool) throws(GSLError) -> OrdinaryDifferentialEquation {
    let model = model, asleep = isAsleep
    return try OrdinaryDifferentialEquation(dimension: state.count, absolute: Self.tolerance, relative: Self.tolerance) {
      t, y, slope in
      if imposed {
        model.imposedSlope(hours: t, state: y, asleep: asleep, into: slope)
      } else {
        model.slope(hours: t, state: y, asleep: asleep, into: slope)
      }
    }
  }

  /// Local error per step.
  @TaskLocal package static var tolerance = 1e-9

  private mutating func wake() {
    state = model.switched(state, asleep: false)
    isAsleep = false
  }

  /// Goes on by the model alone until model time `end`.
  private mutating func run(until end: Double) throws(GSLError) {
    while time < end { if try !follow(until: end) { return } }
  }

  /// Goes on by the model until it switches (true) or `end` comes.
  private mutating func follow(until end: Double) throws(GSLError) -> Bool {
    let model = model, asleep = isAsleep
    func isDue(_ value: Double) -> Bool {
      model is TwoProcess ? (asleep ? value <= 0 : value >= 0) : (asleep ? value >= 0 : value <= 0)
    }
    var switches = isDue(model.threshold(hours: time, state: state, asleep: asleep))
    if !switches {
      switches = try equation(imposed: false).advance(&time, &state, to: end) { t, y in
        model.threshold(hours: t, state: y, asleep: asleep)
      }
    }
    if switches { isAsleep.toggle() }
    return switches
  }

  /// Imposes `hours` of sleep or waking.
  package mutating func impose(asleep: Bool, hours: Double) throws(GSLError) {
    isAsleep = asleep
    state = model.switched(state, asleep: asleep)
    try equation(imposed: true).advance(&time, &state, to: time + hours)
  }

  /// Follows the model until it falls asleep or wakes, for at most `limit` hours; returns how long that took.
  package mutating func natural(asleep: Bool, limit: Double = 72) throws(GSLError) -> Double {
    let start = time
    isAsleep = asleep
    state = model.switched(state, asleep: asleep)
    // A switch within the first minutes is the body's refusal of what was imposed.
    _ = try follow(until: start + limit)
    return time - start
  }

  /// Bouts of sleep of the model left to itself.
  package mutating func bouts(days: Double) throws(GSLError) -> [Bout] {
    let end = time + days * 24
    var result: [Bout] = [], onset: Double?
    while time < end {
      guard try follow(until: end) else { break }
      if isAsleep {
        onset = clock
      } else if let start = onset {
        result.append(Bout(onset: start, waking: clock))
      }
    }
    return result
  }
}
