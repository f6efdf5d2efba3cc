import Foundation
import Recordings
import Testing

/// Rows for numpy and pandas, byte by byte and, where they are installed, by reading them there.
struct ColumnFileTests {
  private static func withFolder(_ body: (String) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "engram-columns-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private static func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }

  /// What a Python program prints; nil where there is no Python with `module`.
  private static func python(_ module: String, _ code: String) throws -> String? {
    func run(_ code: String) throws -> (Int32, String) {
      let process = Process(), pipe = Pipe()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = ["python3", "-c", code]
      process.standardOutput = pipe
      process.standardError = FileHandle.nullDevice
      try process.run()
      let data = pipe.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
    guard try run("import \(module)").0 == 0 else { return nil }
    let (status, text) = try run("import \(module)\n" + code)
    #expect(status == 0, "\(code)")
    return text
  }

  private static let columns = [Column("time", .float64), Column("neuron", .int32), Column("weight", .float32)]

  private static func fill(_ file: ColumnFile, _ rows: Int) throws {
    for i in 0..<rows {
      try file.add(Double(i) / 7)
      try file.add(Int32(-i))
      try file.add(Float(i) / 3)
    }
  }

  private static func stored(_ bits: some FixedWidthInteger) -> [UInt8] { withUnsafeBytes(of: bits.littleEndian, Array.init) }

  /// Structured arrays: the header is what the format's specification says, for any number of rows; pieces larger than a block too.
  @Test(arguments: [0, 1, 3, 50_000]) func records(_ rows: Int) throws {
    try Self.withFolder { folder in
      let path = folder + "/a.npy", file = try ColumnFile(path, Self.columns)
      try Self.fill(file, rows)
      #expect(file.rows == rows && !FileManager.default.fileExists(atPath: path))
      let summary = try ColumnFile.finish([file])[0], found = try Self.bytes(path)
      var expected = [0x93] + Array("NUMPY".utf8) + [1, 0, 182, 0]
      expected += Array("{'descr': [('time', '<f8'), ('neuron', '<i4'), ('weight', '<f4')], ".utf8)
      expected += Array("'fortran_order': False, 'shape': (\(rows),), }".utf8)
      expected += [UInt8](repeating: 32, count: 191 - expected.count) + [10]
      for i in 0..<rows {
        expected += Self.stored((Double(i) / 7).bitPattern) + Self.stored(Int32(-i)) + Self.stored((Float(i) / 3).bitPattern)
      }
      #expect(found == expected)
      #expect(summary.bytes == found.count && summary.checksum == Checksum.fnv(found) && summary.name == "a.npy")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a.npy"])
      let code = """
        a = numpy.load('\(path)')
        i = numpy.arange(\(rows))
        assert a.dtype.names == ('time', 'neuron', 'weight') and a.shape == (\(rows),)
        assert (a['time'] == i / 7).all() and (a['neuron'] == -i).all() and (a['weight'] == i.astype('f4') / numpy.float32(3)).all()
        """
      _ = try Self.python("numpy", code)
    }
  }

  @Test func matrix() throws {
    try Self.withFolder { folder in
      let path = folder + "/a.npy", file = try ColumnFile(path, [Column("4", .float32), Column("7", .float32)], asMatrix: true)
      for value in [-49.5, 1, 2, 3, 4, 0.1] as [Float] { try file.add(value) }
      try ColumnFile.finish([file])
      var expected = [0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0]
      expected += Array("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2), }".utf8)
      expected += [UInt8](repeating: 32, count: 127 - expected.count) + [10]
      for value in [-49.5, 1, 2, 3, 4, 0.1] as [Float] { expected += Self.stored(value.bitPattern) }
      #expect(try Self.bytes(path) == expected)
      if let text = try Self.python("numpy", "a = numpy.load('\(path)'); print(a.dtype, a.shape, a[2, 0], end='')") {
        #expect(text == "float32 (3, 2) 4.0")
      }
    }
  }

  @Test func text() throws {
    try Self.withFolder { folder in
      let path = folder + "/a.csv", file = try ColumnFile(path, Self.columns)
      try Self.fill(file, 3)
      try ColumnFile.finish([file])
      let expected = "time,neuron,weight\n0.0,0,0.0\n0.14285714285714285,-1,0.33333334\n0.2857142857142857,-2,0.6666667\n"
      #expect(try Self.bytes(path) == Array(expected.utf8))
      if let text = try Self.python("pandas", "d = pandas.read_csv('\(path)'); print(list(d), d.shape, d.neuron.sum(), end='')") {
        #expect(text == "['time', 'neuron', 'weight'] (3, 3) -3")
      }
    }
  }

  /// What cannot be written is an error, and leaves nothing.
  @Test func mistakes() throws {
    try Self.withFolder { folder in
      typealias Failure = ColumnFile.Failure
      let path = folder + "/a.npy", one = [Column("x", .int32)]
      #expect(throws: Failure.otherFormat(path: folder + "/a.txt")) { try ColumnFile(folder + "/a.txt", one) }
      for columns in [
        [], one + one, [Column("a'b", .int32)], [Column("", .int32)], [Column("a,b", .int32)], [Column("é", .int32)],
      ] {
        #expect(throws: Failure.badColumns(path: path)) { try ColumnFile(path, columns) }
      }
      #expect(throws: Failure.badColumns(path: path)) { try ColumnFile(path, Self.columns, asMatrix: true) }
      let many = (0..<5000).map { Column("column\($0)", .int32) }
      #expect(throws: Failure.badColumns(path: path)) { try ColumnFile(path, many) }
      #expect(throws: OutputFile.Failure.self) { try ColumnFile(folder + "/none/a.npy", one) }
      for ending in ["npy", "csv"] {
        let path = folder + "/b." + ending, file = try ColumnFile(path, Self.columns)
        #expect(throws: Failure.wrongCell(path: path, row: 0)) { try file.add(Int32(1)) }
        try file.add(1.0)
        // All or none.
        let other = try ColumnFile(folder + "/c." + ending, one)
        #expect(throws: Failure.wrongCell(path: path, row: 0)) { try ColumnFile.finish([other, file]) }
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
      let file = try ColumnFile(path, one)
      try ColumnFile.finish([file])
      try file.add(Int32(7))
      #expect(throws: OutputFile.Failure.self) { try ColumnFile.finish([file]) }
      #expect(try Self.bytes(path).count == 128)
    }
  }
}
