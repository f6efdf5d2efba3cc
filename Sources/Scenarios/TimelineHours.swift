import Declarations
import NumericalMethods
import SleepDynamics

/// Phases that take time: how long they last, and where they leave sleep pressure and clock.
extension Timeline {
  mutating func wake(_ phase: WakePhase, _ mark: Mark, _ path: inout Path, _ reader: inout Reader) -> Step {
    let length = Length(given: phase.givenDuration, until: phase.until, isNatural: phase.isNatural, standard: nil)
    // A duration that could not be read has been reported.
    if !length.isGiven, !reader.issues.all.contains(where: { $0.path.contains(".wake.") }) {
      reader.report("wake needs 'duration'", at: mark, expected: "'duration: 16 h', 'until: 23 h' or 'natural: true'")
    }
    let start = path.regulation
    let hours = pass(length, asleep: false, mark, &path, &reader)
    var rest: Int?
    if let physiology = phase.rest {
      if let cues = physiology.cues, !cues.stages.contains(.wake) {
        reader.report(
          "cues in \(cues.stages.map(\.rawValue).joined(separator: ", ")), and nobody sleeps here", at: mark,
          expected: "'stages: W' in a rest")
      }
      if !physiology.hypnogramFile.isEmpty {
        reader.report("a hypnogram, and nobody sleeps here", at: mark, expected: "a rest without 'hypnogram'")
      }
      check(physiology, hours: hours, mark, &reader)
      rest = sleeps.count
      add(physiology, phase.priority, number: 0, hours: hours, stream: (path.wake + path.offset) * 2 + 1, start, path)
    }
    defer { path.wake += 1 }
    return .wake(phase, number: path.wake + path.offset, hours: hours, rest: rest)
  }

  mutating func sleep(_ phase: SleepPhase, _ mark: Mark, _ path: inout Path, _ reader: inout Reader) -> Step {
    let start = path.regulation
    if let hypnogram = phase.physiology?.hypnogram {
      let given = phase.givenDuration
      if phase.isNatural || phase.until != nil || (given.map { ($0 - hypnogram.hours).magnitude > 1e-6 } ?? false) {
        reader.report(
          "the hypnogram lasts \(Value.format(hypnogram.hours * 60)) min", at: mark, expected: "no duration, or the hypnogram's")
      }
    }
    let length = Length(given: phase.givenDuration, until: phase.until, isNatural: phase.isNatural, standard: phase.duration)
    let hours = pass(length, asleep: true, mark, &path, &reader)
    if let physiology = phase.physiology { check(physiology, hours: hours, mark, &reader) }
    path.sleep += 1
    add(
      phase.physiology, phase.replay.priority, number: path.sleep, hours: hours, stream: (path.sleep - 1 + path.offset) * 2,
      start, path)
    return .sleep(phase, number: path.sleep - 1 + path.offset, sleep: sleeps.count - 1)
  }

  private mutating func add(
    _ physiology: NightSettings?, _ priority: PriorityRule, number: Int, hours: Double, stream: Int, _ start: SleepRegulation?,
    _ path: Path
  ) {
    var sleep = Sleep(
      branch: path.branch.joined(separator: "."), number: number, hours: hours, physiology: physiology, priority: priority,
      stream: stream)
    if let start {
      sleep.pressure = start.pressure
      sleep.clock = start.clock - (start.clock / 24).rounded(.down) * 24
    }
    sleeps.append(sleep)
  }

  /// How long a phase lasts, as its file says it.
  private struct Length {
    var given: Double?
    var until: Double?
    var isNatural: Bool
    var standard: Double?

    var isGiven: Bool { given != nil || until != nil || isNatural }
  }

  /// Lets time pass, and says how much.
  private func pass(_ length: Length, asleep: Bool, _ mark: Mark, _ path: inout Path, _ reader: inout Reader) -> Double {
    if [length.given != nil, length.until != nil, length.isNatural].count(where: { $0 }) > 1 {
      reader.report("more than one end of a phase", at: mark, expected: "one of 'duration', 'until' and 'natural: true'")
    }
    var hours = length.given ?? length.standard ?? 0
    if let until = length.until, let clock = path.regulation?.clock {
      hours = until - clock
      hours -= (hours / 24).rounded(.down) * 24
      // A phase that would end at once lasts a day.
      if hours < Hypnogram.epoch / 2 { hours += 24 }
      hours = (hours / Hypnogram.epoch).rounded() * Hypnogram.epoch
    }
    do throws(GSLError) {
      if length.isNatural, var regulation = path.regulation {
        // To whole epochs: the last bits of an adaptive solution are not the same on all processors.
        hours = (try regulation.natural(asleep: asleep) / Hypnogram.epoch).rounded() * Hypnogram.epoch
      }
      try path.regulation?.impose(asleep: asleep, hours: hours)
    } catch {
      reader.report("sleep pressure cannot be computed: \(error.description)", at: mark)
    }
    path.hours += hours
    return hours
  }

  /// What of a night refers to its time or to memories.
  private func check(_ physiology: NightSettings, hours: Double, _ mark: Mark, _ reader: inout Reader) {
    if hours > 48 {
      reader.report("a night from equations of \(Quantity.format(hours, as: .time))", at: mark, expected: "at most 48 h")
    }
    let parts: [(String, (any NightPart)?)] = [
      ("cues", physiology.cues), ("stimulation", physiology.stimulation), ("suppress", physiology.suppression),
    ]
    for (name, part) in parts {
      guard let part else { continue }
      if part.from >= hours || (part.to ?? .infinity) <= part.from {
        reader.report(
          "'\(name)' begins when the phase is over, or ends before it begins", at: mark,
          expected: "0 h ≤ from < to, and from below \(Quantity.format(hours, as: .time))")
      }
      if let hypnogram = physiology.hypnogram,
        !hypnogram.epochs.indices.contains(where: {
          part.includes(Double($0) * Hypnogram.epoch, hypnogram.epochs[$0])
        })
      {
        reader.report("'\(name)' falls in no epoch of the hypnogram", at: mark, expected: "stages and times that it has")
      }
      if Set(part.stages).isSubset(of: physiology.deprivation), !part.stages.isEmpty {
        reader.report("'\(name)' falls in stages of which the sleeper is deprived", at: mark, expected: "other stages")
      }
    }
    guard let cues = physiology.cues else { return }
    let groups = cueGroups
    for group in cues.groups where !groups.contains(group) {
      reader.report(
        "there is no group '\(group)' to cue", at: mark, expected: "one of \(groups.prefix(12).joined(separator: ", "))",
        suggestion: NearMiss.of(group, among: groups))
    }
  }
}

extension Phase {
  /// Whether anything in it asks for sleep pressure or the time of day.
  var needsClock: Bool {
    switch kind {
    case .wake(let phase): phase.isNatural || phase.until != nil || phase.rest != nil
    case .sleep(let phase): phase.isNatural || phase.until != nil || phase.physiology != nil
    case .repeat(let phase): phase.of.contains(where: \.needsClock)
    case .branch(let ways): ways.contains { $0.phases.contains(where: \.needsClock) }
    default: false
    }
  }
}
