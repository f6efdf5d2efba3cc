import Foundation

/// A file that is there whole or not at all: written in pieces under a temporary name, and renamed when all is on the disk.
package final class OutputFile {
  /// What was written: enough to recognise the file again.
  package struct Summary: Sendable {
    package var name: String
    package var bytes: Int
    package var checksum: UInt64
  }

  /// Why a file could not be written.
  package struct Failure: Error, Sendable {
    package var path: String
    package var reason: String
  }

  private let path: String
  private let file: UnsafeMutablePointer<FILE>
  private var bytes = 0
  private var checksum = Checksum()
  private var isOpen = true
  private var isRewritten = false

  /// Opens a file that is put in place by `finish`, and of which nothing is left if that does not come about.
  package init(_ path: String) throws(Failure) {
    self.path = path
    guard let file = fopen(path + ".tmp", "w+e") else { throw Self.failure(path) }
    self.file = file
  }

  deinit { discard() }

  /// Opens, lets `body` write, and puts the file in place; if `body` throws, nothing is left of it.
  package static func write(_ path: String, _ body: (OutputFile) throws -> Void) throws -> Summary {
    try write([path]) { try body($0[0]) }[0]
  }

  /// The same for several files at once: all are put in place, or none of them.
  package static func write(_ paths: [String], _ body: ([OutputFile]) throws -> Void) throws -> [Summary] {
    var files: [OutputFile] = []
    do {
      for path in paths { files.append(try OutputFile(path)) }
      try body(files)
      return try finish(files)
    } catch {
      for file in files { file.discard() }
      throw error
    }
  }

  /// Puts files in place once all of them are on the disk.
  package static func finish(_ files: [OutputFile]) throws(Failure) -> [Summary] {
    for file in files { try file.synchronize() }
    var summaries: [Summary] = []
    for file in files { summaries.append(try file.putInPlace()) }
    return summaries
  }

  package func write(_ text: String) throws(Failure) {
    var text = text
    guard text.withUTF8({ append($0) }) else { throw Self.failure(path) }
  }

  package func write(_ bytes: [UInt8]) throws(Failure) {
    guard bytes.withUnsafeBufferPointer({ append($0) }) else { throw Self.failure(path) }
  }

  /// Bytes as they lie in memory.
  package func write(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
    guard bytes.withMemoryRebound(to: UInt8.self, { append($0) }) else { throw Self.failure(path) }
  }

  /// The checksum of all that was written.
  package var checksumSoFar: UInt64 { checksum.value }

  /// Numbers, highest byte first.
  package func write(bigEndian numbers: some Collection<some FixedWidthInteger>) throws(Failure) {
    try write(asStored: numbers.lazy.map(\.bigEndian))
  }

  /// Numbers, lowest byte first.
  package func write(littleEndian numbers: some Collection<some FixedWidthInteger>) throws(Failure) {
    try write(asStored: numbers.lazy.map(\.littleEndian))
  }

  /// The bytes of numbers as they lie in memory, in blocks.
  private func write<Number: FixedWidthInteger>(asStored numbers: some Collection<Number>) throws(Failure) {
    var block: [UInt8] = []
    block.reserveCapacity(1 << 16)
    for number in numbers {
      withUnsafeBytes(of: number) { block.append(contentsOf: $0) }
      if block.count >= 1 << 16 - 8 {
        try write(block)
        block.removeAll(keepingCapacity: true)
      }
    }
    try write(block)
  }

  /// Whether the bytes could be handed over.
  private func append(_ buffer: UnsafeBufferPointer<UInt8>) -> Bool {
    guard canGoOn() else { return false }
    bytes += buffer.count
    checksum.add(buffer)
    return fwrite(buffer.baseAddress, 1, buffer.count, file) == buffer.count
  }

  /// Writes over the first bytes of what was written.
  package func rewriteBeginning(_ beginning: [UInt8]) throws(Failure) {
    isRewritten = true
    guard canGoOn(), beginning.count <= bytes, fseek(file, 0, SEEK_SET) == 0,
      fwrite(beginning, 1, beginning.count, file) == beginning.count, fseek(file, 0, SEEK_END) == 0
    else { throw Self.failure(path) }
  }

  /// Whether the file is still open; sets the system's error if not.
  private func canGoOn() -> Bool {
    if !isOpen { errno = EBADF }
    return isOpen
  }

  private func discard() {
    guard isOpen else { return }
    isOpen = false
    fclose(file)
    unlink(path + ".tmp")
  }

  private func synchronize() throws(Failure) {
    guard canGoOn(), fflush(file) == 0, fsync(fileno(file)) == 0 else { throw Self.failure(path) }
    guard isRewritten else { return }
    // The checksum of what is there now.
    checksum = Checksum()
    rewind(file)
    var piece = [UInt8](repeating: 0, count: 1 << 16), left = bytes
    while left > 0 {
      let count = fread(&piece, 1, min(left, piece.count), file)
      guard count > 0 else { throw Self.failure(path) }
      checksum.add(piece[..<count])
      left -= count
    }
  }

  private func putInPlace() throws(Failure) -> Summary {
    let name = (path as NSString).lastPathComponent, summary = Summary(name: name, bytes: bytes, checksum: checksum.value)
    isOpen = false
    guard fclose(file) == 0, rename(path + ".tmp", path) == 0 else {
      let failure = Self.failure(path)
      unlink(path + ".tmp")
      throw failure
    }
    return summary
  }

  private static func failure(_ path: String) -> Failure { Failure(path: path, reason: String(cString: strerror(errno))) }
}
