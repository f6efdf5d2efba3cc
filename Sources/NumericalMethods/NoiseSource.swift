import CKernels

/// Normal noise for inner loops, made in blocks by the kernels, and random words of the same stream.
///
/// Both are read from counter ranges that never meet: words from 0 up, normals from 2⁶³ up.
package final class NoiseSource {
  private let kernels: UnsafePointer<engram_kernels>
  private let buffer: UnsafeMutablePointer<Float>
  private let capacity: Int
  private var used: Int
  private var block: UInt64 = 0
  private var key = StreamKey(seed: 0, subject: 0, purpose: Purpose(.test))
  /// Uniform words of the stream.
  package var words: RandomStream

  /// `largest` is the longest vector that will be asked for.
  package init(kernels: UnsafePointer<engram_kernels>, largest: Int) {
    self.kernels = kernels
    capacity = max(4096, (2 * largest + 127) / 128 * 128)
    buffer = UnsafeMutableRawPointer.allocate(byteCount: capacity * 4, alignment: 64).bindMemory(
      to: Float.self, capacity: capacity)
    used = capacity
    words = RandomStream(key)
  }

  deinit { buffer.deallocate() }

  /// From here on, numbers of the stream `key`, from its beginning.
  package func start(_ key: StreamKey) {
    self.key = key
    words = RandomStream(key)
    block = 1 << 63
    used = capacity
  }

  /// `count` (a multiple of 16) fresh standard normals, valid until the next call. What is left of a block too small is dropped.
  package func normals(_ count: Int) -> UnsafePointer<Float> {
    if used + count > capacity {
      fill()
      block += UInt64(capacity / 8)
      used = 0
    }
    defer { used += count }
    return UnsafePointer(buffer + used)
  }

  /// Runs `body` on the stream `key`, then goes on with the present one as if nothing had been.
  package func aside<R>(_ key: StreamKey, _ body: () throws -> R) rethrows -> R {
    let before = (self.key, words, block, used)
    start(key)
    defer {
      (self.key, words, block, used) = before
      if used < capacity {
        block -= UInt64(capacity / 8)
        fill()
        block += UInt64(capacity / 8)
      }
    }
    return try body()
  }

  private func fill() {
    withUnsafePointer(to: (key.subject, key.purpose)) { pair in
      pair.withMemoryRebound(to: UInt32.self, capacity: 2) { kernels.pointee.normals(buffer, capacity, key.seed, $0, block) }
    }
  }
}
