import Foundation

/// Records that can be read from the first subject to the last, again and again.
package protocol RecordSource {
  func forEach(_ body: (SubjectRecord) throws -> Void) throws
}

extension Array: RecordSource where Element == SubjectRecord {}

/// The subjects' records of one run on disk, in the order of subjects: appended one by one, read back one by one.
///
/// Layout: the line "engram records 2 <digest>\n", then per subject a length (4 bytes), a checksum (8 bytes) and the record. A record that
/// was cut off by a crash does not pass its checksum; opening the file drops it and what follows, and the run goes on from there.
package final class RecordFile: RecordSource {
  package enum Failure: Error, Equatable {
    /// The operating system's message.
    case unusable(path: String, reason: String)
    /// The file belongs to another plan.
    case otherPlan(path: String)
    /// Not a file of records.
    case notRecords(path: String)
    /// Whole records are followed by bytes that are none.
    case damaged(path: String, afterSubjects: Int)
  }

  package let path: String
  /// How many subjects' records are in the file: subjects 1 to `count`.
  package private(set) var count = 0
  private var handle: UnsafeMutablePointer<FILE>
  private let start: Int

  private static func header(_ digest: String) -> String { "engram records 2 \(digest)\n" }

  /// Opens the records at `path` for reading and appending, or begins them.
  package init(appendingTo path: String, digest: String) throws(Failure) {
    self.path = path
    let header = Self.header(digest)
    start = header.utf8.count
    let isNew = access(path, F_OK) != 0
    guard let file = fopen(path, isNew ? "w+e" : "r+e") else {
      throw .unusable(path: path, reason: String(cString: strerror(errno)))
    }
    handle = file
    if isNew {
      guard fputs(header, file) >= 0, fflush(file) == 0 else {
        throw .unusable(path: path, reason: String(cString: strerror(errno)))
      }
    } else {
      try checkHeader(digest)
      var end = start
      while let (_, next) = readRecord(at: end) {
        end = next
        count += 1
      }
      guard ftruncate(fileno(file), off_t(end)) == 0 else {
        throw .unusable(path: path, reason: String(cString: strerror(errno)))
      }
    }
  }

  /// Opens finished records for reading.
  package init(reading path: String, digest: String) throws(Failure) {
    self.path = path
    start = Self.header(digest).utf8.count
    guard let file = fopen(path, "re") else { throw .unusable(path: path, reason: String(cString: strerror(errno))) }
    handle = file
    try checkHeader(digest)
    var end = start
    while let (_, next) = readRecord(at: end) {
      end = next
      count += 1
    }
    fseek(file, 0, SEEK_END)
    guard ftell(file) == end else { throw .damaged(path: path, afterSubjects: count) }
  }

  deinit { fclose(handle) }

  private func checkHeader(_ digest: String) throws(Failure) {
    rewind(handle)
    var line = [CChar](repeating: 0, count: 256)
    guard fgets(&line, 255, handle) != nil else {
      throw .notRecords(path: path)
    }
    let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard text.hasPrefix("engram records ") else { throw .notRecords(path: path) }
    guard text == Self.header(digest) else { throw .otherPlan(path: path) }
  }

  /// The bytes of the record that begins at `offset`, and where the next begins; nil if there is no whole one.
  private func readRecord(at offset: Int) -> ([UInt8], Int)? {
    guard fseek(handle, offset, SEEK_SET) == 0 else { return nil }
    var head = [UInt8](repeating: 0, count: 12), at = 0
    guard fread(&head, 1, 12, handle) == 12, let length = RecordCodec.word(head, &at).map(Int.init), length < 1 << 30,
      let low = RecordCodec.word(head, &at), let high = RecordCodec.word(head, &at)
    else { return nil }
    var bytes = [UInt8](repeating: 0, count: length)
    guard fread(&bytes, 1, length, handle) == length, Checksum.fnv(bytes) == UInt64(high) << 32 | UInt64(low) else {
      return nil
    }
    return (bytes, offset + 12 + length)
  }

  /// Adds the next subject's record. It is in the hands of the operating system when this returns.
  package func append(_ record: SubjectRecord) throws(Failure) {
    let bytes = RecordCodec.encode(record), sum = Checksum.fnv(bytes)
    var head: [UInt8] = []
    RecordCodec.append(UInt32(bytes.count), to: &head)
    RecordCodec.append(UInt32(truncatingIfNeeded: sum), to: &head)
    RecordCodec.append(UInt32(truncatingIfNeeded: sum >> 32), to: &head)
    fseek(handle, 0, SEEK_END)
    guard fwrite(head + bytes, 1, head.count + bytes.count, handle) == head.count + bytes.count, fflush(handle) == 0 else {
      throw .unusable(path: path, reason: String(cString: strerror(errno)))
    }
    count += 1
  }

  /// Forces what was appended to the disk.
  package func synchronize() throws(Failure) {
    guard fflush(handle) == 0, fsync(fileno(handle)) == 0 else {
      throw .unusable(path: path, reason: String(cString: strerror(errno)))
    }
  }

  /// Calls `body` with each record in order; holds one at a time.
  package func forEach(_ body: (SubjectRecord) throws -> Void) throws {
    var at = start
    for subject in 0..<count {
      guard let (bytes, next) = readRecord(at: at), let record = RecordCodec.decode(bytes) else {
        throw Failure.damaged(path: path, afterSubjects: subject)
      }
      at = next
      try body(record)
    }
  }
}
