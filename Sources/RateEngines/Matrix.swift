import CKernels
import NumericalMethods

/// Weights of a pathway, one row per presynaptic unit, rows padded with zeros to a multiple of 16 and aligned to 64 bytes.
///
/// A value: copies share their storage until one of them is written to, so a branch of an experiment costs only what it changes.
struct Matrix: @unchecked Sendable {
  private final class Storage {
    let base: UnsafeMutablePointer<Float>
    let count: Int

    init(count: Int) {
      self.count = count
      guard let memory = engram_allocate(max(count, 16)) else { fatalError("out of memory for a matrix of \(count) weights") }
      base = memory
    }

    deinit { engram_release(base) }
  }

  let rows: Int
  let columns: Int
  /// Padded number of columns.
  let stride: Int
  private var storage: Storage

  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    stride = Self.padded(columns)
    storage = Storage(count: rows * stride)
  }

  static func padded(_ count: Int) -> Int { (count + 15) / 16 * 16 }

  /// A random projection: a weight is present with probability `density`, then uniform in [low, high).
  init(
    rows: Int, columns: Int, density: Double, _ low: Double, _ high: Double, stream: StreamKey, projection: UInt64,
    kernels: UnsafePointer<engram_kernels>
  ) {
    self.init(rows: rows, columns: columns)
    // A whole number of kernel blocks of 64 words, then the last incomplete block through a buffer.
    let count = rows * stride, whole = count / 64 * 64, block = projection << 32
    let pair = [stream.subject, stream.purpose]
    func fill(_ to: UnsafeMutablePointer<Float>, _ count: Int, _ block: UInt64) {
      kernels.pointee.connect(to, count, Float(density), Float(low), Float(high), stream.seed, pair, block)
    }
    fill(storage.base, whole, block)
    if whole < count {
      let rest = Matrix(rows: 4, columns: 16)
      fill(rest.storage.base, 64, block + UInt64(whole / 4))
      for i in whole..<count { storage.base[i] = rest.storage.base[i - whole] }
    }
    for row in 0..<rows { for column in columns..<stride { storage.base[row * stride + column] = 0 } }
  }

  var count: Int { rows * stride }

  /// The weights, for reading while the matrix is alive and unchanged.
  var reading: UnsafePointer<Float> { UnsafePointer(storage.base) }

  /// The weights, for writing; copies them first if another value shares them.
  mutating func writing() -> UnsafeMutablePointer<Float> {
    if !isKnownUniquelyReferenced(&storage) {
      let copy = Storage(count: storage.count)
      copy.base.update(from: storage.base, count: storage.count)
      storage = copy
    }
    return storage.base
  }

  /// Sets every weight to `value`, padding included only if it is zero.
  mutating func fill(_ value: Float) {
    let base = writing()
    for row in 0..<rows { for column in 0..<columns { base[row * stride + column] = value } }
  }

  subscript(row: Int, column: Int) -> Float { storage.base[row * stride + column] }
}
