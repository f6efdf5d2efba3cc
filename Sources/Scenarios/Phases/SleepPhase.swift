import Declarations
import NetworkModels
import SleepDynamics

/// Sleep: as a number of replay events, or from equations.
package struct SleepPhase: Declared {
  /// Nil: 8 h, or as long as the hypnogram.
  package var givenDuration: Double?
  package var until: Double?
  package var isNatural = false
  package var replay = ReplaySettings()
  package var physiology: NightSettings?
  /// What only networks of layers have: a stage and its events, said in full.
  package var layered = LayeredSleep()
  /// All keys that the file gives.
  var given: [GivenKey] = []

  package init() {}

  /// Hours, where they do not depend on the sleeper.
  package var duration: Double { givenDuration ?? physiology?.hypnogram?.hours ?? 8 }

  package static let declaration = Declaration<Self>(
    "sleep",
    "Replay in NREM and REM, so many events in 8 h, and the decay of hippocampal traces over the sleep's duration. With 'physiology' the events come from equations, and 'replay' gives their priority only. In networks of layers a file can say the stage, and what its events are.",
    references: ["Singh2022"],
    fields: [
      .number(
        "duration", \.givenDuration, .time, 0...87_600, "how long (8 h if nothing is said; a hypnogram says it itself)"
      ).noted(in: \.given),
      .number(
        "until", \.until, .time, 0...24,
        "instead of a duration: the time of day, after midnight, at which the clock next shows it"
      ).noted(in: \.given),
      .flag("natural", \.isNatural, "sleep until the clock's regulation ends it, instead of a duration").noted(in: \.given),
      .nested("replay", \.replay, "what is replayed").noted(in: \.given),
      .nested("physiology", \.physiology, "stages, slow oscillations, spindles and ripples from equations").noted(in: \.given),
    ] + LayeredSleep.declaration.fields.map { $0.lifted(to: \.layered, in: \.given) })
}

extension SleepPhase: PhaseSettings {
  package var needs: [Ability] {
    [.items, .sleep] + (physiology == nil ? [] : [.physiology]) + (physiology?.cues == nil ? [] : [.cuedReplay])
      + (physiology.map { $0.learning.downscaling > 0 } == true ? [.downscaling] : [])
      + (replay.priority == .standard ? [] : [.priorities])
  }

  package var needsClock: Bool { isNatural || until != nil || physiology != nil }

  package func unhonoured(_ brain: BrainChoice, _ map: BrainMap) -> [String] {
    let missing = asked.filter { !map.stages.contains($0) }.map { "\(brain.noun) replays nothing in \($0.name)" }
    guard !map.abilities.contains(.priorities) else { return missing }
    let given = [("exponent", replay.exponent), ("salience_gain", replay.salienceGain)].filter { $0.1 != nil }
    return missing + given.map { "'\($0.0)' of replay is not honoured: \(brain.noun) has no replay priorities" }
  }

  package func honoured(_ map: BrainMap) -> SleepPhase {
    var phase = self
    if !map.stages.contains(.nrem) { phase.replay.nrem = 0 }
    if !map.stages.contains(.rem) { phase.replay.rem = 0 }
    if !map.abilities.contains(.priorities) { (phase.replay.exponent, phase.replay.salienceGain) = (nil, nil) }
    return phase
  }

  /// Stages in which it asks for replay.
  private var asked: [ReplayAttempt.Stage] {
    if physiology != nil { return [.nrem, .rem] }
    return (replay.nrem > 0 ? [.nrem] : []) + (replay.rem > 0 ? [.rem] : [])
  }

  /// A sleep that asks for replay in stages only in which there is none.
  package func obstacle(_ brain: BrainChoice, _ map: BrainMap) -> PhaseObstacle? {
    guard !asked.isEmpty, !asked.contains(where: map.stages.contains) else { return nil }
    return PhaseObstacle(
      message: "\(brain.noun) replays nothing in \(asked.map(\.name).joined(separator: " and "))",
      expected: "replay in a stage that the brain has, or 'sleep: {\(asked[0] == .rem ? "rem" : "nrem"): …}' in the brain")
  }

  /// Keys that say a stage and its events.
  private var ofLayers: [GivenKey] {
    let names = LayeredSleep.declaration.fields.map(\.name)
    return given.filter { names.contains($0.name) }
  }

  package func kind(_ timeline: Timeline) -> PhaseKind? {
    ofLayers.first.map { PhaseKind(brain: LayeredSettings.self, why: "'\($0.name)' of sleep", mark: $0.mark) }
  }

  package func leaves(_ place: Timeline.Place) -> [(label: String?, lesion: String)] { [(nil, "none")] }

  package func unroll(
    _ timeline: inout Timeline, _ path: inout Timeline.Path, _ place: Timeline.Place, _ reader: inout Reader
  ) -> PhaseStep? {
    guard ofLayers.isEmpty else {
      for key in given where !ofLayers.contains(key) {
        reader.report(
          "'\(key.name)' has no meaning in a sleep whose events are said in full", at: key.mark,
          expected: "'events', and settings of 'autonomous', 'settling' or 'rehearsal'")
      }
      return layered.unroll(&timeline, &path, place, &reader)
    }
    let start = path.regulation
    if let hypnogram = physiology?.hypnogram,
      isNatural || until != nil || (givenDuration.map { ($0 - hypnogram.hours).magnitude > 1e-6 } ?? false)
    {
      reader.report(
        "the hypnogram lasts \(Value.format(hypnogram.hours * 60)) min", at: place.mark,
        expected: "no duration, or the hypnogram's")
    }
    let length = Timeline.Length(given: givenDuration, until: until, isNatural: isNatural, standard: duration)
    let hours = timeline.pass(length, asleep: true, place.mark, &path, &reader)
    if let physiology {
      timeline.check(physiology, hours: hours, place.mark, &reader)
    } else {
      for (number, what) in replay.numbers where replay.count(number, hours: hours) > ReplaySettings.most {
        reader.report(
          "\(replay.count(number, hours: hours)) \(what) in a sleep of \(Quantity.format(hours, as: .time))", at: place.mark,
          expected: "at most \(ReplaySettings.most)")
      }
    }
    let number = path.next("sleep")
    timeline.add(
      physiology, replay.priority, number: path.count("sleep"), hours: hours, stream: number * 2, start, path)
    return PhaseStep(self, number: number, sleep: timeline.sleeps.count - 1, hours: hours)
  }
}
