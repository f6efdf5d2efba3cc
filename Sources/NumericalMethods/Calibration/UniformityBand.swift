/// A band for the cumulative counts of uniform whole numbers, that all of them are in with a given probability (Säilynoja, Bürkner &
/// Vehtari 2022, doi:10.1007/s11222-022-10090-6).
///
/// The count of numbers below k of K, R_k, is binomial (N, k/K). The band joins its central intervals of one level 1 − γ at up to `most`
/// k; γ is the largest for which all R_k are within with the probability asked for, computed exactly along the chain
///
///     R_k′ − R_k | R_k ~ binomial (N − R_k, (k′ − k)/(K − k)).
package struct UniformityBand: Sendable, Equatable {
  /// The k at which counts are compared, ascending.
  package let places: [Int]
  /// At each of them, the least and the largest count within the band.
  package let bounds: [ClosedRange<Int>]

  /// For `count` numbers that each take one of `values` values.
  package init(count: Int, values: Int, confidence: Double, most: Int = 50) {
    let inner = max(values - 1, 0), number = min(inner, max(most, 1))
    let places = number > 0 ? (1...number).map { ($0 * values + (number + 1) / 2) / (number + 1) } : []
    let chain = UniformChain(count: max(count, 0), values: values, places: places)
    // The probability falls in steps as γ grows; 30 halvings of the logarithm find the last step above.
    var low = Elementary.log(1e-12), high = 0.0
    for _ in 0..<30 {
      let middle = (low + high) / 2, within = chain.probability(within: chain.bounds(tail: Elementary.exp(middle) / 2))
      if within >= confidence { low = middle } else { high = middle }
    }
    self.places = places
    bounds = chain.bounds(tail: Elementary.exp(low) / 2)
  }

  /// Whether the numbers' cumulative counts are all in the band.
  package func holds(_ numbers: [Int]) -> Bool {
    let sorted = numbers.sorted()
    var below = 0
    for (place, range) in zip(places, bounds) {
      while below < sorted.count, sorted[below] < place { below += 1 }
      if !range.contains(below) { return false }
    }
    return true
  }
}
