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
