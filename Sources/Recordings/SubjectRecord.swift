/// Everything that is kept of one simulated subject. Rows refer to the tables of the `Index` by position.
public struct SubjectRecord: Sendable, Equatable {
  /// Number of the subject, from 1.
  public var subject: Int
  public var retrievals: [RetrievalScore] = []
  public var lures: [LureScore] = []
  public var phantoms: [PhantomScore] = []
  public var scores: [Score] = []
  public var replays: [ReplayEvent] = []
  public var sleeps: [SleepSummary] = []
  public var physiology: [NightScore] = []
  public var bouts: [StageBout] = []
  /// Of the first subject only.
  public var rhythms: [RhythmEvent] = []
  /// Of the first subject only.
  public var traces: [TraceSample] = []
  public var codes: [CodeSimilarity] = []

  public init(subject: Int) { self.subject = subject }
}

// Every row is made of 4-byte fields only, so that a table is stored as its bytes.

/// One noisy retrieval of a studied memory from a partial cue (withheld features only).
public struct RetrievalScore: Sendable, Equatable, BitwiseCopyable {
  /// Position in `Index.states`.
  public var state: Int32
  /// Position in `Index.memories`.
  public var memory: Int32
  public var trial: Int32
  /// Mean probability of the withheld features that are the memory's own; not a number if there are none.
  public var unique: Float
  /// Mean probability of the withheld features shared with its family; not a number if there are none.
  public var shared: Float
  /// Mean probability of all withheld features.
  public var all: Float
  /// Largest mean probability of another memory's features; 0 if there is no other memory.
  public var competitor: Float
  /// Whose features these are (position in `Index.memories`), or -1.
  public var partner: Int32
  /// Shares of withheld unique and shared features with probability of at least one half.
  public var uniqueCorrect: Float
  public var sharedCorrect: Float
  /// Number of features outside the memory with probability of at least one half.
  public var wrong: Float

  public init(
    state: Int32, memory: Int32, trial: Int32, unique: Float, shared: Float, all: Float, competitor: Float,
    partner: Int32, uniqueCorrect: Float, sharedCorrect: Float, wrong: Float
  ) {
    (self.state, self.memory, self.trial) = (state, memory, trial)
    (self.unique, self.shared, self.all) = (unique, shared, all)
    (self.competitor, self.partner) = (competitor, partner)
    (self.uniqueCorrect, self.sharedCorrect, self.wrong) = (uniqueCorrect, sharedCorrect, wrong)
  }
}

/// One retrieval of a pattern that was never studied.
public struct LureScore: Sendable, Equatable, BitwiseCopyable {
  public var state: Int32
  /// 0: new unique features on a studied family's shared ones; 1: wholly novel.
  public var kind: Int32
  public var unique: Float
  /// Not a number for lures whose shared part is empty.
  public var shared: Float
  public var competitor: Float
  public var partner: Int32

  public init(state: Int32, kind: Int32, unique: Float, shared: Float, competitor: Float, partner: Int32) {
    (self.state, self.kind, self.unique, self.shared) = (state, kind, unique, shared)
    (self.competitor, self.partner) = (competitor, partner)
  }
}

/// The competitor score that a retrieval of a studied memory gives to memories that do not exist.
public struct PhantomScore: Sendable, Equatable, BitwiseCopyable {
  public var state: Int32
  public var memory: Int32
  public var competitor: Float

  public init(state: Int32, memory: Int32, competitor: Float) {
    (self.state, self.memory, self.competitor) = (state, memory, competitor)
  }
}

/// Any other number that a probe gives, long form.
public struct Score: Sendable, Equatable, BitwiseCopyable {
  public var state: Int32
  /// Position in `Index.measures`.
  public var measure: Int32
  /// Position in `Index.memories`, or -1 where the number belongs to no single memory.
  public var memory: Int32
  public var value: Float

  public init(state: Int32, measure: Int32, memory: Int32, value: Float) {
    (self.state, self.measure, self.memory, self.value) = (state, measure, memory, value)
  }
}

/// One replay attempt in sleep.
public struct ReplayEvent: Sendable, Equatable, BitwiseCopyable {
  /// Position in `Index.sleeps`.
  public var sleep: Int32
  /// Number within the sleep, from 0.
  public var event: Int32
  /// 0: NREM; 1: REM.
  public var stage: Int32
  /// 1 if the replayed pattern was stable enough to be learnt from.
  public var accepted: Int32
  /// The memory that the pattern overlaps best, or -1 if none by more than the threshold.
  public var memory: Int32
  /// That overlap: share of the larger of the two patterns that is common.
  public var overlap: Float
  /// Hours since the sleep began.
  public var hours: Float
  /// Stage of sleep in which it fell: 0 wake, 1 to 3 N1 to N3, 4 REM; −1 where sleep is a number of events.
  public var phase: Int32
  /// How well the event was coupled to the cortex: factor on the learning rate.
  public var coupling: Float
  /// The memory whose cue evoked it, or −1.
  public var cue: Int32

  public init(
    sleep: Int32, event: Int32, stage: Int32, accepted: Int32, memory: Int32, overlap: Float, hours: Float, phase: Int32 = -1,
    coupling: Float = 1, cue: Int32 = -1
  ) {
    (self.sleep, self.event, self.stage, self.accepted) = (sleep, event, stage, accepted)
    (self.memory, self.overlap, self.hours) = (memory, overlap, hours)
    (self.phase, self.coupling, self.cue) = (phase, coupling, cue)
  }
}

/// What sleep was asked for, and gave.
public struct SleepSummary: Sendable, Equatable, BitwiseCopyable {
  public var sleep: Int32
  public var nremAsked: Int32
  public var nremAccepted: Int32
  public var remAsked: Int32
  public var remAccepted: Int32
  public var hours: Float

  public init(
    sleep: Int32, nremAsked: Int32, nremAccepted: Int32, remAsked: Int32, remAccepted: Int32, hours: Float
  ) {
    (self.sleep, self.nremAsked, self.nremAccepted) = (sleep, nremAsked, nremAccepted)
    (self.remAsked, self.remAccepted, self.hours) = (remAsked, remAccepted, hours)
  }
}

/// One number of a night from equations.
public struct NightScore: Sendable, Equatable, BitwiseCopyable {
  /// Position in `Index.sleeps`.
  public var sleep: Int32
  /// Position in `Index.physiology`.
  public var measure: Int32
  /// What was asked for; not a number where nothing was.
  public var asked: Float
  /// What came; not a number where it is not defined.
  public var came: Float

  public init(sleep: Int32, measure: Int32, asked: Float, came: Float) {
    (self.sleep, self.measure, self.asked, self.came) = (sleep, measure, asked, came)
  }
}

/// A stretch of one stage in a night from equations, in epochs of 30 s.
public struct StageBout: Sendable, Equatable, BitwiseCopyable {
  public var sleep: Int32
  /// 0 wake, 1 to 3 N1 to N3, 4 REM.
  public var stage: Int32
  /// Its first epoch (from 0), and the one after its last.
  public var first: Int32
  public var end: Int32

  public init(sleep: Int32, stage: Int32, first: Int32, end: Int32) {
    (self.sleep, self.stage, self.first, self.end) = (sleep, stage, first, end)
  }
}

/// A DOWN state of the cortex or a spindle, in milliseconds since the sleep began.
public struct RhythmEvent: Sendable, Equatable, BitwiseCopyable {
  public var sleep: Int32
  /// 0: DOWN state; 1: spindle.
  public var kind: Int32
  public var start: Int32
  public var end: Int32

  public init(sleep: Int32, kind: Int32, start: Int32, end: Int32) {
    (self.sleep, self.kind, self.start, self.end) = (sleep, kind, start, end)
  }
}

/// How strong a memory's traces are at a moment of sleep.
public struct TraceSample: Sendable, Equatable, BitwiseCopyable {
  public var sleep: Int32
  public var memory: Int32
  /// Hours since the sleep began.
  public var hours: Float
  /// Mean probability of what is left out of a cue, by each store alone.
  public var hippocampus: Float
  public var cortex: Float

  public init(sleep: Int32, memory: Int32, hours: Float, hippocampus: Float, cortex: Float) {
    (self.sleep, self.memory, self.hours, self.hippocampus, self.cortex) = (sleep, memory, hours, hippocampus, cortex)
  }
}

/// How alike a region's codes of two memories are.
public struct CodeSimilarity: Sendable, Equatable, BitwiseCopyable {
  public var state: Int32
  /// 0 dentate gyrus, 1 CA3, 2 CA1, 3 neocortex.
  public var region: Int32
  /// 0: initial response; 1: after settling.
  public var kind: Int32
  /// Two memories, the one with the smaller number first.
  public var first: Int32
  public var second: Int32
  /// Pearson's correlation.
  public var value: Float

  public init(state: Int32, region: Int32, kind: Int32, first: Int32, second: Int32, value: Float) {
    (self.state, self.region, self.kind) = (state, region, kind)
    (self.first, self.second, self.value) = (first, second, value)
  }
}
