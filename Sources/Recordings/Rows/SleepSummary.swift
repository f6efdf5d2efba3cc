/// What sleep was asked for, and gave.
public struct SleepSummary: Sendable, Equatable, BitwiseCopyable {
  public var sleep: Int32
  public var nremAsked: Int32
  public var nremAccepted: Int32
  public var remAsked: Int32
  public var remAccepted: Int32
  public var hours: Float

  public init(
    sleep: Int32, nremAsked: Int32, nremAccepted: Int32, remAsked: Int32, remAccepted: Int32, hours: Float
  ) {
    (self.sleep, self.nremAsked, self.nremAccepted) = (sleep, nremAsked, nremAccepted)
    (self.remAsked, self.remAccepted, self.hours) = (remAsked, remAccepted, hours)
  }
}
