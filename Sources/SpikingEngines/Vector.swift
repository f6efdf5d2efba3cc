import CKernels

/// Numbers in memory aligned for the kernels, all zero at first. A value: copies share it until one of them is written to.
struct Vector<T: BitwiseCopyable>: @unchecked Sendable {
  private final class Storage {
    let base: UnsafeMutablePointer<T>

    init?(_ count: Int) {
      let bytes = max(count, 16).multipliedReportingOverflow(by: MemoryLayout<T>.stride)
      guard !bytes.overflow, let memory = engram_allocate(bytes.partialValue / 4 + 1) else { return nil }
      base = UnsafeMutableRawPointer(memory).bindMemory(to: T.self, capacity: count)
    }

    deinit { UnsafeMutableRawPointer(base).withMemoryRebound(to: Float.self, capacity: 1) { engram_release($0) } }
  }

  let count: Int
  private var storage: Storage

  init(_ count: Int) throws(SpikingError) {
    guard count >= 0, let storage = Storage(count) else { throw .memory(count) }
    self.count = count
    self.storage = storage
  }

  init(_ values: [T], padded count: Int? = nil) throws(SpikingError) {
    try self.init(max(values.count, count ?? 0))
    storage.base.update(from: values, count: values.count)
  }

  var bytes: Int { max(count, 16) * MemoryLayout<T>.stride }

  /// For reading while the vector is alive and unchanged.
  var reading: UnsafePointer<T> { UnsafePointer(storage.base) }

  /// For writing; copies the numbers first if another value shares them.
  mutating func writing() -> UnsafeMutablePointer<T> {
    if !isKnownUniquelyReferenced(&storage) {
      guard let copy = Storage(count) else { fatalError("out of memory for a copy of \(count) numbers") }
      copy.base.update(from: storage.base, count: count)
      storage = copy
    }
    return storage.base
  }

  subscript(i: Int) -> T {
    get { storage.base[i] }
    set { writing()[i] = newValue }
  }

  var values: [T] { Array(UnsafeBufferPointer(start: storage.base, count: count)) }

  func prefix(_ count: Int) -> [T] { Array(UnsafeBufferPointer(start: storage.base, count: min(count, self.count))) }
}
