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
