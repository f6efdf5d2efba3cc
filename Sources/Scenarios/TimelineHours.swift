import Declarations
import NumericalMethods
import SleepDynamics

/// Phases that take time: how long they last, and where they leave sleep pressure and clock.
extension Timeline {
  mutating func add(
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
  struct Length {
    var given: Double?
    var until: Double?
    var isNatural: Bool
    var standard: Double?

    var isGiven: Bool { given != nil || until != nil || isNatural }
  }

  /// Lets time pass, and says how much.
  func pass(_ length: Length, asleep: Bool, _ mark: Mark, _ path: inout Path, _ reader: inout Reader) -> Double {
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
  func check(_ physiology: NightSettings, hours: Double, _ mark: Mark, _ reader: inout Reader) {
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
    case .phase(let phase): phase.needsClock
    case .repeat(let phase): phase.of.contains(where: \.needsClock)
    case .branch(let ways): ways.contains { $0.phases.contains(where: \.needsClock) }
    }
  }
}
