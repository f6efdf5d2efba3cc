import NumericalMethods
import Recordings

/// Counts of each neuron in bins, z-scored: mean 0, variance (1/B) 1.
struct BinnedCounts {
  /// B.
  let bins: Int
  /// The neurons whose counts vary; the others have no z-score.
  let varying: [Int]
  /// Of each of these, bin by bin.
  private let scores: [[Double]]

  /// Without bins if the recording is shorter than one.
  init(_ trains: SpikeTrains, bin: Double) {
    guard trains.neurons > 0, let grid = TimeBins(of: trains, width: bin) else {
      (bins, varying, scores) = (0, [], [])
      return
    }
    var counts = [[Double]](repeating: [], count: trains.neurons)
    for i in trains.places(from: grid.start, to: grid.end) {
      let cell = Int(trains.cells[i])
      guard counts.indices.contains(cell), let place = grid.place(of: trains.times[i]) else { continue }
      if counts[cell].isEmpty { counts[cell] = [Double](repeating: 0, count: grid.count) }
      counts[cell][place] += 1
    }
    var varying: [Int] = [], scores: [[Double]] = []
    let n = Double(grid.count)
    for (neuron, row) in counts.enumerated() {
      var sum = 0.0, squares = 0.0
      for count in row {
        sum += count
        squares += count * count
      }
      let mean = sum / n, variance = squares / n - mean * mean
      guard variance > 1e-12 else { continue }
      let inverse = 1 / variance.squareRoot()
      varying.append(neuron)
      scores.append(row.map { ($0 - mean) * inverse })
    }
    (bins, self.varying, self.scores) = (grid.count, varying, scores)
  }

  /// Z Zᵀ / B.
  var correlations: [[Double]] {
    var matrix = [[Double]](repeating: [Double](repeating: 1, count: varying.count), count: varying.count)
    for i in scores.indices {
      for j in 0..<i {
        let r = Self.dot(scores[i], scores[j]) / Double(max(bins, 1))
        matrix[i][j] = r
        matrix[j][i] = r
      }
    }
    return matrix
  }

  /// vᵀ Z, bin by bin; `axis` has a number for each varying neuron.
  func projected(on axis: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: bins)
    for (weight, row) in zip(axis, scores) where weight != 0 {
      for (b, score) in row.enumerated() { sums[b] += weight * score }
    }
    return sums
  }

  /// (wᵀ z)² − Σ w_i² z_i², bin by bin; `weights` has a number for each neuron of the population.
  func activation(of weights: [Double]) -> [Double] {
    let axis = varying.map { weights.indices.contains($0) ? weights[$0] : 0 }
    var strengths = projected(on: axis).map { $0 * $0 }
    for (weight, row) in zip(axis, scores) where weight != 0 {
      for (b, score) in row.enumerated() { strengths[b] -= weight * weight * score * score }
    }
    return strengths
  }

  private static func dot(_ a: [Double], _ b: [Double]) -> Double {
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        var sum = 0.0
        for i in 0..<min(a.count, b.count) { sum += a[i] * b[i] }
        return sum
      }
    }
  }
}
