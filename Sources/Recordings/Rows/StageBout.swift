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
