/// The header of a netCDF file: big-endian; names and values padded with zeros to 4 bytes.
struct NetCDFHeader {
  private(set) var bytes: [UInt8] = []

  /// The header of `file`.
  init(_ file: NetCDFFile) {
    // Offsets take 8 bytes whatever they are: a first pass with zeros tells the header's length.
    compose(file, begins: file.counts.map { _ in 0 })
    var begins: [Int] = [], end = bytes.count
    for (variable, count) in zip(file.variables, file.counts) {
      begins.append(end)
      end += Self.padded(count * variable.kind.bytes)
    }
    bytes = []
    compose(file, begins: begins)
  }

  /// To a multiple of 4.
  static func padded(_ count: Int) -> Int { (count + 3) / 4 * 4 }

  private mutating func compose(_ file: NetCDFFile, begins: [Int]) {
    bytes += Array("CDF".utf8) + [2]
    word(0)  // records
    list(tag: 10, file.dimensions) {
      $0.name($1.name)
      $0.word(UInt32($1.length))
    }
    attributes(file.attributes)
    list(tag: 11, Array(file.variables.indices)) {
      let variable = file.variables[$1], size = Self.padded(file.counts[$1] * variable.kind.bytes)
      $0.name(variable.name)
      $0.word(UInt32(variable.dimensions.count))
      for name in variable.dimensions { $0.word(UInt32(file.dimensions.firstIndex { $0.name == name } ?? 0)) }
      $0.attributes(variable.attributes)
      $0.word(variable.kind.rawValue)
      $0.word(UInt32(clamping: size))
      $0.add(UInt64(begins[$1]))
    }
  }

  private mutating func attributes(_ attributes: [NetCDFFile.Attribute]) {
    list(tag: 12, attributes) {
      $0.name($1.name)
      switch $1.value {
      case .text(let text):
        $0.word(NetCDFFile.Kind.char.rawValue)
        $0.name(text)
      case .numbers(let numbers):
        $0.word(NetCDFFile.Kind.double.rawValue)
        $0.word(UInt32(numbers.count))
        for number in numbers { $0.add(number.bitPattern) }
      case .wholeNumbers(let numbers):
        $0.word(NetCDFFile.Kind.int32.rawValue)
        $0.word(UInt32(numbers.count))
        for number in numbers { $0.add(number) }
      }
    }
  }

  /// A list with its tag and length, both 0 if it is empty.
  private mutating func list<T>(tag: UInt32, _ items: [T], _ body: (inout NetCDFHeader, T) -> Void) {
    word(items.isEmpty ? 0 : tag)
    word(UInt32(items.count))
    for item in items { body(&self, item) }
  }

  /// Text with its length.
  private mutating func name(_ text: String) {
    word(UInt32(text.utf8.count))
    bytes += text.utf8
    bytes += [UInt8](repeating: 0, count: Self.padded(text.utf8.count) - text.utf8.count)
  }

  private mutating func word(_ value: UInt32) { add(value) }

  private mutating func add(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
  }
}
