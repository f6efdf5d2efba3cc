import NumericalMethods
import Recordings
import Scenarios

/// Everything that a run says, as values: what the text report, JSON and CSV print.
public struct Results: Sendable {
  /// One memory, or group of memories, in one probe state.
  public struct Cell: Sendable {
    /// Mean probability of withheld features of its own.
    public var unique: Estimate?
    /// Of those that it shares.
    public var shared: Estimate?
    /// Of all of them.
    public var all: Estimate?
    /// What has become of it.
    public var fate: Fate
    /// Retrievals over all subjects.
    public var retrievals: Int
  }

  /// A probe state as a whole.
  public struct State: Sendable {
    /// Where and when it was taken.
    public var state: Index.State
    /// What its retrievals were judged by.
    public var thresholds: Thresholds
    /// One per memory; nil if it was not tested.
    public var memories: [Cell?]
    /// By group, in the order of the materials, then all together.
    public var groups: [(name: String, cell: Cell)]
    /// Share of lures with the verdict kept, over subjects; nil without lures.
    public var falseKept: Estimate?
  }

  /// Sleep of one number in one branch, over subjects.
  public struct Sleep: Sendable {
    /// Where and when it was slept.
    public var sleep: Index.Sleep
    public var nremAsked: Estimate
    public var nremAccepted: Estimate
    public var remAsked: Estimate
    public var remAccepted: Estimate
    /// Accepted replays of each memory, NREM and REM, over subjects.
    public var replays: [Estimate]
    /// Numbers of a night from equations; empty without one.
    public var physiology: [NightNumber]
  }

  /// What was asked of a night beside what came, over subjects.
  public struct NightNumber: Sendable {
    public var name: String
    public var unit: String
    public var asked: Estimate?
    public var came: Estimate?
  }

  /// How alike a part's codes of memories are: mean correlation over subjects of each two of them.
  public struct Similarity: Sendable {
    /// Position in `states`.
    public var state: Int
    /// Position in `Index.parts`.
    public var part: Int
    /// After settling; else the initial response.
    public var isSettled: Bool
    /// Positions of the memories, in the order of rows and columns.
    public var memories: [Int]
    /// Nil where no subject has both.
    public var means: [[Double?]]
  }

  public var index: Index
  public var subjects: Int
  public var confidence: Double
  public var states: [State]
  public var sleeps: [Sleep]
  /// Every other test's numbers (recognition, forced choice …), over subjects.
  public var scores: [(state: Int, measure: String, estimate: Estimate)]
  /// Of at most 40 memories, where a probe tests similarity.
  public var similarities: [Similarity] = []
  public var claims: [Judgement]
  public var agreement: [AgreementCell]
  public var warnings: [String]

  /// Whether every claim came out as the scenario's author expects.
  public var isAsExpected: Bool { claims.allSatisfy(\.isAsExpected) }
}
