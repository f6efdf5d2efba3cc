/// One number of a night from equations.
public struct NightScore: Sendable, Equatable, BitwiseCopyable {
  /// Position in `Index.sleeps`.
  public var sleep: Int32
  /// Position in `Index.physiology`.
  public var measure: Int32
  /// What was asked for; not a number where nothing was.
  public var asked: Float
  /// What came; not a number where it is not defined.
  public var came: Float

  public init(sleep: Int32, measure: Int32, asked: Float, came: Float) {
    (self.sleep, self.measure, self.asked, self.came) = (sleep, measure, asked, came)
  }
}
