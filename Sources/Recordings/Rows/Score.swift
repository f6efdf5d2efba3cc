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
