import Scenarios

/// A claim after the run.
public struct Judgement: Sendable, Equatable {
  /// What the data say of a claim.
  public enum Outcome: String, Sendable {
    /// The interval lies wholly inside what is claimed.
    case met
    /// Wholly outside.
    case notMet = "not met"
    /// Neither: more subjects would tell.
    case inconclusive
    /// The brain cannot live what the claim is about: see `reason`.
    case cannot
  }

  /// One comparison of the claim.
  public struct Part: Sendable, Equatable {
    /// Mean difference (or value) with its interval.
    public var estimate: Estimate
    /// Lower bound that is claimed for it; −∞ where there is none.
    public var low: Double
    /// Upper bound; ∞ where there is none.
    public var high: Double
    /// Whether the claim compares (a > b, a = b within …) instead of placing a value in a range.
    public var isDifference: Bool
    /// Of this comparison alone.
    public var outcome: Outcome
    /// Mean / standard deviation over subjects (d_z) with its interval; nil if all subjects are alike.
    public var effectSize: EffectSize?
    /// Subjects that would settle it if the effect is as seen; nil if it is settled or cannot be.
    public var subjectsNeeded: Int?
  }

  /// A standardized effect with the ends of its interval.
  public struct EffectSize: Sendable, Equatable {
    /// Mean / standard deviation (d_z).
    public var value: Double
    /// Lower end of its interval.
    public var low: Double
    /// Upper end.
    public var high: Double
  }

  /// The same claim, judged where a part of the model is taken out: it must not be met there.
  public struct Control: Sendable, Equatable {
    /// Name of what is taken out.
    public var ablation: String
    /// What came out without it; nil if that was not simulated.
    public var outcome: Outcome?
    /// Why it was not simulated, or cannot be judged; may be empty.
    public var reason = ""
    /// The comparisons, in the order of the statement.
    public var parts: [Part] = []
    /// Whether the claim is met without the part too: then the part is not what made it.
    public var fails: Bool { outcome == .met }
  }

  /// What is claimed, in words.
  public var name: String
  /// The statement, as the file has it.
  public var that: String
  /// What the scenario's author expects.
  public var expected: Outcome
  /// Key of a reference; empty if there is none.
  public var reference: String
  /// Met if all comparisons are, not met if one is not.
  public var outcome: Outcome
  /// Why it cannot be judged; empty if it can.
  public var reason = ""
  /// The comparisons, in the order of the statement.
  public var parts: [Part]
  /// The literature's effect, where the claim names one.
  public var published: EffectSize?
  /// Its negative control by ablation, where the claim names one.
  public var control: Control?
  /// Whether it came out as the scenario's author expects, and its control too. A claim that cannot be judged says nothing against it.
  public var isAsExpected: Bool { (outcome == expected || outcome == .cannot) && control?.fails != true }
}

/// A cell of an agreement table after the run.
public struct AgreementCell: Sendable, Equatable {
  /// The measure, as the table has it.
  public var measure: String
  /// Where the reference comes from.
  public var source: String
  /// Reference mean.
  public var reference: Double
  /// Its standard error.
  public var referenceError: Double
  /// Our mean with its interval.
  public var ours: Estimate
  /// |ours − reference| in units of √(SE₁² + SE₂²); 0 if both are exact and equal.
  public var deviation: Double
  /// Within three standard errors, or the tolerance.
  public var isInside: Bool
  /// Beyond five standard errors, and beyond what the tolerance excuses.
  public var isFarOutside: Bool
}
