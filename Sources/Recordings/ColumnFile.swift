/// Rows of numbers for other programs, written one after the other with no more than a block in memory: by the path's ending a `.npy` for
/// `numpy.load` or a `.csv` for `pandas.read_csv`. The file is there when it is finished; if it never is, nothing is left of it.
package final class ColumnFile {
  package enum Failure: Error, Sendable, Equatable {
    /// Neither `.npy` nor `.csv`.
    case otherFormat(path: String)
    /// Columns that are none, too many, or have the same name or one that cannot be written.
    case badColumns(path: String)
    /// Another kind of number than its column holds, or a last row that is not whole.
    case wrongCell(path: String, row: Int)
    /// Two files in one place.
    case twice(path: String)
  }

  private let path: String
  private let kinds: [Column.Kind]
  private let output: OutputFile
  /// Nil: CSV.
  private let header: NumPyHeader?
  private var block = [UInt8](repeating: 0, count: blockSize)
  /// Bytes of the block that are not written yet.
  private var used = 0
  private var cell = 0
  /// Rows that are whole.
  package private(set) var rows = 0
  private static let blockSize = 1 << 16

  /// Begins a file. `asMatrix`: a `.npy` is a matrix, of columns that all hold the same kind of number, and not an array of records.
  package init(_ path: String, _ columns: [Column], asMatrix: Bool = false) throws {
    let isText = path.hasSuffix(".csv")
    guard isText || path.hasSuffix(".npy") else { throw Failure.otherFormat(path: path) }
    guard let first = columns.first, Set(columns.map(\.name)).count == columns.count,
      columns.allSatisfy({ !$0.name.isEmpty && $0.name.utf8.allSatisfy { Self.isPlain($0) } }),
      !asMatrix || columns.allSatisfy({ $0.kind == first.kind })
    else { throw Failure.badColumns(path: path) }
    self.path = path
    kinds = columns.map(\.kind)
    header = isText ? nil : asMatrix ? NumPyHeader(first.kind, columns: columns.count) : NumPyHeader(records: columns)
    var beginning = Array((columns.map(\.name).joined(separator: ",") + "\n").utf8)
    if let header {
      guard let bytes = header.bytes(rows: 0) else { throw Failure.badColumns(path: path) }
      beginning = bytes
    }
    output = try OutputFile(path)
    try output.write(beginning)
  }

  /// Letters, digits, - and _: what needs no quotes in any of the formats.
  private static func isPlain(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45 || byte == 95
  }

  /// The next cell, which is one of 64-bit numbers.
  package func add(_ value: Double) throws {
    try begin(.float64)
    if header == nil { end("\(value)") } else { end(value.bitPattern) }
  }

  /// The next cell, which is one of 32-bit numbers.
  package func add(_ value: Float) throws {
    try begin(.float32)
    if header == nil { end("\(value)") } else { end(value.bitPattern) }
  }

  /// The next cell, which is one of whole numbers.
  package func add(_ value: Int32) throws {
    try begin(.int32)
    if header == nil { end("\(value)") } else { end(UInt32(bitPattern: value)) }
  }

  private func begin(_ kind: Column.Kind) throws {
    guard kinds[cell] == kind else { throw Failure.wrongCell(path: path, row: rows) }
    // Room for the longest number as text.
    if used > Self.blockSize - 40 { try flush() }
  }

  private func end<Bits: FixedWidthInteger & BitwiseCopyable>(_ bits: Bits) {
    block.withUnsafeMutableBytes { $0.storeBytes(of: bits.littleEndian, toByteOffset: used, as: Bits.self) }
    used += MemoryLayout<Bits>.size
    completeCell()
  }

  private func end(_ text: String) {
    for byte in text.utf8 {
      block[used] = byte
      used += 1
    }
    block[used] = cell == kinds.count - 1 ? 10 : 44
    used += 1
    completeCell()
  }

  private func completeCell() {
    cell += 1
    if cell == kinds.count { (cell, rows) = (0, rows + 1) }
  }

  private func flush() throws {
    try block.withUnsafeBytes { try output.write(UnsafeRawBufferPointer(rebasing: $0[..<used])) }
    used = 0
  }

  /// Puts the files in place: all when each of them is on the disk, or none.
  @discardableResult package static func finish(_ files: [ColumnFile]) throws -> [OutputFile.Summary] {
    for file in files {
      guard file.cell == 0 else { throw Failure.wrongCell(path: file.path, row: file.rows) }
      try file.flush()
      if let bytes = file.header?.bytes(rows: file.rows) { try file.output.rewriteBeginning(bytes) }
    }
    return try OutputFile.finish(files.map(\.output))
  }
}
