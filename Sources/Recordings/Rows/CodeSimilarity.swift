/// How alike a part's codes of two memories are.
public struct CodeSimilarity: Sendable, Equatable, BitwiseCopyable {
  public var state: Int32
  /// Position in `Index.parts`.
  public var part: Int32
  /// 0: initial response; 1: after settling.
  public var kind: Int32
  /// Two memories, the one with the smaller number first.
  public var first: Int32
  public var second: Int32
  /// Pearson's correlation.
  public var value: Float

  public init(state: Int32, part: Int32, kind: Int32, first: Int32, second: Int32, value: Float) {
    (self.state, self.part, self.kind) = (state, part, kind)
    (self.first, self.second, self.value) = (first, second, value)
  }
}
