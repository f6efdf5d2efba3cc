/// What a stream of random numbers is drawn for. Streams with different purposes never share a number.
package struct Purpose: Sendable, Hashable {
  /// Kind in the upper 8 bits, number in the lower 24.
  package let code: UInt32

  package enum Kind: UInt8, Sendable, CaseIterable {
    case brain = 1, individual, materials, study, wake, sleep, probe, practice, analysis, test, night, cortex, hippocampus, cues,
      design, wiring, background, weights, explore, activity, decoding, trace, ablation, history
  }

  /// `number` tells apart several uses of one kind: the third sleep, the second probe.
  package init(_ kind: Kind, _ number: Int = 0) {
    code = UInt32(kind.rawValue) << 24 | UInt32(truncatingIfNeeded: number) & 0xFF_FFFF
  }
}

/// The address of a stream: results depend on it and on nothing else (no order, thread or batch).
package struct StreamKey: Sendable, Hashable {
  /// Philox key: the scenario's seed.
  package var seed: UInt64
  /// Upper counter words: subject and purpose.
  package var subject: UInt32
  package var purpose: UInt32

  package init(seed: UInt64, subject: Int, purpose: Purpose) {
    self.seed = seed
    self.subject = UInt32(truncatingIfNeeded: subject)
    self.purpose = purpose.code
  }
}

/// A stream of random numbers with a name: Philox 4×32-10 under (seed, subject, purpose), read word by word.
package struct RandomStream: Sendable, RandomNumberGenerator {
  package let key: StreamKey
  private var position: UInt64 = 0
  private var words: Philox.Counter = (0, 0, 0, 0)
  private var left = 0

  package init(_ key: StreamKey) { self.key = key }

  /// One of 2³² parts of a stream, of as many blocks each; part 0 is its beginning. For a train, a row, a cell of its own.
  package init(_ key: StreamKey, part: Int) {
    self.key = key
    position = UInt64(UInt32(truncatingIfNeeded: part)) << 32
  }

  package init(seed: UInt64, subject: Int, purpose: Purpose) {
    self.init(StreamKey(seed: seed, subject: subject, purpose: purpose))
  }

  /// The next 32 random bits.
  package mutating func word() -> UInt32 {
    if left == 0 {
      let low = UInt32(truncatingIfNeeded: position), high = UInt32(truncatingIfNeeded: position >> 32)
      words = Philox.block((low, high, key.subject, key.purpose), key: key.seed)
      position += 1
      left = 4
    }
    left -= 1
    switch left {
    case 3: return words.0
    case 2: return words.1
    case 1: return words.2
    default: return words.3
    }
  }

  package mutating func next() -> UInt64 { UInt64(word()) << 32 | UInt64(word()) }

  /// Uniform in [0, 1), 32 bits.
  package mutating func uniform() -> Double { Double(word()) * 0x1p-32 }

  package mutating func uniform(_ low: Double, _ high: Double) -> Double { low + (high - low) * uniform() }

  /// Standard normal (Box–Muller); the same bits on every processor, which GSL's own, on the C library, do not promise.
  package mutating func normal(sd: Double = 1) -> Double {
    let radius = (-2 * Elementary.log((Double(word()) + 0.5) * 0x1p-32)).squareRoot()
    return sd * radius * Elementary.cos(6.283185307179586 * uniform())
  }

  /// A whole number from 0 to `count` − 1, each equally likely (multiply-shift with rejection, Lemire 2019).
  package mutating func below(_ count: Int) -> Int {
    let n = UInt64(max(count, 1))
    let threshold = (UInt64(1) << 32) % n
    while true {
      let product = UInt64(word()) * n
      if product & 0xFFFF_FFFF >= threshold { return Int(product >> 32) }
    }
  }

  /// `items` in random order (Fisher–Yates).
  package mutating func shuffled<T>(_ items: [T]) -> [T] {
    var items = items
    guard items.count > 1 else { return items }
    for i in stride(from: items.count - 1, to: 0, by: -1) { items.swapAt(i, below(i + 1)) }
    return items
  }

  /// `count` different elements of `items`, in random order; all of them if there are fewer.
  package mutating func sample<T>(_ count: Int, of items: [T]) -> [T] {
    var items = items
    let n = min(count, items.count)
    for i in 0..<max(n, 0) { items.swapAt(i, i + below(items.count - i)) }
    return Array(items.prefix(max(n, 0)))
  }
}
