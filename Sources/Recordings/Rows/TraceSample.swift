/// How strong a memory's trace in one store is at a moment of sleep.
public struct TraceSample: Sendable, Equatable, BitwiseCopyable {
  public var sleep: Int32
  public var memory: Int32
  /// Hours since the sleep began.
  public var hours: Float
  /// Position in `Index.stores`.
  public var store: Int32
  /// Mean probability of what is left out of a cue, by the store alone.
  public var value: Float

  public init(sleep: Int32, memory: Int32, hours: Float, store: Int32, value: Float) {
    (self.sleep, self.memory, self.hours, self.store, self.value) = (sleep, memory, hours, store, value)
  }
}
