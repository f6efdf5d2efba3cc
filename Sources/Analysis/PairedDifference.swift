import NumericalMethods

/// One number of every subject under two conditions: the second less the first.
public struct PairedDifference: Sendable {
  /// Of the number.
  public let name: String
  /// Under the first condition, and under the second: over the same subjects as the difference.
  public let first, second: Estimate
  /// Over the subjects that have both.
  public let difference: Estimate
  /// Mean / standard deviation of the differences (d_z); nil where all are alike.
  public let effect: Double?
  /// Power of a paired t test with as many subjects.
  public let power: Double?
  /// Subjects for a power of .8, and of .9.
  public let subjects80, subjects90: Int?

  /// Values of the same subjects, one by one; those that are not numbers are left out.
  package init(_ name: String, _ a: [Double], _ b: [Double], confidence: Double) {
    var moments = Moments(), before = Moments(), after = Moments()
    for (x, y) in zip(a, b) where x.isFinite && y.isFinite {
      moments.add(y - x)
      before.add(x)
      after.add(y)
    }
    self.name = name
    (first, second) = (Estimate(known: before, confidence: confidence), Estimate(known: after, confidence: confidence))
    difference = Estimate(known: moments, confidence: confidence)
    let effect = moments.sd > 0 ? moments.mean / moments.sd : nil, alpha = 1 - confidence
    self.effect = effect
    power = effect.map { PairedPower.power(effect: $0, subjects: moments.count, alpha: alpha) }
    subjects80 = effect.flatMap { PairedPower.subjects(for: $0, power: 0.8, alpha: alpha) }
    subjects90 = effect.flatMap { PairedPower.subjects(for: $0, power: 0.9, alpha: alpha) }
  }
}

extension Estimate {
  /// Not a number where no subject has a value.
  package init(known moments: Moments, confidence: Double) {
    self.init(moments, confidence: confidence)
    if moments.count == 0 { (mean, low, high) = (.nan, .nan, .nan) }
  }
}
