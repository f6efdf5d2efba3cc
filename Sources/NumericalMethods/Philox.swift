/// Philox 4×32-10, the counter-based generator of Salmon et al. (2011): a block of four words is a pure function of key and counter.
///
/// No state but the counter, so any draw of any stream can be made at any time, in any order, on any thread.
/// Checked against the published known-answer vectors.
package enum Philox {
  package typealias Counter = (UInt32, UInt32, UInt32, UInt32)

  /// The four words at `counter` under `key`.
  package static func block(_ counter: Counter, key: UInt64) -> Counter {
    var (c0, c1, c2, c3) = counter
    var k0 = UInt32(truncatingIfNeeded: key), k1 = UInt32(truncatingIfNeeded: key >> 32)
    for _ in 0..<10 {
      let a = UInt64(0xD251_1F53) * UInt64(c0), b = UInt64(0xCD9E_8D57) * UInt64(c2)
      (c0, c1, c2, c3) = (
        UInt32(truncatingIfNeeded: b >> 32) ^ c1 ^ k0, UInt32(truncatingIfNeeded: b),
        UInt32(truncatingIfNeeded: a >> 32) ^ c3 ^ k1, UInt32(truncatingIfNeeded: a)
      )
      k0 &+= 0x9E37_79B9
      k1 &+= 0xBB67_AE85
    }
    return (c0, c1, c2, c3)
  }
}
