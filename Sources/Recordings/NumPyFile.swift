/// An array of doubles as NumPy's `.npy`, version 1.0, little-endian, the last dimension fastest (numpy.lib.format).
package final class NumPyFile {
  /// Values that are not as many as the shape says.
  package struct Failure: Error, Sendable, Equatable, CustomStringConvertible {
    package var shape: [Int]
    /// How many there were when it was noticed.
    package var values: Int

    package var description: String { "\(values) values do not fill an array of shape \(shape)" }
  }

  private let shape: [Int]
  private let output: OutputFile
  private let count: Int
  private var written = 0

  private init(_ shape: [Int], _ output: OutputFile) throws {
    var count = 1
    for length in shape {
      let (product, isTooLarge) = count.multipliedReportingOverflow(by: length)
      guard length >= 0, !isTooLarge else { throw Failure(shape: shape, values: 0) }
      count = product
    }
    (self.shape, self.output, self.count) = (shape, output, count)
    try output.write(try Self.header(shape))
  }

  /// The magic string, the version, and the description, filled up with spaces so that the data begin at a multiple of 64 bytes. Throws
  /// for shapes too long to be written.
  package static func header(_ shape: [Int]) throws(Failure) -> [UInt8] {
    let tuple = shape.count == 1 ? "(\(shape[0]),)" : "(\(shape.map(String.init).joined(separator: ", ")))"
    var text = Array("{'descr': '<f8', 'fortran_order': False, 'shape': \(tuple), }".utf8)
    text += [UInt8](repeating: 32, count: 63 - (text.count + 10) % 64) + [10]
    guard let length = UInt16(exactly: text.count) else { throw Failure(shape: shape, values: 0) }
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8)] + text
  }

  /// Writes an array of the given shape to `path`; `body` gives its values, whole or in pieces. If it throws, or gives more or fewer,
  /// nothing is left of the file.
  package static func write(_ path: String, shape: [Int], _ body: (NumPyFile) throws -> Void) throws -> OutputFile.Summary {
    try OutputFile.write(path) { output in
      let file = try NumPyFile(shape, output)
      try body(file)
      guard file.written == file.count else { throw Failure(shape: shape, values: file.written) }
    }
  }

  /// The next values.
  package func write(_ values: [Double]) throws {
    guard values.count <= count - written else { throw Failure(shape: shape, values: written + values.count) }
    try output.write(littleEndian: values.lazy.map(\.bitPattern))
    written += values.count
  }
}
