import Declarations
import Materials

/// What an experiment asks of a brain that the brain cannot do.
extension Timeline {
  struct Obstacle {
    var message: String
    var expected: String?
    var suggestion: String?
    /// Where it stands, if not where the phase begins.
    var mark: Mark?
  }

  /// Why the brain cannot live a phase; nil if it can.
  func obstacle(_ phase: Phase) -> Obstacle? {
    if let kind = phase.brain, kind != type(of: brain.settings) {
      return Obstacle(
        message: "this phase is of \(kind.noun), and this is \(type(of: brain.settings).noun)", expected: expectedPhases)
    }
    guard phase.brain == nil, !phase.isStructure else { return nil }
    for need in phase.needs + (brain.isForeign ? [] : phase.wishes) where !map.abilities.contains(need) {
      return Obstacle(
        message: "\(brain.noun) does not \(need.words)", expected: remedy(need))
    }
    if case .erase(let erase) = phase.kind, !erase.store.isEmpty, !map.stores.contains(where: { $0.name == erase.store }) {
      let names = map.stores.map(\.name)
      return Obstacle(
        message: "\(brain.noun) has no store '\(erase.store)'",
        expected: names.isEmpty ? "no 'erase'" : "one of \(names.joined(separator: ", "))",
        suggestion: NearMiss.of(erase.store, among: names), mark: erase.mark)
    }
    return nil
  }

  /// What to do about something that the brain cannot.
  private func remedy(_ need: Ability) -> String {
    switch need {
    case .items: graded == nil ? expectedPhases : expectedPhases + "; or a brain with a 'surface'"
    case .sleep: "no such phase, or a brain that sleeps (layers: 'sleep: {…}' in it)"
    default: "the phase without that, or another brain"
    }
  }

  private var expectedPhases: String {
    let own = type(of: brain.settings).ownPhases, common = "study, wake, sleep, probe, practice or erase"
    return map.surface == nil ? own : own.isEmpty ? common : common + "; or " + own
  }

  /// Notes what a phase says that this brain does not honour: it lives the phase without it.
  func unhonoured(_ phase: Phase) -> [String] {
    var list = phase.wishes.filter { !map.abilities.contains($0) }.map { "\(brain.noun) does not \($0.words)" }
    if case .sleep(let sleep) = phase.kind, !map.abilities.contains(.priorities) {
      for (key, value) in [("exponent", sleep.replay.exponent), ("salience_gain", sleep.replay.salienceGain)] where value != nil {
        list.append("'\(key)' of replay is not honoured: \(brain.noun) has no replay priorities")
      }
    }
    if case .study(let study) = phase.kind, !study.cortex, !map.stores.contains(where: { $0.name == "cortex" }) {
      list.append("'cortex: false' is not honoured: \(brain.noun) has no store 'cortex'")
    }
    if case .wake = phase.kind, !map.abilities.contains(.decay) { list.append("\(brain.noun) does not forget with time") }
    return list.map { "\($0) (line \(phase.mark.line))" }
  }
}

extension BrainChoice {
  /// What it is called in sentences.
  var noun: String { name.isEmpty ? type(of: settings).noun : name }
}

extension Phase {
  /// Whether it only arranges others.
  var isStructure: Bool {
    switch kind {
    case .repeat, .branch: true
    default: false
    }
  }

  /// What it asks of a brain and can be lived without, where the brain is another one than the file's.
  var wishes: [Ability] {
    if case .study(let phase) = kind, phase.attention == .toCriterion { [.attention] } else { [] }
  }

  /// What it asks of a brain.
  var needs: [Ability] {
    switch kind {
    case .study(let phase): [.items] + (phase.trace > 0 ? [.traces] : [])
    case .wake(let phase): [.items] + (phase.rest == nil ? [] : [.sleep, .physiology])
    case .sleep(let phase):
      [.items, .sleep] + (phase.physiology == nil ? [] : [.physiology]) + (phase.physiology?.cues == nil ? [] : [.cuedReplay])
        + (phase.replay.priority == .uniform ? [] : [.priorities])
    case .probe, .practice: [.items]
    case .erase: [.items, .erasure]
    default: []
    }
  }
}
