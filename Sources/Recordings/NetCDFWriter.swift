/// Writes the data of a netCDF file, variable after variable as they are declared, each whole or in pieces.
package final class NetCDFWriter {
  private let file: NetCDFFile
  private let output: OutputFile
  /// The variable that is being written, and how many values of it are.
  private var current = 0
  private var written = 0

  private init(_ file: NetCDFFile, _ output: OutputFile) throws {
    (self.file, self.output) = (file, output)
    try output.write(NetCDFHeader(file).bytes)
  }

  /// Writes `file` to `path`. `body` gives the values; if it throws or leaves some out, nothing is left of the file.
  package static func write(_ file: NetCDFFile, to path: String, _ body: (NetCDFWriter) throws -> Void) throws
    -> OutputFile.Summary
  {
    try OutputFile.write(path) { output in
      let writer = try NetCDFWriter(file, output)
      try body(writer)
      if writer.current < file.variables.count {
        let missing = file.counts[writer.current] - writer.written
        throw NetCDFFile.Failure.incomplete(variable: file.variables[writer.current].name, missing: missing)
      }
    }
  }

  /// The next values of a variable of numbers, in the order of its dimensions, the last one fastest.
  package func write(_ variable: String, numbers values: [Double]) throws {
    try expect(variable, .double, values.count)
    try output.write(bigEndian: values.lazy.map(\.bitPattern))
    try finish(values.count)
  }

  /// The next values of a variable of whole numbers.
  package func write(_ variable: String, wholeNumbers values: [Int32]) throws {
    try expect(variable, .int32, values.count)
    try output.write(bigEndian: values)
    try finish(values.count)
  }

  /// The next strings of a variable of text, in UTF-8, filled up with zeros.
  package func write(_ variable: String, texts values: [String]) throws {
    let length = file.variables.indices.contains(current) ? file.variables[current].dimensions.last.map(file.length) ?? 0 : 0
    try expect(variable, .char, values.count * length)
    if let long = values.first(where: { $0.utf8.count > length }) { throw NetCDFFile.Failure.tooLong(long, variable: variable) }
    for text in values { try output.write(Array(text.utf8) + [UInt8](repeating: 0, count: length - text.utf8.count)) }
    try finish(values.count * length)
  }

  /// Throws unless so many values of this variable may follow.
  private func expect(_ variable: String, _ kind: NetCDFFile.Kind, _ count: Int) throws(NetCDFFile.Failure) {
    guard current < file.variables.count, file.variables[current].name == variable, file.variables[current].kind == kind,
      count <= file.counts[current] - written
    else { throw .unexpected(variable: variable) }
  }

  /// Counts what was written, and goes to the next variable when this one is full.
  private func finish(_ count: Int) throws(OutputFile.Failure) {
    written += count
    guard written == file.counts[current] else { return }
    let bytes = written * file.variables[current].kind.bytes
    if bytes % 4 != 0 { try output.write([UInt8](repeating: 0, count: NetCDFHeader.padded(bytes) - bytes)) }
    (current, written) = (current + 1, 0)
  }
}
