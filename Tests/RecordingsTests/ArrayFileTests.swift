import Foundation
import Recordings
import Testing

/// Files of numbers, byte by byte against the specifications of their formats.
struct ArrayFileTests {
  /// A folder for one test, removed with what is in it.
  private static func withFolder(_ body: (String) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "engram-arrays-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private static func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }

  private static func layout() throws -> NetCDFFile {
    try NetCDFFile(
      dimensions: [.init("x", 3), .init("name", 5)], attributes: [.init("title", "sweep")],
      variables: [
        .init("label", .char, dimensions: ["x", "name"]),
        .init("n", .int32, dimensions: ["x"], attributes: [.init("valid", wholeNumbers: [-1, 7])]),
        .init("y", .double, dimensions: ["x", "x"], attributes: [.init("limit", numbers: [0.5])]),
        .init("scalar", .double, dimensions: []),
      ])
  }

  private static func fill(_ writer: NetCDFWriter) throws {
    try writer.write("label", texts: ["ab", "é"])
    try writer.write("label", texts: ["abcde"])
    try writer.write("n", wholeNumbers: [1, -2, Int32.max])
    try writer.write("y", numbers: [0, 1, 2, 3])
    try writer.write("y", numbers: [])
    try writer.write("y", numbers: [4, 5, 6, .infinity, -0.5])
    try writer.write("scalar", numbers: [.pi])
  }

  /// The grammar of the specification, written out: header, then the data of each variable, padded to 4 bytes.
  @Test func netCDF() throws {
    try Self.withFolder { folder in
      let path = folder + "/a.nc", summary = try NetCDFWriter.write(Self.layout(), to: path, Self.fill)
      var expected: [UInt8] = []
      func word(_ value: Int) { expected += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) } }
      func text(_ text: String) {
        word(text.utf8.count)
        expected += Array(text.utf8)
        while expected.count % 4 != 0 { expected.append(0) }
      }
      func double(_ value: Double) { expected += (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> (56 - 8 * $0)) } }
      // The header is 344 bytes long.
      let begins = [344, 360, 372, 444]
      func offset(_ i: Int) {
        word(0)
        word(begins[i])
      }
      expected += [0x43, 0x44, 0x46, 2, 0, 0, 0, 0]
      for value in [10, 2] { word(value) }
      text("x")
      word(3)
      text("name")
      word(5)
      for value in [12, 1] { word(value) }
      text("title")
      word(2)
      text("sweep")
      for value in [11, 4] { word(value) }
      text("label")
      for value in [2, 0, 1, 12, 1] { word(value) }
      text("_Encoding")
      word(2)
      text("utf-8")
      for value in [2, 16] { word(value) }
      offset(0)
      text("n")
      for value in [1, 0, 12, 1] { word(value) }
      text("valid")
      for value in [4, 2, -1, 7, 4, 12] { word(value) }
      offset(1)
      text("y")
      for value in [2, 0, 0, 12, 1] { word(value) }
      text("limit")
      for value in [6, 1] { word(value) }
      double(0.5)
      for value in [6, 72] { word(value) }
      offset(2)
      text("scalar")
      for value in [0, 0, 0, 6, 8] { word(value) }
      offset(3)
      #expect(expected.count == begins[0])
      expected += [97, 98, 0, 0, 0, 0xC3, 0xA9, 0, 0, 0, 97, 98, 99, 100, 101, 0]
      for value in [1, -2, Int(Int32.max)] { word(value) }
      for value in [0, 1, 2, 3, 4, 5, 6, .infinity, -0.5, Double.pi] { double(value) }
      #expect(try Self.bytes(path) == expected)
      #expect(summary.bytes == expected.count && summary.checksum == Checksum.fnv(expected) && summary.name == "a.nc")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a.nc"])
    }
  }

  /// Declarations that no file can have.
  @Test func netCDFDeclarations() {
    typealias Variable = NetCDFFile.Variable
    func failure(_ dimensions: [NetCDFFile.Dimension], _ variables: [Variable] = [], _ attributes: [NetCDFFile.Attribute] = [])
      -> NetCDFFile.Failure?
    {
      do throws(NetCDFFile.Failure) {
        _ = try NetCDFFile(dimensions: dimensions, attributes: attributes, variables: variables)
        return nil
      } catch { return error }
    }
    #expect(failure([.init("x", 2)], [Variable("x", .double, dimensions: ["x"])]) == nil)
    for name in ["", " x", "x ", "a/b", "a\nb", String(repeating: "x", count: 256)] {
      #expect(failure([.init(name, 2)]) == .badName(name))
      #expect(failure([], [], [.init(name, "")]) == .badName(name))
    }
    #expect(failure([.init("x", 2), .init("x", 3)]) == .duplicate("x"))
    #expect(failure([.init("x", 0)]) == .badLength(0, dimension: "x"))
    #expect(failure([.init("x", 1 << 31)]) == .badLength(1 << 31, dimension: "x"))
    #expect(failure([], [Variable("v", .double, dimensions: ["x"])]) == .unknownDimension("x", variable: "v"))
    #expect(failure([], [Variable("v", .char, dimensions: [])]) == .noStringLength(variable: "v"))
    // 4 GiB and more only at the end.
    let large = NetCDFFile.Dimension("x", 1 << 29), big = Variable("v", .double, dimensions: ["x"])
    #expect(failure([large], [big, Variable("w", .double, dimensions: [])]) == .tooLarge(variable: "v"))
    #expect(failure([large], [Variable("w", .double, dimensions: []), big]) == nil)
    #expect(failure([large], [Variable("v", .double, dimensions: ["x", "x", "x"])]) == .tooLarge(variable: "v"))
    #expect("\(NetCDFFile.Failure.incomplete(variable: "y", missing: 3))" == "variable 'y' lacks 3 values")
  }

  /// Data that are not what was declared leave no file.
  @Test func netCDFData() throws {
    let layout = try Self.layout()
    let cases: [(NetCDFFile.Failure, (NetCDFWriter) throws -> Void)] = [
      (.incomplete(variable: "label", missing: 10), { try $0.write("label", texts: ["a"]) }),
      (.unexpected(variable: "label"), { try $0.write("label", texts: ["a", "b", "c", "d"]) }),
      (.unexpected(variable: "n"), { try $0.write("n", wholeNumbers: [1]) }),
      (.unexpected(variable: "label"), { try $0.write("label", numbers: [1.0]) }),
      (.tooLong("abcdef", variable: "label"), { try $0.write("label", texts: ["abcdef"]) }),
      (
        .unexpected(variable: "scalar"),
        {
          try Self.fill($0)
          try $0.write("scalar", numbers: [1.0])
        }
      ),
    ]
    for (failure, body) in cases {
      try Self.withFolder { folder in
        #expect(throws: failure) { try NetCDFWriter.write(layout, to: folder + "/a.nc", body) }
        let left = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(left.isEmpty)
      }
    }
  }
}
