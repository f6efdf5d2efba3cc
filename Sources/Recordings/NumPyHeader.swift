/// The beginning of a `.npy` file, version 1.0 (numpy.lib.format): what its rows are, and how many there are.
package struct NumPyHeader: Sendable {
  /// What numpy calls dtype, as Python text.
  private let description: String
  /// Shape of a row: none for records, the columns of a matrix.
  private let row: [Int]

  /// Rows of named columns: a structured array.
  package init(records columns: [Column]) {
    description = "[" + columns.map { "('\($0.name)', '\($0.kind.rawValue)')" }.joined(separator: ", ") + "]"
    row = []
  }

  /// Rows of numbers of one kind.
  package init(_ kind: Column.Kind, columns: Int) {
    description = "'\(kind.rawValue)'"
    row = [columns]
  }

  /// The magic string, the version, and the description, filled up with spaces so that the rows begin at a multiple of 64 bytes: as long
  /// for any number of rows. Nil for a description too long to be written.
  package func bytes(rows: Int) -> [UInt8]? {
    func text(_ rows: Int) -> [UInt8] {
      let shape = row.isEmpty ? "(\(rows),)" : "(" + ([rows] + row).map(String.init).joined(separator: ", ") + ")"
      return Array("{'descr': \(description), 'fortran_order': False, 'shape': \(shape), }".utf8)
    }
    let longest = text(Int.max).count + 11, full = (longest + 63) / 64 * 64
    guard let length = UInt16(exactly: full - 10) else { return nil }
    var bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8)] + text(rows)
    bytes += [UInt8](repeating: 32, count: full - 1 - bytes.count)
    return bytes + [10]
  }
}

/// A column of numbers.
package struct Column: Sendable, Equatable {
  /// Little-endian, by their names in numpy.
  package enum Kind: String, Sendable {
    case float64 = "<f8"
    case float32 = "<f4"
    case int32 = "<i4"
  }

  package var name: String
  package var kind: Kind

  package init(_ name: String, _ kind: Kind) {
    self.name = name
    self.kind = kind
  }
}
