/// The chain of cumulative counts of uniform whole numbers, for `UniformityBand`.
struct UniformChain {
  /// How many numbers.
  let count: Int
  /// How many values each can take.
  let values: Int
  /// Where the numbers below are counted, ascending, within 1 … `values` − 1.
  let places: [Int]
  /// By place: probability that the count is at most r, for r from 0 up to where it is 1.
  private let cumulative: [[Double]]

  init(count: Int, values: Int, places: [Int]) {
    (self.count, self.values, self.places) = (count, values, places)
    cumulative = places.map { place in
      let (first, terms) = Self.binomial(count, Double(place) / Double(values))
      var sum = 0.0, sums = [Double](repeating: 0, count: first)
      for term in terms {
        sum += term
        sums.append(sum)
      }
      return sums
    }
  }

  /// Probabilities of `first`, `first` + 1, … successes of n; those left out are below 1e-30 of the largest.
  private static func binomial(_ n: Int, _ p: Double) -> (first: Int, terms: [Double]) {
    guard p < 1 else { return (n, [1]) }
    // From the mode outwards by ratios, then normalised.
    let mode = min(Int(Double(n + 1) * p), n), odds = p / (1 - p)
    var down: [Double] = [], up = [1.0], term = 1.0
    for k in stride(from: mode, to: 0, by: -1) {
      term *= Double(k) / (odds * Double(n - k + 1))
      guard term > 1e-30 else { break }
      down.append(term)
    }
    term = 1
    for k in stride(from: mode, to: n, by: 1) {
      term *= odds * Double(n - k) / Double(k + 1)
      guard term > 1e-30 else { break }
      up.append(term)
    }
    let sum = down.reduce(0, +) + up.reduce(0, +)
    return (mode - down.count, (down.reversed() + up).map { $0 / sum })
  }

  /// At each place, the counts with at most `tail` of the probability below them and at most as much above.
  func bounds(tail: Double) -> [ClosedRange<Int>] {
    cumulative.map { sums in
      // A margin for rounding keeps symmetric tails symmetric.
      let low = sums.firstIndex { $0 > tail * (1 + 1e-9) } ?? 0
      let high = sums.firstIndex { $0 >= 1 - tail * (1 + 1e-9) } ?? count
      return low...max(low, high)
    }
  }

  /// Probability that the counts at all places are within `bounds`.
  func probability(within bounds: [ClosedRange<Int>]) -> Double {
    var place = 0, state = [1.0], first = 0
    for (next, range) in zip(places, bounds) {
      var reached = [Double](repeating: 0, count: range.count)
      let p = Double(next - place) / Double(values - place)
      for (i, weight) in state.enumerated() where weight > 0 {
        let (least, steps) = Self.binomial(count - first - i, p)
        for (k, step) in steps.enumerated() {
          let to = first + i + least + k
          if range.contains(to) { reached[to - range.lowerBound] += weight * step }
        }
      }
      (state, place, first) = (reached, next, range.lowerBound)
    }
    return state.reduce(0, +)
  }
}
