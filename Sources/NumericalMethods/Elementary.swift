/// exp and log that give the same bits on every processor: libm's differ in the last bit between machines with and without fused
/// multiply-add. For whatever feeds a simulation. Relative error below 1e-15.
package enum Elementary {
  /// e to the x; 0 below −745, infinite above 709.78.
  package static func exp(_ x: Double) -> Double {
    guard x == x else { return x }
    if x > 709.78 { return .infinity }
    if x < -745 { return 0 }
    let n = (x * 1.4426950408889634).rounded()
    let r = (x - n * 0.693147180369123816490) - n * 1.90821492927058770002e-10
    // Taylor series on |r| ≤ ln 2 / 2, from the smallest term up.
    var sum = 1.0
    for k in stride(from: 14.0, through: 1, by: -1) { sum = 1 + r / k * sum }
    let half = Int(n / 2), rest = Int(n) - half
    return sum * power(half) * power(rest)
  }

  /// Natural logarithm; not a number below 0.
  package static func log(_ x: Double) -> Double {
    guard x > 0, x.isFinite else { return x == 0 ? -.infinity : x > 0 ? x : .nan }
    var exponent = Double(x.exponent), m = x.significand
    if m > 1.4142135623730951 {
      m /= 2
      exponent += 1
    }
    // log m = 2 artanh s, s = (m − 1)/(m + 1), |s| < 0.1716.
    let s = (m - 1) / (m + 1), z = s * s
    var sum = 0.0
    for k in stride(from: 21.0, through: 3, by: -2) { sum = (sum + 1 / k) * z }
    return exponent * 0.693147180369123816490 + (2 * s + 2 * s * sum + exponent * 1.90821492927058770002e-10)
  }

  /// x to the y for positive x.
  package static func pow(_ x: Double, _ y: Double) -> Double { exp(y * log(x)) }

  /// cos of an angle in radians.
  package static func cos(_ x: Double) -> Double {
    guard x.isFinite else { return .nan }
    // To [−π, π], then half of it twice: cos 2a = 2 cos² a − 1.
    let turns = (x * 0.15915494309189535).rounded()
    let r = (x - turns * 6.283185307179586) / 4, z = r * r
    var sum = 1.0
    for k in stride(from: 18.0, through: 2, by: -2) { sum = 1 - z / (k * (k - 1)) * sum }
    let half = 2 * sum * sum - 1
    return 2 * half * half - 1
  }

  package static func sin(_ x: Double) -> Double { cos(x - 1.5707963267948966) }

  private static func power(_ n: Int) -> Double { Double(sign: .plus, exponent: n, significand: 1) }
}
