import Analysis
import Lives
import NumericalMethods
import Recordings
import Runs
import Scenarios

/// One point of a sweep, run once: the values of its axes and which of its replicates it is.
public struct Cell: Sendable, Equatable {
  /// Position in the sweep's list of cells.
  public var number: Int
  public var point: Int
  public var replicate: Int
  /// Values of the axes, as the file would have them.
  public var values: [String]

  package init(number: Int, point: Int, replicate: Int, values: [String]) {
    (self.number, self.point, self.replicate, self.values) = (number, point, replicate, values)
  }

  /// A checksum of what makes it the run it is, by which its result is recognised.
  var key: UInt64 {
    var sum = Checksum()
    for text in ["\(point)", "\(replicate)"] + values {
      sum.add(text.utf8)
      sum.add(CollectionOfOne(0))
    }
    return sum.value
  }
}

/// What came of a cell.
package struct CellResult: Sendable, Equatable {
  package enum Status: Int32, Sendable {
    case done
    /// The scenario cannot be run with these values; the message says why.
    case invalid
    /// Some outcome of every subject is not a number.
    case undefined

    package var word: String {
      switch self {
      case .done: "done"
      case .invalid: "invalid"
      case .undefined: "undefined"
      }
    }
  }

  package var cell: Int
  /// The cell's key.
  package var key: UInt64
  package var status = Status.done
  package var message = ""
  /// Subjects × outcomes.
  package var values: [[Double]] = []
  /// Memories' rows, where the sweep keeps them.
  package var memories: [MemoryRow] = []

  package init(_ cell: Cell) { (self.cell, key) = (cell.number, cell.key) }

  /// One memory of one subject in one probe state.
  package struct MemoryRow: Sendable, Equatable, BitwiseCopyable {
    package var subject: Int32
    package var state: Int32
    package var memory: Int32
    package var retrievals: Int32
    package var kept: Int32, mixture: Int32, intrusion: Int32, gist: Int32, forgotten: Int32
    package var unique: Float, shared: Float, recall: Float
    /// Accepted replays of the memory over the whole scenario.
    package var replays: Int32
  }

  /// Bytes: cell, key (low, high), status, subjects, outcomes, length of the message, rows (4 bytes each, little-endian), the message, the
  /// values (8 bytes each), the rows.
  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    let outcomes = values.first?.count ?? 0, text = Array(message.utf8)
    let low = Int(UInt32(truncatingIfNeeded: key)), high = Int(key >> 32)
    for number in [cell, low, high, Int(status.rawValue), values.count, outcomes, text.count, memories.count] {
      RecordCodec.append(UInt32(truncatingIfNeeded: number), to: &bytes)
    }
    bytes += text
    for row in values { for value in row { withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) } } }
    memories.withUnsafeBytes { bytes.append(contentsOf: $0) }
    return bytes
  }

  /// Nil if the bytes are not exactly one result.
  package init?(_ bytes: [UInt8]) {
    var at = 0, head: [Int] = []
    for _ in 0..<8 {
      guard let word = RecordCodec.word(bytes, &at) else { return nil }
      head.append(Int(word))
    }
    let (subjects, outcomes, length, rows) = (head[4], head[5], head[6], head[7]), stride = MemoryLayout<MemoryRow>.stride
    guard let status = Status(rawValue: Int32(truncatingIfNeeded: head[3])), subjects < 1 << 28, outcomes < 1 << 20,
      bytes.count == 32 + length + 8 * subjects * outcomes + rows * stride
    else { return nil }
    cell = head[0]
    key = UInt64(head[2]) << 32 | UInt64(head[1])
    self.status = status
    message = String(decoding: bytes[32..<32 + length], as: UTF8.self)
    at = 32 + length
    bytes.withUnsafeBytes { raw in
      values = (0..<subjects).map { s in
        (0..<outcomes).map { o in
          Double(
            bitPattern: UInt64(
              littleEndian: raw.loadUnaligned(fromByteOffset: at + 8 * (s * outcomes + o), as: UInt64.self)))
        }
      }
      at += 8 * subjects * outcomes
      memories = (0..<rows).map { raw.loadUnaligned(fromByteOffset: at + $0 * stride, as: MemoryRow.self) }
    }
  }

  /// Equal bytes, so that values that are not a number are equal to themselves.
  package static func == (a: Self, b: Self) -> Bool { a.bytes == b.bytes }
}
