/// Everything that is kept of one simulated subject. Rows (in `Rows`) refer to the tables of the `Index` by position, and are made of 4-byte
/// fields only, so that a table is stored as its bytes.
public struct SubjectRecord: Sendable, Equatable {
  /// Number of the subject, from 1.
  public var subject: Int
  public var retrievals: [RetrievalScore] = []
  public var lures: [LureScore] = []
  public var phantoms: [PhantomScore] = []
  public var scores: [Score] = []
  public var replays: [ReplayEvent] = []
  public var sleeps: [SleepSummary] = []
  public var physiology: [NightScore] = []
  public var bouts: [StageBout] = []
  /// Of the first subject only.
  public var rhythms: [RhythmEvent] = []
  /// Of the first subject only.
  public var traces: [TraceSample] = []
  public var codes: [CodeSimilarity] = []

  public init(subject: Int) { self.subject = subject }
}
