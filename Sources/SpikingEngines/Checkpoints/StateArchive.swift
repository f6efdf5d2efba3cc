import NetworkModels
import Recordings

/// Goes through all that changes in a network, always in the same order: to write it, or to read it back. So both know the same state.
/// Numbers are stored as they lie in memory: lowest byte first on every processor that the kernels are made for.
enum StateArchive {
  case writing(OutputFile)
  case reading(ByteReader)

  /// The content is shorter than the state, longer, or makes no sense.
  struct Mismatch: Error {}

  var isReading: Bool { if case .reading = self { true } else { false } }

  /// The first `count` numbers of a vector.
  mutating func visit<T>(_ vector: inout Vector<T>, _ count: Int) throws {
    let bytes = count * MemoryLayout<T>.stride
    switch self {
    case .writing(let file): try file.write(UnsafeRawBufferPointer(start: vector.reading, count: bytes))
    case .reading: try fill(UnsafeMutableRawBufferPointer(start: vector.writing(), count: bytes))
    }
  }

  /// The same if there is a vector, which does not change.
  mutating func visit<T>(_ vector: inout Vector<T>?, _ count: Int) throws {
    guard var there = vector else { return }
    // The only owner, so that it is not copied.
    vector = nil
    defer { vector = there }
    try visit(&there, count)
  }

  mutating func visit(_ number: inout Int64) throws {
    switch self {
    case .writing(let file): try file.write(littleEndian: [number])
    case .reading(var reader):
      guard let read = reader.number(Int64.self) else { throw Mismatch() }
      number = read
      self = .reading(reader)
    }
  }

  /// A number within `range`.
  mutating func visit<N: FixedWidthInteger>(_ number: inout N, _ range: ClosedRange<Int64>) throws {
    var wide = Int64(truncatingIfNeeded: number)
    try visit(&wide)
    guard range.contains(wide), let narrow = N(exactly: wide) else { throw Mismatch() }
    number = narrow
  }

  mutating func visit(_ flag: inout Bool) throws {
    var number: Int64 = flag ? 1 : 0
    try visit(&number, 0...1)
    flag = number == 1
  }

  /// A finite number.
  mutating func visit(_ number: inout Float) throws {
    var bits = number.bitPattern
    try visit(&bits, 0...Int64(UInt32.max))
    guard Float(bitPattern: bits).isFinite else { throw Mismatch() }
    number = Float(bitPattern: bits)
  }

  mutating func visit(_ word: inout UInt64) throws {
    var number = Int64(bitPattern: word)
    try visit(&number)
    word = UInt64(bitPattern: number)
  }

  private mutating func fill(_ memory: UnsafeMutableRawBufferPointer) throws {
    guard case .reading(var reader) = self else { return }
    // Not held twice while it is changed.
    self = .reading(ByteReader())
    defer { self = .reading(reader) }
    guard reader.fill(memory) else { throw Mismatch() }
  }

  /// Whether all of it was read.
  var isAtEnd: Bool { if case .reading(let reader) = self { reader.left == 0 } else { true } }
}
