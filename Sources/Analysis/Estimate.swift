import NumericalMethods

/// A mean over subjects with its interval.
public struct Estimate: Sendable, Equatable {
  /// Over subjects.
  public var mean: Double
  /// Lower end of Student's t interval; infinite below two subjects.
  public var low: Double
  /// Its upper end.
  public var high: Double
  /// Of the mean: SD / √subjects.
  public var standardError: Double
  /// Between subjects, with n − 1.
  public var sd: Double
  /// Subjects in which the number is defined.
  public var subjects: Int

  package init(_ moments: Moments, confidence: Double) {
    let half = Statistics.halfWidth(moments, confidence: confidence)
    mean = moments.mean
    (low, high) = (moments.mean - half, moments.mean + half)
    standardError = moments.standardError
    sd = moments.sd
    subjects = moments.count
  }

  /// The interval within what a share can be.
  var asShare: Estimate {
    var result = self
    (result.low, result.high) = (max(0, low), min(1, high))
    return result
  }
}
