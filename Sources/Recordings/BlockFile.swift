import Foundation

/// A file of blocks of bytes: appended one by one, each with its length and checksum, read back one by one.
///
/// Layout: a header line, then per block a length (4 bytes), a checksum (8 bytes) and the bytes. A block that was cut off by a crash does
/// not pass its checksum; opening the file for appending drops it and what follows.
package final class BlockFile {
  package enum Failure: Error, Equatable {
    /// The operating system's message.
    case unusable(path: String, reason: String)
    /// The file belongs to something else.
    case otherHeader(path: String)
    /// Not a file of blocks.
    case notBlocks(path: String)
    /// Whole blocks are followed by bytes that are none.
    case damaged(path: String, afterBlocks: Int)
    /// Another process is appending to it.
    case inUse(path: String)
  }

  package let path: String
  /// How many whole blocks are in the file.
  package private(set) var count = 0
  private let handle: UnsafeMutablePointer<FILE>
  private let start: Int

  /// Opens the file at `path` for reading and appending, or begins it; only one process may at a time.
  package init(appendingTo path: String, header: String) throws(Failure) {
    self.path = path
    start = header.utf8.count + 1
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0, let file = fdopen(descriptor, "r+") else { throw Self.unusable(path) }
    handle = file
    // File systems that know no locks are written to without.
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK { throw .inUse(path: path) }
    if isCutOff(header) {
      guard ftruncate(descriptor, 0) == 0 else { throw Self.unusable(path) }
      rewind(file)
      guard fputs(header + "\n", file) >= 0, fflush(file) == 0 else { throw Self.unusable(path) }
      return
    }
    try check(header)
    let end = countBlocks()
    guard ftruncate(descriptor, off_t(end)) == 0 else { throw Self.unusable(path) }
  }

  /// Opens the file for reading. `strictly`: nothing but whole blocks may be in it.
  package init(reading path: String, header: String, strictly: Bool = true) throws(Failure) {
    self.path = path
    start = header.utf8.count + 1
    guard let file = fopen(path, "re") else { throw Self.unusable(path) }
    handle = file
    if !strictly, isCutOff(header) { return }
    try check(header)
    let end = countBlocks()
    fseek(file, 0, SEEK_END)
    guard !strictly || ftell(file) == end else { throw .damaged(path: path, afterBlocks: count) }
  }

  deinit { fclose(handle) }

  private static func unusable(_ path: String) -> Failure { .unusable(path: path, reason: String(cString: strerror(errno))) }

  /// Whether the file ends within its header: a crash came before the first block.
  private func isCutOff(_ header: String) -> Bool {
    rewind(handle)
    var bytes = [UInt8](repeating: 0, count: start)
    let count = fread(&bytes, 1, start, handle)
    return count < start && (header + "\n").utf8.starts(with: bytes.prefix(count))
  }

  private func check(_ header: String) throws(Failure) {
    rewind(handle)
    var line = [CChar](repeating: 0, count: 256)
    guard fgets(&line, 255, handle) != nil else { throw .notBlocks(path: path) }
    let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard let word = header.split(separator: " ").first, text.hasPrefix(word) else { throw .notBlocks(path: path) }
    guard text == header + "\n" else { throw .otherHeader(path: path) }
  }

  /// Counts whole blocks and returns where they end.
  private func countBlocks() -> Int {
    var end = start
    while let (_, next) = block(at: end) {
      end = next
      count += 1
    }
    return end
  }

  /// The bytes of the block that begins at `offset`, and where the next begins; nil if there is no whole one.
  private func block(at offset: Int) -> ([UInt8], Int)? {
    guard fseek(handle, offset, SEEK_SET) == 0 else { return nil }
    var head = [UInt8](repeating: 0, count: 12), at = 0
    guard fread(&head, 1, 12, handle) == 12, let length = RecordCodec.word(head, &at).map(Int.init), length < 1 << 30,
      let low = RecordCodec.word(head, &at), let high = RecordCodec.word(head, &at)
    else { return nil }
    var bytes = [UInt8](repeating: 0, count: length)
    guard fread(&bytes, 1, length, handle) == length, Checksum.fnv(bytes) == UInt64(high) << 32 | UInt64(low) else { return nil }
    return (bytes, offset + 12 + length)
  }

  /// Adds a block. It is in the hands of the operating system when this returns.
  package func append(_ bytes: [UInt8]) throws(Failure) {
    let sum = Checksum.fnv(bytes)
    var head: [UInt8] = []
    RecordCodec.append(UInt32(bytes.count), to: &head)
    RecordCodec.append(UInt32(truncatingIfNeeded: sum), to: &head)
    RecordCodec.append(UInt32(truncatingIfNeeded: sum >> 32), to: &head)
    fseek(handle, 0, SEEK_END)
    guard fwrite(head + bytes, 1, head.count + bytes.count, handle) == head.count + bytes.count, fflush(handle) == 0 else {
      throw Self.unusable(path)
    }
    count += 1
  }

  /// Forces what was appended to the disk.
  package func synchronize() throws(Failure) {
    guard fflush(handle) == 0, fsync(fileno(handle)) == 0 else { throw Self.unusable(path) }
  }

  /// Calls `body` with each block in order; holds one at a time.
  package func forEach(_ body: ([UInt8]) throws -> Void) throws {
    var at = start
    for number in 0..<count {
      guard let (bytes, next) = block(at: at) else { throw Failure.damaged(path: path, afterBlocks: number) }
      at = next
      try body(bytes)
    }
  }
}
