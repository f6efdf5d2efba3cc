import Declarations
import Materials

/// What a file says that changes nothing, or asks for what cannot be judged: the run goes on, and the report says so.
extension Timeline {
  /// Looks at what is studied, once the timeline is unrolled.
  mutating func warn(_ scenario: Scenario) {
    let lived = self.lived, needsDetail = lived.contains { ($0.phase as? ProbePhase)?.tests.contains(.cuedRecall) ?? false }
    // Other points of a sweep may ask for what this one does not.
    let varied = ((scenario.sweep?.axes ?? []) + (scenario.fit?.axes ?? [])).flatMap(\.paths)
    let isFelt =
      map.abilities.contains(.priorities)
      && (lived.contains { $0.phase.usesSalience }
        || varied.contains { $0.hasSuffix(".priority") || $0.hasSuffix(".salience_gain") })
    for material in scenario.materials where studied.contains(material.name) && material.givesItems {
      if !isFelt, material.generator.outline.contains(where: { $0.salience > 0 }) {
        concede("'salience' in '\(material.name)' has no effect: no sleep or rest replays by it", line: material.mark.line)
      }
      let bare = material.generator.withoutDetail
      if needsDetail, let first = bare.first {
        let count = bare.count, all = material.generator.outline.count
        concede(
          "\(count == all ? "all \(all)" : "\(count) of \(all)") items of '\(material.name)' (first: \(first)) have no feature of their own left to recall, so that none of them can count as kept",
          line: material.mark.line)
      }
    }
  }
}

extension PhaseSettings {
  /// Whether salient memories are replayed more.
  fileprivate var usesSalience: Bool {
    if let sleep = self as? SleepPhase {
      return sleep.replay.inForce.salienceGain > 0 && (sleep.physiology != nil || sleep.replay.nrem + sleep.replay.rem > 0)
    }
    if let wake = self as? WakePhase { return wake.rest != nil && wake.priority.priority.salienceGain > 0 }
    return false
  }
}
