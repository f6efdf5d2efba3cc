/// Reads numbers from bytes, lowest byte first, and never beyond the end.
package struct ByteReader: Sendable {
  private let bytes: [UInt8]
  private let end: Int
  private var at: Int

  init(_ bytes: [UInt8], from start: Int, to end: Int) {
    self.bytes = bytes
    self.at = start
    self.end = end
  }

  /// Nothing to read.
  package init() { self.init([], from: 0, to: 0) }

  package var left: Int { end - at }

  /// The next number; nil if there are not enough bytes.
  package mutating func number<Number: FixedWidthInteger & BitwiseCopyable>(_ type: Number.Type = Number.self) -> Number? {
    let size = MemoryLayout<Number>.size
    guard left >= size else { return nil }
    defer { at += size }
    return Number(littleEndian: bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: at, as: Number.self) })
  }

  /// The next bytes, as many as `memory` holds; false, and nothing is read, if there are not enough.
  package mutating func fill(_ memory: UnsafeMutableRawBufferPointer) -> Bool {
    guard left >= memory.count else { return false }
    bytes.withUnsafeBytes { memory.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[at..<at + memory.count])) }
    at += memory.count
    return true
  }
}
