/// A number that describes a night: what came of it, and what was asked where something was.
package struct NightMeasure: Sendable {
  /// The word in claims and tables.
  package let name: String
  package let unit: String
  package let summary: String
  /// What the settings asked for; nil where nothing was.
  package let asked: @Sendable (Night, NightSettings) -> Double?
  /// What came; nil where it is not defined (a rate in a stage that did not occur).
  package let came: @Sendable (Night) -> Double?

  private init(
    _ name: String, _ unit: String, _ summary: String,
    asked: @escaping @Sendable (Night, NightSettings) -> Double? = { _, _ in nil }, came: @escaping @Sendable (Night) -> Double?
  ) {
    self.name = name
    self.unit = unit
    self.summary = summary
    self.asked = asked
    self.came = came
  }

  package static let all: [NightMeasure] =
    [
      NightMeasure("sleep_minutes", "min", "time asleep") { $0.hypnogram.sleepMinutes },
      NightMeasure("wake_minutes", "min", "time awake within the sleep, or of the rest") { $0.hypnogram.minutes(.wake) },
    ]
    + [SleepStage.n1, .n2, .n3, .rem].map { stage in
      NightMeasure("\(stage.word)_minutes", "min", "time in \(stage.rawValue)") { $0.hypnogram.minutes(stage) }
    }
    + [SleepStage.n1, .n2, .n3, .rem].map { stage in
      NightMeasure("\(stage.word)_share", "", "share of \(stage.rawValue) in all sleep") { night in
        ratio(night.hypnogram.minutes(stage), night.hypnogram.sleepMinutes)
      }
    }
    + [
      NightMeasure("cycles", "", "NREM–REM cycles (each ends with a REM episode of 3 min and more)") {
        Double($0.hypnogram.cycleEnds.count)
      },
      NightMeasure("early_n3", "", "share of N3 that falls in the first two cycles") { $0.hypnogram.earlyN3 },
    ]
    + [SleepStage.n2, .n3, .rem].map { stage in
      NightMeasure("slow_oscillations_\(stage.word)", "Hz", "DOWN states per second of \(stage.rawValue)") { night in
        ratio(night.count(night.downs.map(\.start), in: stage), night.hypnogram.minutes(stage) * 60)
      }
    }
    + [SleepStage.n2, .n3].map { stage in
      NightMeasure("spindles_\(stage.word)", "1/min", "spindles per minute of \(stage.rawValue)") { night, settings in
        night.hypnogram.minutes(stage) > 0 ? settings.rhythms.spindles(stage) / 60 : nil
      } came: { night in
        ratio(night.count(night.spindles.map(\.start), in: stage), night.hypnogram.minutes(stage))
      }
    }
    + SleepStage.allCases.map { stage in
      NightMeasure("ripples_\(stage.word)", "1/min", "sharp-wave ripples per minute of \(stage.rawValue), evoked ones included") {
        night, settings in
        night.hypnogram.minutes(stage) > 0 ? settings.rhythms.ripples(stage) / 60 : nil
      } came: { night in
        ratio(night.count(night.ripples.map(\.time), in: stage), night.hypnogram.minutes(stage))
      }
    }
    + [
      NightMeasure("ripples_in_up", "", "share of the ripples of N2 and N3 that fall in UP states") { night in
        night.shareOfDeepRipples { $0.isInUp }
      },
      NightMeasure("ripples_in_spindle", "", "share of the ripples of N2 and N3 that fall in spindles") { night in
        night.shareOfDeepRipples { $0.isInSpindle }
      },
      NightMeasure("cues", "", "cues played") { Double($0.cues) },
      NightMeasure("cues_answered", "", "share of the cues that evoked a ripple") { night, settings in
        night.cues > 0 ? settings.cues?.reliability : nil
      } came: { night in
        ratio(Double(night.ripples.count { $0.cue != nil }), Double(night.cues))
      },
      NightMeasure("clock", "h", "time of day at the beginning") { $0.clock },
      NightMeasure("pressure_before", "", "sleep pressure at the beginning (two-process scale)") { $0.pressure.start },
      NightMeasure("pressure_after", "", "sleep pressure at the end") { $0.pressure.end },
    ]

  private static func ratio(_ a: Double, _ b: Double) -> Double? { b > 0 ? a / b : nil }
}

extension Night {
  fileprivate func count(_ times: [Double], in stage: SleepStage) -> Double {
    Double(times.count { self.stage(at: $0) == stage })
  }

  fileprivate func shareOfDeepRipples(_ condition: (Ripple) -> Bool) -> Double? {
    let deep = ripples.filter { $0.stage == .n2 || $0.stage == .n3 }
    return deep.isEmpty ? nil : Double(deep.count(where: condition)) / Double(deep.count)
  }
}
