import Declarations
import NumericalMethods

/// Which stage: REM-on and REM-off cells as predator and prey (McCarley & Hobson 1975), slow-wave activity that grows towards sleep
/// pressure and is cut by REM (Achermann et al. 1993), brief awakenings at random.
///
///     x′ = ω x (1 − y),  y′ = ω y (x − 1),  ω = 2π/period;  REM while x > θ₀ + θ_S S − θ_C c(t)
///     S′ = −S/χ_s;  A′ = r A (1 − A/S) − f A [REM];  N3 while A e^ξ > A₃, N1 at the beginning and after awakenings, else N2
///
/// x, y: relative activities; S: sleep pressure; A: slow-wave activity; c(t): circadian drive, largest at 8 h; ξ: Ornstein–Uhlenbeck
/// noise (3 min). The forms are published, the thresholds are fits to the proportions of a young adult's night.
package struct StageOscillator: Declared, Equatable {
  package var period = 1.5
  package var periodSD = 0.13
  package var remThreshold = 0.95
  package var remPressure = 2.4
  package var remCircadian = 0.1
  package var start = 2.6
  package var pressureDecay = 4.2
  package var waveRise = 6.6
  package var waveFall = 21.0
  package var deepThreshold = 0.28
  package var waveNoise = 0.1
  package var awakenings = 1.0

  package init() {}

  package static let declaration = Declaration<Self>(
    "stages", "The NREM–REM oscillator that makes a hypnogram from sleep pressure and clock.",
    equation: "x′ = ω x (1 − y), y′ = ω y (x − 1); A′ = r A (1 − A/S) − f A [REM]; S′ = −S/χ_s",
    references: ["McCarleyHobson1975", "Achermann1993", "Borbely1982"],
    fields: [
      .number("period", \.period, .time, 0.2...6, "period of small oscillations", source: "McCarleyHobson1975"),
      .number("period_sd", \.periodSD, .time, 0...1, "its standard deviation between nights", source: "fit"),
      .number(
        "rem_threshold", \.remThreshold, .number, 0...20, "REM-on activity above which there is REM, at no pressure",
        source: "fit"),
      .number("rem_pressure", \.remPressure, .number, 0...20, "how much sleep pressure raises that threshold", source: "fit"),
      .number("rem_circadian", \.remCircadian, .number, 0...5, "how much the morning lowers it", source: "fit"),
      .number("start", \.start, .number, 1.01...10, "REM-off activity at sleep onset, relative to its mean", source: "fit"),
      .number(
        "pressure_decay", \.pressureDecay, .time, 0.1...100, "time constant of the fall of sleep pressure", source: "Borbely1982"),
      .number("wave_rise", \.waveRise, .rate, 0...1000, "growth of slow-wave activity", source: "fit; Achermann1993"),
      .number("wave_fall", \.waveFall, .rate, 0...1000, "its fall in REM", source: "fit; Achermann1993"),
      .number("deep_threshold", \.deepThreshold, .number, 0...2, "slow-wave activity above which there is N3", source: "fit"),
      .number("wave_noise", \.waveNoise, .number, 0...2, "standard deviation of its fluctuations (log units)", source: "fit"),
      .number("awakenings", \.awakenings, .rate, 0...120, "brief awakenings of 30 s and more", source: "fit"),
    ])

  /// A night of `hours`, and the pressure at its end.
  package func night(
    hours: Double, pressure: Double, clock: Double, random: inout RandomStream
  ) throws(GSLError) -> (hypnogram: Hypnogram, pressure: Double) {
    let omega = 6.283185307179586 / max(0.2, period + random.normal(sd: periodSD))
    let decay = pressureDecay, rise = waveRise, fall = waveFall
    var isREM = false
    // ln x, ln y, S, A
    var state = [
      random.normal(sd: 0.05), Elementary.log(start) + random.normal(sd: 0.08), max(pressure, 0.01), 0.02,
    ]
    let equation = try OrdinaryDifferentialEquation(dimension: 4, absolute: 1e-9, relative: 1e-9) { _, y, slope in
      slope[0] = omega * (1 - Elementary.exp(y[1]))
      slope[1] = omega * (Elementary.exp(y[0]) - 1)
      slope[2] = -y[2] / decay
      slope[3] = rise * y[3] * (1 - y[3] / y[2]) - (isREM ? fall * y[3] : 0)
    }
    var epochs: [SleepStage] = [], awake = 0, light = 8, noise = 0.0
    let keep = Elementary.exp(-Hypnogram.epoch * 20), kick = waveNoise * (1 - keep * keep).squareRoot()
    for i in 0..<Int((hours / Hypnogram.epoch).rounded()) {
      let time = Double(i) * Hypnogram.epoch
      state = try equation.single(time, state, step: Hypnogram.epoch)
      state[3] = max(state[3], 0.01)
      noise = keep * noise + random.normal(sd: kick)
      let drive = Elementary.cos((clock + time - 8) * 0.26179938779914946)
      let threshold = remThreshold + remPressure * state[2] - remCircadian * drive
      isREM = Elementary.exp(state[0]) > (isREM ? 0.95 : 1) * threshold
      let stage: SleepStage
      if awake > 0 {
        (stage, awake) = (.wake, awake - 1)
      } else if light > 0 {
        (stage, light) = (.n1, light - 1)
      } else if isREM {
        stage = .rem
      } else {
        stage = state[3] * Elementary.exp(noise) > deepThreshold ? .n3 : .n2
      }
      if awake == 0, stage == .n2 || stage == .rem, random.uniform(0, 1) < awakenings * Hypnogram.epoch {
        awake = 1 + Int(random.uniform(0, 3))
        light = 2 + Int(random.uniform(0, 4))
      }
      epochs.append(stage)
    }
    return (Hypnogram(epochs), state[2])
  }
}
