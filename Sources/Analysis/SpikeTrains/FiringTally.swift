/// Rate and regularity of a population, counted while it fires: memory does not grow with the number of spikes.
package struct FiringTally: Sendable {
  /// ms of a bin of the population count.
  package static let bin = 20.0
  /// Bins beyond 55 hours are left out of the Fano factor.
  private static let mostBins = 1e7

  private let duration: Double
  private var counts: [Int]
  private var last: [Double]
  private var sum, squares: [Double]
  private var bins: [Int]
  private var total = 0

  /// `duration` in ms.
  package init(neurons: Int, duration: Double) {
    self.duration = duration
    counts = Array(repeating: 0, count: neurons)
    last = Array(repeating: 0, count: neurons)
    sum = last
    squares = last
    bins = Array(repeating: 0, count: duration.isFinite && duration > 0 ? Int(min(duration / Self.bin + 1e-9, Self.mostBins)) : 0)
  }

  /// A spike at `time` ms, no earlier than those before it.
  package mutating func add(time: Double, cell: Int32) {
    let i = Int(cell)
    guard counts.indices.contains(i) else { return }
    if counts[i] > 0 {
      let interval = time - last[i]
      sum[i] += interval
      squares[i] += interval * interval
    }
    counts[i] += 1
    last[i] = time
    total += 1
    let bin = Int(time / Self.bin)
    if bins.indices.contains(bin) { bins[bin] += 1 }
  }

  /// Mean over neurons, Hz.
  package var rate: Double? { counts.isEmpty || !(duration > 0) ? nil : Double(total) / Double(counts.count) / duration * 1000 }

  /// Share of neurons without a spike.
  package var silent: Double? { counts.isEmpty ? nil : Double(counts.count { $0 == 0 }) / Double(counts.count) }

  /// SD (with n) / mean of the interspike intervals, mean over neurons with at least three spikes (Softky & Koch 1993); nil if there are
  /// none. Intervals longer than the stretch are never seen, so it grows with the stretch.
  package var irregularity: Double? {
    var total = 0.0, neurons = 0
    for i in counts.indices where counts[i] >= 3 {
      let n = Double(counts[i] - 1), mean = sum[i] / n, variance = max(0, squares[i] / n - mean * mean)
      total += variance.squareRoot() / mean
      neurons += 1
    }
    return neurons > 0 ? total / Double(neurons) : nil
  }

  /// Fano factor: variance / mean of the population's spikes in bins of 20 ms; 1 for independent Poisson neurons, more where neurons fire
  /// together.
  package var fano: Double? {
    guard bins.count > 1, total > 0 else { return nil }
    let n = Double(bins.count), mean = bins.reduce(0) { $0 + Double($1) } / n
    guard mean > 0 else { return nil }
    return bins.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / (n - 1) / mean
  }
}
