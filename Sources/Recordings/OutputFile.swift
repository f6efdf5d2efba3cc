import Foundation

/// A file that is there whole or not at all: written in pieces under a temporary name, and renamed when all is on the disk.
package struct OutputFile: ~Copyable {
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

  private init(_ path: String) throws(Failure) {
    self.path = path
    guard let file = fopen(path + ".tmp", "we") else { throw Self.failure(path) }
    self.file = file
  }

  /// Opens, lets `body` write, and puts the file in place; if `body` throws, nothing is left of it.
  package static func write(_ path: String, _ body: (inout OutputFile) throws -> Void) throws -> Summary {
    var output = try OutputFile(path)
    do { try body(&output) } catch {
      output.discard()
      throw error
    }
    return try output.finish()
  }

  package mutating func write(_ text: String) throws(Failure) {
    var text = text
    let isWritten = text.withUTF8 { utf8 in
      bytes += utf8.count
      checksum.add(utf8)
      return fwrite(utf8.baseAddress, 1, utf8.count, file) == utf8.count
    }
    if !isWritten { throw Self.failure(path) }
  }

  private consuming func discard() {
    fclose(file)
    unlink(path + ".tmp")
  }

  private consuming func finish() throws(Failure) -> Summary {
    guard fflush(file) == 0, fsync(fileno(file)) == 0 else {
      let failure = Self.failure(path)
      discard()
      throw failure
    }
    let name = (path as NSString).lastPathComponent, summary = Summary(name: name, bytes: bytes, checksum: checksum.value)
    guard fclose(file) == 0, rename(path + ".tmp", path) == 0 else { throw Self.failure(path) }
    return summary
  }

  private static func failure(_ path: String) -> Failure { Failure(path: path, reason: String(cString: strerror(errno))) }
}
