/// Mean and spread of a stream of numbers, held in constant memory (Welford).
package struct Moments: Sendable, Equatable {
  package private(set) var count = 0
  package private(set) var mean = 0.0
  private var squares = 0.0

  package init() {}

  package mutating func add(_ value: Double) {
    count += 1
    let step = value - mean
    mean += step / Double(count)
    squares += step * (value - mean)
  }

  /// Sample variance; 0 below two numbers.
  package var variance: Double { count > 1 ? max(0, squares / Double(count - 1)) : 0 }
  package var sd: Double { variance.squareRoot() }
  /// Standard error of the mean.
  package var standardError: Double { count > 0 ? (variance / Double(count)).squareRoot() : .nan }
}
