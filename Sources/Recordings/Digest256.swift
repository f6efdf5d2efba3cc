/// SHA-256 (FIPS 180-4): by it a page names the scripts that it may run. No package for it is small enough to be worth a dependency.
package struct Digest256 {
  private static let constants: [UInt32] = {
    // The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
    var primes: [Int] = [], n = 2
    while primes.count < 64 {
      if !primes.contains(where: { n % $0 == 0 }) { primes.append(n) }
      n += 1
    }
    return primes.map { fraction($0, power: 3) }
  }()

  /// ⌊2³² frac(p^(1/power))⌋ in whole numbers: the largest x with x^power ≤ p 2^(32 power).
  private static func fraction(_ prime: Int, power: Int) -> UInt32 {
    var low: UInt64 = 0, high: UInt64 = 20 << 32
    while high - low > 1 {
      let middle = (low + high) / 2
      if isAtMost(middle, power: power, prime) { low = middle } else { high = middle }
    }
    return UInt32(truncatingIfNeeded: low)
  }

  /// Whether x^power ≤ p 2^(32 power), by digits of 32 bits.
  private static func isAtMost(_ x: UInt64, power: Int, _ prime: Int) -> Bool {
    var digits: [UInt64] = [1]
    for _ in 0..<power {
      var next = [UInt64](repeating: 0, count: digits.count + 2)
      for (i, d) in digits.enumerated() {
        var carry: UInt64 = 0
        for (j, f) in [x & 0xffff_ffff, x >> 32].enumerated() {
          let sum = d * f + next[i + j] + carry
          next[i + j] = sum & 0xffff_ffff
          carry = sum >> 32
        }
        next[i + 2] += carry
      }
      digits = next
    }
    var bound = [UInt64](repeating: 0, count: digits.count)
    bound[power] = UInt64(prime)
    for i in digits.indices.reversed() where digits[i] != bound[i] { return digits[i] < bound[i] }
    return true
  }

  package static func of(_ message: [UInt8]) -> [UInt8] {
    var h = [2, 3, 5, 7, 11, 13, 17, 19].map { fraction($0, power: 2) }
    var bytes = message + [0x80]
    while bytes.count % 64 != 56 { bytes.append(0) }
    let bits = UInt64(message.count) * 8
    for shift in stride(from: 56, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift))) }
    var w = [UInt32](repeating: 0, count: 64)
    func turned(_ x: UInt32, _ n: UInt32) -> UInt32 { x >> n | x << (32 - n) }
    for block in stride(from: 0, to: bytes.count, by: 64) {
      for t in 0..<16 { w[t] = (0..<4).reduce(0) { $0 << 8 | UInt32(bytes[block + 4 * t + $1]) } }
      for t in 16..<64 {
        let a = turned(w[t - 15], 7) ^ turned(w[t - 15], 18) ^ w[t - 15] >> 3
        let b = turned(w[t - 2], 17) ^ turned(w[t - 2], 19) ^ w[t - 2] >> 10
        w[t] = w[t - 16] &+ a &+ w[t - 7] &+ b
      }
      var s = h
      for t in 0..<64 {
        let e = turned(s[4], 6) ^ turned(s[4], 11) ^ turned(s[4], 25), choice = s[4] & s[5] ^ ~s[4] & s[6]
        let one = s[7] &+ e &+ choice &+ constants[t] &+ w[t]
        let a = turned(s[0], 2) ^ turned(s[0], 13) ^ turned(s[0], 22), most = s[0] & s[1] ^ s[0] & s[2] ^ s[1] & s[2]
        s = [one &+ a &+ most, s[0], s[1], s[2], s[3] &+ one, s[4], s[5], s[6]]
      }
      for i in h.indices { h[i] = h[i] &+ s[i] }
    }
    return h.flatMap { word in stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt32($0)) } }
  }
}
