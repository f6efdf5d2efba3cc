/// A subject's record as bytes: its number, then each table as a count and its rows (4-byte fields, little-endian).
package enum RecordCodec {
  package static func encode(_ record: SubjectRecord) -> [UInt8] {
    var bytes: [UInt8] = []
    append(UInt32(truncatingIfNeeded: record.subject), to: &bytes)
    appendTable(record.retrievals, to: &bytes)
    appendTable(record.lures, to: &bytes)
    appendTable(record.phantoms, to: &bytes)
    appendTable(record.scores, to: &bytes)
    appendTable(record.replays, to: &bytes)
    appendTable(record.sleeps, to: &bytes)
    appendTable(record.physiology, to: &bytes)
    appendTable(record.bouts, to: &bytes)
    appendTable(record.rhythms, to: &bytes)
    appendTable(record.traces, to: &bytes)
    appendTable(record.codes, to: &bytes)
    return bytes
  }

  /// Nil if the bytes are not exactly one record.
  static func decode(_ bytes: [UInt8]) -> SubjectRecord? {
    var at = 0
    guard let subject = word(bytes, &at) else { return nil }
    var record = SubjectRecord(subject: Int(subject))
    guard
      table(bytes, &at, into: &record.retrievals), table(bytes, &at, into: &record.lures),
      table(bytes, &at, into: &record.phantoms), table(bytes, &at, into: &record.scores),
      table(bytes, &at, into: &record.replays), table(bytes, &at, into: &record.sleeps),
      table(bytes, &at, into: &record.physiology), table(bytes, &at, into: &record.bouts),
      table(bytes, &at, into: &record.rhythms),
      table(bytes, &at, into: &record.traces), table(bytes, &at, into: &record.codes), at == bytes.count
    else { return nil }
    return record
  }

  package static func append(_ value: UInt32, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  package static func word(_ bytes: [UInt8], _ at: inout Int) -> UInt32? {
    guard at + 4 <= bytes.count else { return nil }
    defer { at += 4 }
    return bytes.withUnsafeBytes { UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: at, as: UInt32.self)) }
  }

  private static func appendTable<Row: BitwiseCopyable>(_ rows: [Row], to bytes: inout [UInt8]) {
    append(UInt32(truncatingIfNeeded: rows.count), to: &bytes)
    rows.withUnsafeBytes { bytes.append(contentsOf: $0) }
  }

  private static func table<Row: BitwiseCopyable>(_ bytes: [UInt8], _ at: inout Int, into rows: inout [Row]) -> Bool {
    guard let count = word(bytes, &at).map(Int.init) else { return false }
    let size = MemoryLayout<Row>.stride
    guard count <= (bytes.count - at) / size else { return false }
    bytes.withUnsafeBytes { raw in
      rows = (0..<count).map { raw.loadUnaligned(fromByteOffset: at + $0 * size, as: Row.self) }
    }
    at += count * size
    return true
  }
}
