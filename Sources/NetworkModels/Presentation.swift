/// One experience as it reaches entorhinal cortex.
package struct Presentation: Sendable {
  /// Active units, ascending.
  package var units: [Int32]
  /// Their activities in (0, 1].
  package var amplitudes: [Float]
  /// Multiplies every learning rate.
  package var strength: Double
  /// Reward or emotion at encoding: the size of the tag left in CA3.
  package var salience: Double
  /// Units whose output error is learnt from; nil: all. Where there are none, nothing at all is learnt.
  package var attended: [Int32]?
  /// Whether the cortex learns too.
  package var teachesCortex: Bool

  package init(
    units: [Int32], amplitudes: [Float]? = nil, strength: Double = 1, salience: Double = 0, attended: [Int32]? = nil,
    teachesCortex: Bool = true
  ) {
    self.units = units
    self.amplitudes = amplitudes ?? [Float](repeating: 1, count: units.count)
    self.strength = strength
    self.salience = salience
    self.attended = attended
    self.teachesCortex = teachesCortex
  }
}

/// One chance to replay, as sleep offers it. Engines do not know which equations placed it.
package struct ReplayAttempt: Sendable {
  package enum Stage: Int32, Sendable, CaseIterable {
    /// Hippocampus and cortex coupled: the hippocampus replays, the cortex learns.
    case nrem
    /// Hippocampus decoupled: the cortex replays and teaches itself.
    case rem

    package var name: String { self == .nrem ? "NREM" : "REM" }
  }

  package var stage: Stage
  /// Multiplies the cortical learning rate: how well the event is coupled to cortex.
  package var coupling: Double
  /// Entorhinal units of a cue from which an NREM event starts; empty: it starts from noise.
  package var cue: [Int32]

  package init(stage: Stage, coupling: Double = 1, cue: [Int32] = []) {
    self.stage = stage
    self.coupling = coupling
    self.cue = cue
  }
}

/// What came of an attempt.
package struct ReplayOutcome: Sendable {
  /// Whether the pattern was stable and complete enough to be learnt from.
  package var isAccepted: Bool
  /// Entorhinal units of the replayed pattern, ascending; empty if none emerged.
  package var pattern: [Int32]

  package init(isAccepted: Bool, pattern: [Int32]) {
    self.isAccepted = isAccepted
    self.pattern = pattern
  }
}

/// Which response of a region is looked at.
package enum ResponseKind: String, CaseIterable, Sendable {
  /// The feed-forward response to the input; CA3 as driven at encoding.
  case initial
  /// The end of a retrieval, loops included.
  case settled
}
