/// A stretch of time in which a population was more active than otherwise: where replay is looked for.
package struct ActivityEvent: Sendable, Equatable {
  /// ms.
  package var start: Double
  /// ms.
  package var end: Double
  /// Highest rate within, as the detector saw it; Hz per neuron.
  package var peakRate: Double

  package init(start: Double, end: Double, peakRate: Double = .nan) {
    self.start = start
    self.end = end
    self.peakRate = peakRate
  }

  /// ms.
  package var duration: Double { end - start }
}
