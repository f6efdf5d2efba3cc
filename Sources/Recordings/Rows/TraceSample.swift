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
