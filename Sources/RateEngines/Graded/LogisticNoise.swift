import NumericalMethods

/// Standard logistic noise, ln(u/(1 − u)), in 65,536 equally likely values: two from every word of a stream. The largest is 11.8.
enum LogisticNoise {
  private static let count = 1 << 16
  private static let values = FixedTable(
    (0..<count).map { k in
      let u = (Double(k) + 0.5) / Double(count)
      return Float(Elementary.log(u / (1 - u)))
    })

  /// Adds noise, times `scale`, to the first `n` of `z`.
  static func add(to z: UnsafeMutablePointer<Float>, _ n: Int, scale: Float, _ random: inout RandomStream) {
    let table = values.base
    for j in stride(from: 0, to: n, by: 2) {
      let word = random.word()
      z[j] += scale * table[Int(word >> 16)]
      if j + 1 < n { z[j + 1] += scale * table[Int(word & 0xFFFF)] }
    }
  }
}
