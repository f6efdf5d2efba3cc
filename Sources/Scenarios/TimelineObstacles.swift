import Declarations
import Materials

/// What an experiment asks of a brain that the brain cannot do.
extension Timeline {
  /// Why the brain cannot live a phase; nil if it can.
  func obstacle(_ phase: any PhaseSettings) -> PhaseObstacle? {
    if let kind = phase.kind(self) {
      guard kind.brain != type(of: brain.settings) else { return nil }
      return PhaseObstacle(
        message: "\(kind.why) is of \(kind.brain.noun), and this is \(type(of: brain.settings).noun)", expected: expectedPhases,
        mark: kind.mark)
    }
    for need in phase.needs + (brain.isForeign ? [] : phase.wishes) where !map.abilities.contains(need) {
      return PhaseObstacle(message: "\(brain.noun) does not \(need.words)", expected: remedy(need))
    }
    return phase.obstacle(brain, map)
  }

  /// What to do about something that the brain cannot.
  private func remedy(_ need: Ability) -> String {
    switch need {
    case .items: layered == nil ? expectedPhases : expectedPhases + "; or a brain with a 'surface'"
    case .sleep: "no such phase, or a brain that sleeps (layers: 'sleep: {…}' in it)"
    default: "the phase without that, or another brain"
    }
  }

  private var expectedPhases: String { brain.expectedPhases(map) }

  /// What a phase says that this brain does not honour: it lives the phase without it.
  func unhonoured(_ phase: any PhaseSettings) -> [String] {
    phase.wishes.filter { !map.abilities.contains($0) }.map { "\(brain.noun) does not \($0.words)" }
      + phase.unhonoured(brain, map)
  }
}

// What that means for claims.
extension Timeline {
  /// Why a measure's state or sleep was not lived; nil if it was.
  package func reason(_ call: MeasureCall) -> String? {
    unlived.first {
      $0.branch == call.branch && ($0.label == nil && call.label == nil || $0.label == call.label && call.label != nil)
        && ($0.label == nil || $0.lesion == call["lesion"] ?? "none")
    }?.reason
  }

  /// Why some states cannot be held against each other: two of them are of branches that differ in the file and not in what the brain
  /// lived. Nil if they can.
  package func alike(_ chosen: [Int]) -> String? {
    let states = chosen.sorted().map { self.states[$0] }
    for (i, a) in states.enumerated() {
      if let b = states[..<i].first(where: { $0.branch != a.branch && $0.lived == a.lived && $0.asked != a.asked }) {
        return "\(brain.noun) lives '\(b.branch)' and '\(a.branch)' alike: it does not honour what differs (see the warnings)"
      }
    }
    return nil
  }
}

extension BrainChoice {
  /// Phases that it lives, in words.
  func expectedPhases(_ map: BrainMap) -> String {
    let own = type(of: settings).ownPhases, common = "study, wake, sleep, probe, practice or erase"
    return map.surface == nil ? own : own.isEmpty ? common : common + "; or " + own
  }

  /// What it is called in sentences.
  var noun: String { name.isEmpty ? type(of: settings).noun : name }
}
