import Scenarios

/// A claim after the run.
public struct Judgement: Sendable, Equatable {
  public enum Outcome: String, Sendable {
    /// The interval lies wholly inside what is claimed.
    case met
    /// Wholly outside.
    case notMet = "not met"
    case inconclusive
  }

  /// One comparison of the claim.
  public struct Part: Sendable, Equatable {
    /// Mean difference (or value) with its interval, and the bounds claimed for it.
    public var estimate: Estimate
    public var low: Double
    public var high: Double
    /// Whether the claim compares (a > b, a = b within …) instead of placing a value in a range.
    public var isDifference: Bool
    public var outcome: Outcome
    /// Mean / standard deviation over subjects (d_z) with its interval; nil if all subjects are alike.
    public var effectSize: EffectSize?
    /// Subjects that would settle it if the effect is as seen; nil if it is settled or cannot be.
    public var subjectsNeeded: Int?
  }

  /// A standardized effect with the ends of its interval.
  public struct EffectSize: Sendable, Equatable {
    public var value: Double
    public var low: Double
    public var high: Double
  }

  public var name: String
  public var that: String
  public var expected: Outcome
  public var reference: String
  public var outcome: Outcome
  public var parts: [Part]
  /// The literature's effect, where the claim names one.
  public var published: EffectSize?
  /// Whether it came out as the scenario's author expects.
  public var isAsExpected: Bool { outcome == expected }
}

/// A cell of an agreement table after the run.
public struct AgreementCell: Sendable, Equatable {
  public var measure: String
  public var source: String
  public var reference: Double
  public var referenceError: Double
  public var ours: Estimate
  /// |ours − reference| in units of √(SE₁² + SE₂²); 0 if both are exact and equal.
  public var deviation: Double
  public var isInside: Bool
  /// Beyond five standard errors, and beyond what the tolerance excuses.
  public var isFarOutside: Bool
}
