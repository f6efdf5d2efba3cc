import NumericalMethods

/// What is placed in a night event by event: spindles, cues, and ripples with their coupling.
extension NightGenerator {
  /// Spindles follow the beginnings of UP states, or come at any time, at the rate asked; none within the refractory time of another.
  func addSpindles(to night: inout Night, _ settings: NightSettings, _ random: inout RandomStream) {
    let rhythms = settings.rhythms
    var candidates: [Double] = []
    let onsets = night.downs.dropLast(night.downs.last?.end == night.hypnogram.hours ? 1 : 0).map(\.end)
    for stage in [SleepStage.n2, .n3] {
      let hours = night.hypnogram.minutes(stage) / 60, rate = rhythms.spindles(stage)
      guard hours > 0, rate > 0 else { continue }
      // Those lost to the refractory time are asked for in advance.
      let busy = min(0.8, rate * (rhythms.spindleRefractory + rhythms.spindleDuration)), wanted = rate * hours / (1 - busy)
      let here = onsets.filter { night.stage(at: $0) == stage }
      let share = here.isEmpty ? 0 : min(1, rhythms.spindleCoupling * wanted / Double(here.count))
      for onset in here where random.uniform() < share {
        candidates.append(onset + max(0, rhythms.spindleDelay + random.normal(sd: rhythms.spindleDelay / 3)))
      }
      let free = (wanted - share * Double(here.count)) * Hypnogram.epoch / hours
      for (i, epoch) in night.hypnogram.epochs.enumerated() where epoch == stage && random.uniform() < free {
        candidates.append((Double(i) + random.uniform()) * Hypnogram.epoch)
      }
    }
    if let stimulation = settings.stimulation {
      let moments = stimulation.phase == .down ? night.downs.map(\.start) : onsets
      for moment in moments where stimulation.includes(moment, night.stage(at: moment)) && random.uniform() < stimulation.response
      {
        // A click in a DOWN state finds nothing to excite.
        if night.isUp(at: moment) { candidates.append(moment + rhythms.spindleDelay) }
      }
    }
    let least = 0.5 / 3600
    for start in candidates.sorted() {
      let length = max(least, rhythms.spindleDuration + random.normal(sd: rhythms.spindleDuration / 3))
      let isSuppressed = suppresses(settings.suppression, \.spindles, start, night, &random)
      guard !isSuppressed, start >= (night.spindles.last.map { $0.end + rhythms.spindleRefractory } ?? 0),
        start + length < night.hypnogram.hours
      else { continue }
      night.spindles.append(.init(start: start, end: start + length))
    }
  }

  private func suppresses(
    _ suppression: SuppressionSettings?, _ share: KeyPath<SuppressionSettings, Double>, _ time: Double, _ night: Night,
    _ random: inout RandomStream
  ) -> Bool {
    let draw = random.uniform()
    guard let suppression, suppression.includes(time, night.stage(at: time)) else { return false }
    return draw < suppression[keyPath: share]
  }

  /// Ripples where the hippocampal field went up and where cues evoked them, and REM events.
  func addRipples(
    _ ups: (startsUp: Bool, steps: [Int32]), to night: inout Night, _ settings: NightSettings, _ random: inout RandomStream
  ) {
    func ripple(_ time: Double, cue: Int?) -> Night.Ripple {
      .init(
        time: time, stage: night.stage(at: time), isInUp: night.isUp(at: time), isInSpindle: night.isInSpindle(at: time), cue: cue
      )
    }
    var all: [Night.Ripple] = []
    for (i, step) in ups.steps.enumerated() where (i % 2 == 0) != ups.startsUp {
      let time = Double(step) / 3_600_000
      if !suppresses(settings.suppression, \.ripples, time, night, &random) { all.append(ripple(time, cue: nil)) }
    }
    if let cues = settings.cues {
      for time in cueTimes(cues, night) {
        let evokes = random.uniform() < cues.reliability
        if evokes { all.append(ripple(time + 0.1 / 3600, cue: night.cues)) }
        night.cues += 1
      }
    }
    night.ripples = all.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(\.element)
    let share = settings.learning.remEvents * Hypnogram.epoch
    for (i, stage) in night.hypnogram.epochs.enumerated() where stage == .rem {
      var left = share
      while left > 0 {
        if random.uniform() < min(left, 1) { night.remEvents.append((Double(i) + random.uniform()) * Hypnogram.epoch) }
        left -= 1
      }
    }
    night.remEvents.sort()
  }

  private func cueTimes(_ cues: CueSettings, _ night: Night) -> [Double] {
    let moments = cues.phase == .up ? night.downs.map(\.end) : cues.phase == .down ? night.downs.map(\.start) : []
    var times: [Double] = [], time = cues.from, next = 0
    while time < min(cues.to ?? .infinity, night.hypnogram.hours) {
      guard cues.includes(time, night.stage(at: time)) else {
        time = (Double(Int(time / Hypnogram.epoch + 1e-9)) + 1) * Hypnogram.epoch
        continue
      }
      while next < moments.count, moments[next] < time { next += 1 }
      // Where there is no slow oscillation to wait for (REM, waking), the cue comes at once.
      let isNear = next < moments.count && moments[next] < time + cues.every
      let at = isNear ? moments[next] : time
      if cues.includes(at, night.stage(at: at)) { times.append(at) }
      time = at + cues.every
    }
    return times
  }
}
