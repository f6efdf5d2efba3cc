/// The competitor score that a retrieval of a studied memory gives to memories that do not exist.
public struct PhantomScore: Sendable, Equatable, BitwiseCopyable {
  public var state: Int32
  public var memory: Int32
  public var competitor: Float

  public init(state: Int32, memory: Int32, competitor: Float) {
    (self.state, self.memory, self.competitor) = (state, memory, competitor)
  }
}
