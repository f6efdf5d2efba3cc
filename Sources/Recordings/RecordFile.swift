/// Records that can be read from the first subject to the last, again and again.
package protocol RecordSource {
  func forEach(_ body: (SubjectRecord) throws -> Void) throws
}

extension Array: RecordSource where Element == SubjectRecord {}

/// The subjects' records of one run on disk, in the order of subjects. A record that was cut off by a crash is dropped when the file is
/// opened for appending, and the run goes on from there.
package final class RecordFile: RecordSource {
  private let blocks: BlockFile

  private static func header(_ digest: String) -> String { "engram-records 3 \(digest)" }

  /// Opens the records at `path` for reading and appending, or begins them.
  package init(appendingTo path: String, digest: String) throws(BlockFile.Failure) {
    blocks = try BlockFile(appendingTo: path, header: Self.header(digest))
  }

  /// Opens finished records for reading.
  package init(reading path: String, digest: String) throws(BlockFile.Failure) {
    blocks = try BlockFile(reading: path, header: Self.header(digest))
  }

  /// How many subjects' records are in the file: subjects 1 to `count`.
  package var count: Int { blocks.count }

  /// Adds the next subject's record. It is in the hands of the operating system when this returns.
  package func append(_ record: SubjectRecord) throws(BlockFile.Failure) { try blocks.append(RecordCodec.encode(record)) }

  /// Forces what was appended to the disk.
  package func synchronize() throws(BlockFile.Failure) { try blocks.synchronize() }

  /// Calls `body` with each record in order; holds one at a time.
  package func forEach(_ body: (SubjectRecord) throws -> Void) throws {
    var subject = 0
    try blocks.forEach { bytes in
      guard let record = RecordCodec.decode(bytes) else {
        throw BlockFile.Failure.damaged(path: blocks.path, afterBlocks: subject)
      }
      subject += 1
      try body(record)
    }
  }
}
