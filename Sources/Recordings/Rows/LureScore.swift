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
