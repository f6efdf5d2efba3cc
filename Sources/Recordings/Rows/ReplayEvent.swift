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
  public var sleepStage: Int32
  /// How well the event was coupled to the cortex: factor on the learning rate.
  public var coupling: Float
  /// The memory whose cue evoked it, or −1.
  public var cue: Int32

  public init(
    sleep: Int32, event: Int32, stage: Int32, accepted: Int32, memory: Int32, overlap: Float, hours: Float,
    sleepStage: Int32 = -1,
    coupling: Float = 1, cue: Int32 = -1
  ) {
    (self.sleep, self.event, self.stage, self.accepted) = (sleep, event, stage, accepted)
    (self.memory, self.overlap, self.hours) = (memory, overlap, hours)
    (self.sleepStage, self.coupling, self.cue) = (sleepStage, coupling, cue)
  }
}
