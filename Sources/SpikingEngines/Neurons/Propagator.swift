import NetworkModels
import NumericalMethods

/// Exact solutions of linear chains over one step.
enum Propagator {
  /// Divided difference of exp at several arguments: a series in their complete symmetric polynomials, for arguments of any distance.
  static func exponential(_ arguments: [Double]) -> Double {
    // Shifted so that all are positive and no digits cancel.
    let shift = arguments.min() ?? 0, shifted = arguments.map { $0 - shift }
    guard shifted.allSatisfy({ $0 < 20 }) else { return distant(arguments) }
    var symmetric = [1.0] + [Double](repeating: 0, count: 119)
    for argument in shifted { for n in 1..<symmetric.count { symmetric[n] += argument * symmetric[n - 1] } }
    var inverse = 1.0, sum = 0.0
    for k in stride(from: 2, to: arguments.count, by: 1) { inverse /= Double(k) }
    for n in symmetric.indices {
      if n > 0 { inverse /= Double(n + arguments.count - 1) }
      sum += symmetric[n] * inverse
    }
    return Elementary.exp(shift) * sum
  }

  /// By its definition, where the arguments lie far apart.
  private static func distant(_ arguments: [Double]) -> Double {
    guard arguments.count > 1 else { return Elementary.exp(arguments.first ?? 0) }
    let sorted = arguments.sorted(), width = (sorted.last ?? 0) - (sorted.first ?? 0)
    return (exponential(Array(sorted.dropFirst())) - exponential(Array(sorted.dropLast()))) / width
  }

  /// Factor that makes the largest value of a rise and decay 1.
  static func peak(_ receptor: Receptor) -> Double {
    guard receptor.rise > 0 else { return 1 }
    let fast = 1 / receptor.rise, slow = 1 / receptor.decay
    let time = (fast - slow).magnitude < 1e-9 * fast ? receptor.rise : Elementary.log(fast / slow) / (fast - slow)
    return 1 / (time * exponential([-time * fast, -time * slow]))
  }
}
