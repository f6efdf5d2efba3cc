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

  private init(_ path: String) throws(Failure) {
    self.path = path
    guard let file = fopen(path + ".tmp", "we") else { throw Self.failure(path) }
    self.file = file
  }

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
      for file in files { try file.synchronize() }
    } catch {
      for file in files { file.discard() }
      throw error
    }
    return try files.map { try $0.finish() }
  }

  package func write(_ text: String) throws(Failure) {
    var text = text
    let isWritten = text.withUTF8 { utf8 in
      bytes += utf8.count
      checksum.add(utf8)
      return fwrite(utf8.baseAddress, 1, utf8.count, file) == utf8.count
    }
    if !isWritten { throw Self.failure(path) }
  }

  private func discard() {
    fclose(file)
    unlink(path + ".tmp")
  }

  private func synchronize() throws(Failure) {
    guard fflush(file) == 0, fsync(fileno(file)) == 0 else { throw Self.failure(path) }
  }

  private func finish() throws(Failure) -> Summary {
    let name = (path as NSString).lastPathComponent, summary = Summary(name: name, bytes: bytes, checksum: checksum.value)
    guard fclose(file) == 0, rename(path + ".tmp", path) == 0 else { throw Self.failure(path) }
    return summary
  }

  private static func failure(_ path: String) -> Failure { Failure(path: path, reason: String(cString: strerror(errno))) }
}
