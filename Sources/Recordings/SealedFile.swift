import Foundation

/// A file that shows whether it is whole: a line that says what it is, the content, and the checksum of both (8 bytes, lowest first).
package enum SealedFile {
  package enum Failure: Error, Sendable, Equatable {
    /// The operating system's message.
    case unusable(path: String, reason: String)
    /// Not of this kind: it does not begin with the line's first word.
    case otherKind(path: String)
    /// Cut off, or changed behind its writer's back.
    case damaged(path: String)
  }

  /// Writes a file that is there whole or not at all. `line` has no line breaks; its first word is the kind.
  package static func write(_ path: String, line: String, _ body: (OutputFile) throws -> Void) throws -> OutputFile.Summary {
    try OutputFile.write(path) { file in
      try file.write(line + "\n")
      try body(file)
      try file.write(littleEndian: [file.checksumSoFar])
    }
  }

  /// The line and the content of a file of this kind.
  package static func read(_ path: String, kind: String) throws(Failure) -> (line: String, content: ByteReader) {
    let bytes = try contents(path), word = (kind + " ").utf8
    guard bytes.starts(with: word) else {
      throw word.starts(with: bytes) ? .damaged(path: path) : .otherKind(path: path)
    }
    guard bytes.count > 8, let end = bytes.firstIndex(of: 10), end < bytes.count - 8 else { throw .damaged(path: path) }
    var seal = ByteReader(bytes, from: bytes.count - 8, to: bytes.count)
    guard let sum = seal.number(UInt64.self), Checksum.fnv(bytes.dropLast(8)) == sum else { throw .damaged(path: path) }
    return (String(decoding: bytes[..<end], as: UTF8.self), ByteReader(bytes, from: end + 1, to: bytes.count - 8))
  }

  private static func contents(_ path: String) throws(Failure) -> [UInt8] {
    func failure() -> Failure { .unusable(path: path, reason: String(cString: strerror(errno))) }
    guard let file = fopen(path, "re") else { throw failure() }
    defer { fclose(file) }
    var bytes: [UInt8] = [], piece = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = fread(&piece, 1, piece.count, file)
      bytes += piece[..<count]
      if count < piece.count {
        guard ferror(file) == 0 else { throw failure() }
        return bytes
      }
    }
  }
}
