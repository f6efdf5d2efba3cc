import NetworkModels
import NumericalMethods
import Recordings
import Scenarios
import SleepDynamics

extension SleepPhase: MemoryPhase {
  func live(_ life: Life, _ brain: inout any MemoryBrain, _ moment: inout Moment, _ step: PhaseStep) throws {
    try life.sleep(&brain, &moment, self, step.number, step.sleep ?? 0)
  }
}

extension WakePhase: MemoryPhase {
  func live(_ life: Life, _ brain: inout any MemoryBrain, _ moment: inout Moment, _ step: PhaseStep) throws {
    try life.wake(&brain, &moment, self, step.number, hours: step.hours, rest: step.sleep)
  }
}

extension Life {
  /// A sleep: a number of events, or a night from equations.
  func sleep(
    _ brain: inout any MemoryBrain, _ moment: inout Moment, _ phase: SleepPhase, _ number: Int, _ sleep: Int
  ) throws(GSLError) {
    brain.startNoise(key(.sleep, number))
    brain.fallAsleep(phase.replay.inForce)
    if let physiology = phase.physiology {
      try sleepThroughNight(&brain, &moment, sleep, physiology)
    } else {
      sleepByCount(&brain, moment, phase, sleep)
    }
    brain.wakeUp()
  }

  /// Waking hours: incidental episodes (random patterns), then decay; or a quiet rest with ripples.
  func wake(
    _ brain: inout any MemoryBrain, _ moment: inout Moment, _ phase: WakePhase, _ number: Int, hours: Double, rest: Int?
  ) throws(GSLError) {
    brain.startNoise(key(.wake, 2 * number))
    var random = stream(.wake, 2 * number + 1)
    // Acetylcholine sets encoding against replay: at rest there is less of it, and less is stored.
    let strength = phase.incidentalStrength * (phase.rest?.learning.acetylcholineWake ?? 1)
    var left = phase.episodes(in: hours)
    func encode(_ brain: inout any MemoryBrain, _ moment: inout Moment, _ count: Int) {
      for _ in 0..<min(count, left) { experience(&brain, &moment, strength: strength, &random) }
      left -= min(count, left)
    }
    guard let rest, let physiology = phase.rest else {
      encode(&brain, &moment, left)
      return brain.pass(hours: hours, asleep: false)
    }
    brain.fallAsleep(phase.priority.priority)
    var due = 0.0
    try sleepThroughNight(&brain, &moment, rest, physiology, isNight: false) { brain, moment, hours in
      due += phase.incidental * hours
      encode(&brain, &moment, Int(due))
      due -= Double(Int(due))
    }
    encode(&brain, &moment, left)
    brain.wakeUp()
  }

  /// An incidental episode: a random pattern over the whole surface, as long as an item of full size.
  func experience(
    _ brain: inout any MemoryBrain, _ moment: inout Moment, strength: Double, _ random: inout RandomStream
  ) {
    let units = random.sample(surface.active, of: (0..<surface.units).map { Int32($0) }).sorted()
    brain.learn(Presentation(units: units, strength: strength))
    moment.incidental.append(units)
  }

  /// Replay events, NREM and REM in turn, then decay.
  private func sleepByCount(_ brain: inout any MemoryBrain, _ moment: Moment, _ phase: SleepPhase, _ sleep: Int) {
    let hours = plan.timeline.sleeps[sleep].hours, stages = phase.replay.events(hours: hours), isWatched = isWatched(moment)
    var events = Events(sleep: sleep)
    for stage in stages {
      let time = hours * Double(events.number) / Double(stages.count)
      if isWatched, events.number * Self.looks % stages.count < Self.looks { look(brain, moment, sleep: sleep, at: time) }
      replay(&brain, moment, ReplayAttempt(stage: stage), at: time, &events)
    }
    brain.pass(hours: hours, asleep: true)
    if isWatched { look(brain, moment, sleep: sleep, at: hours) }
    events.close(hours, into: &record)
  }

  /// Events of one sleep, counted.
  private struct Events {
    let sleep: Int
    var number = 0
    var asked = [0, 0], accepted = [0, 0]

    init(sleep: Int) { self.sleep = sleep }

    func close(_ hours: Double, into record: inout SubjectRecord) {
      record.sleeps.append(
        SleepSummary(
          sleep: Int32(sleep), nremAsked: Int32(asked[0]), nremAccepted: Int32(accepted[0]), remAsked: Int32(asked[1]),
          remAccepted: Int32(accepted[1]), hours: Float(hours)))
    }
  }

  private func replay(
    _ brain: inout any MemoryBrain, _ moment: Moment, _ attempt: ReplayAttempt, at time: Double, sleepStage: Int = -1,
    cue: Memory? = nil,
    _ events: inout Events
  ) {
    let outcome = brain.replay(attempt)
    let (who, overlap) = bestMatch(outcome.pattern, moment)
    let kind = Int(attempt.stage.rawValue)
    events.asked[kind] += 1
    if outcome.isAccepted { events.accepted[kind] += 1 }
    record.replays.append(
      ReplayEvent(
        sleep: Int32(events.sleep), event: Int32(events.number), stage: attempt.stage.rawValue,
        accepted: outcome.isAccepted ? 1 : 0, memory: who, overlap: overlap, hours: Float(time), sleepStage: Int32(sleepStage),
        coupling: Float(attempt.coupling), cue: cue.map { Int32($0.id) } ?? -1))
    events.number += 1
  }

  /// The memory that a replayed pattern overlaps best: share of the larger of the two that is common; −1 if it is .7 or less. Then the
  /// overlap is that with any single experience, incidental ones included.
  private func bestMatch(_ pattern: [Int32], _ moment: Moment) -> (Int32, Float) {
    func overlap(_ units: [Int32]) -> Float {
      Float(scoring.common(pattern, units)) / Float(max(pattern.count, units.count, 1))
    }
    var best: Float = 0, who: Int32 = -1
    for memory in moment.studied {
      let value = overlap(memory.units)
      if value > best { (best, who) = (value, Int32(memory.id)) }
    }
    if best > 0.7 { return (who, best) }
    return (-1, max(best, moment.incidental.bestOverlap(with: pattern)))
  }
}

// Nights from equations.
extension Life {
  /// Epochs between two steps of decay: half an hour.
  private static var stride: Int { 60 }

  /// Each ripple is a replay attempt, coupled to the cortex as it met UP state, spindle and acetylcholine; each REM event a rehearsal of
  /// the cortex. Traces decay, and weights shrink in N3, half hour by half hour; `meanwhile` is called with each of these steps.
  private func sleepThroughNight(
    _ brain: inout any MemoryBrain, _ moment: inout Moment, _ sleep: Int, _ settings: NightSettings, isNight: Bool = true,
    meanwhile: (inout any MemoryBrain, inout Moment, _ hours: Double) -> Void = { _, _, _ in }
  ) throws(GSLError) {
    let night = try nights.night(subject: number, sleep: sleep), learning = settings.learning
    var cues = CueOrder(memories: cued(moment, settings), stream: stream(.cues, plan.timeline.sleeps[sleep].stream))
    var events = Events(sleep: sleep), rem = 0, ripple = 0
    let epochs = night.hypnogram.epochs, isWatched = isWatched(moment)
    if isWatched { look(brain, moment, sleep: sleep, at: 0) }
    for first in Swift.stride(from: 0, to: epochs.count, by: Self.stride) {
      let end = min(first + Self.stride, epochs.count), until = Double(end) * Hypnogram.epoch
      while true {
        let r = ripple < night.ripples.count ? night.ripples[ripple].time : .infinity
        let c = rem < night.remEvents.count ? night.remEvents[rem] : .infinity
        guard min(r, c) < until || (end == epochs.count && min(r, c) < .infinity) else { break }
        if r <= c {
          let event = night.ripples[ripple]
          ripple += 1
          var attempt = ReplayAttempt(stage: .nrem, coupling: learning.coupling(event)), memory: Memory?
          if let cue = event.cue, let next = cues.memory(of: cue) {
            memory = next
            attempt.cue = next.partialCue(&cues.random).units
          }
          replay(&brain, moment, attempt, at: event.time, sleepStage: event.stage.number, cue: memory, &events)
        } else {
          rem += 1
          replay(
            &brain, moment, ReplayAttempt(stage: .rem, coupling: learning.remGain), at: c, sleepStage: night.stage(at: c).number,
            &events)
        }
      }
      let hours = Double(end - first) * Hypnogram.epoch
      meanwhile(&brain, &moment, hours)
      brain.pass(hours: hours, asleep: isNight)
      let deep = Double(epochs[first..<end].count { $0 == .n3 }) * Hypnogram.epoch
      if learning.downscaling > 0, deep > 0 { brain.downscale(to: Elementary.exp(-learning.downscaling * deep)) }
      if isWatched { look(brain, moment, sleep: sleep, at: Double(end) * Hypnogram.epoch) }
    }
    events.close(night.hypnogram.hours, into: &record)
    describe(night, settings, sleep)
  }

  private func cued(_ moment: Moment, _ settings: NightSettings) -> [Memory] {
    guard let cues = settings.cues else { return [] }
    return moment.studied.filter { cues.groups.contains(plan.index.memories[$0.id].group) }
  }

  /// The night's numbers, its stages and, of the first subject, its rhythms.
  private func describe(_ night: Night, _ settings: NightSettings, _ sleep: Int) {
    for (i, measure) in NightMeasure.all.enumerated() {
      record.physiology.append(
        NightScore(
          sleep: Int32(sleep), measure: Int32(i), asked: Float(measure.asked(night, settings) ?? .nan),
          came: Float(measure.came(night) ?? .nan)))
    }
    for bout in night.hypnogram.bouts {
      record.bouts.append(
        StageBout(sleep: Int32(sleep), stage: Int32(bout.stage.number), first: Int32(bout.first), end: Int32(bout.end)))
    }
    guard number == 1 else { return }
    func milliseconds(_ hours: Double) -> Int32 { Int32((hours * 3_600_000).rounded()) }
    for (kind, spans) in [night.downs, night.spindles].enumerated() {
      record.rhythms += spans.map {
        RhythmEvent(sleep: Int32(sleep), kind: Int32(kind), start: milliseconds($0.start), end: milliseconds($0.end))
      }
    }
  }
}

/// Which memory each cue of a night is of: all cued ones in random order, again and again.
private struct CueOrder {
  private let memories: [Memory]
  private var rounds: [[Memory]] = []
  var random: RandomStream

  init(memories: [Memory], stream: RandomStream) {
    self.memories = memories
    random = stream
  }

  /// Cue number `cue`, from 0; nil if no cued memory has been studied.
  mutating func memory(of cue: Int) -> Memory? {
    guard !memories.isEmpty else { return nil }
    while rounds.count <= cue / memories.count { rounds.append(random.shuffled(memories)) }
    return rounds[cue / memories.count][cue % memories.count]
  }
}
