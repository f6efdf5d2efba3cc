/// Quantiles of samples.
package enum Quantile {
  /// The quantile of ascending numbers, linear between neighbours (type 7 of Hyndman & Fan 1996); not a number if there are none.
  package static func of(sorted numbers: [Double], _ p: Double) -> Double {
    guard let last = numbers.last, p == p else { return .nan }
    let place = min(max(p, 0), 1) * Double(numbers.count - 1), below = Int(place)
    guard below + 1 < numbers.count else { return last }
    return numbers[below] + (place - Double(below)) * (numbers[below + 1] - numbers[below])
  }

  /// The least number at or below which lies a share `p` of the weights; not a number if there are none.
  package static func of(_ numbers: [Double], weights: [Double], _ p: Double) -> Double {
    let order = numbers.indices.sorted { numbers[$0] < numbers[$1] }, goal = p * weights.reduce(0, +)
    var sum = 0.0
    for i in order where i < weights.count {
      sum += weights[i]
      if sum >= goal { return numbers[i] }
    }
    return order.last.map { numbers[$0] } ?? .nan
  }
}
