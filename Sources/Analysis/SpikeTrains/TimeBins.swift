import Recordings

/// A stretch of time cut into bins of equal width; what is left over at the end belongs to none.
package struct TimeBins: Sendable, Equatable {
  /// ms.
  package let start: Double
  /// ms.
  package let width: Double
  package let count: Int

  /// ms; nil unless at least one whole bin, and at most 10⁸, fit.
  package init?(from start: Double, to end: Double, width: Double) {
    let whole = (end - start) / width + 1e-9
    guard start.isFinite, width > 0, whole >= 1, whole <= 1e8 else { return nil }
    (self.start, self.width, count) = (start, width, Int(whole))
  }

  /// All of a recording.
  package init?(of trains: SpikeTrains, width: Double) { self.init(from: 0, to: trains.duration, width: width) }

  /// End of the last bin, ms.
  package var end: Double { start + Double(count) * width }

  /// The bin in which a time (ms) lies; nil outside of all.
  package func place(of time: Double) -> Int? {
    let place = (time - start) / width
    return place >= 0 && place < Double(count) ? Int(place) : nil
  }

  /// Spikes of all neurons in each bin.
  package func counts(of trains: SpikeTrains) -> [Int] {
    var counts = [Int](repeating: 0, count: count)
    for i in trains.places(from: start, to: end) {
      if let bin = place(of: trains.times[i]) { counts[bin] += 1 }
    }
    return counts
  }
}

extension SpikeTrains {
  /// The spikes at or after `start` and before `end` (ms), by bisection.
  package func places(from start: Double, to end: Double) -> Range<Int> {
    func first(notBefore time: Double) -> Int {
      var low = 0, high = times.count
      while low < high {
        let middle = low + (high - low) / 2
        if times[middle] < time { low = middle + 1 } else { high = middle }
      }
      return low
    }
    let low = first(notBefore: start)
    return low..<max(low, first(notBefore: end))
  }
}
