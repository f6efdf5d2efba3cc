/// What a netCDF file declares: dimensions, attributes and variables of the classic format with 64-bit offsets (CDF-2), which every netCDF
/// library reads (https://docs.unidata.ucar.edu/nug/current/file_format_specifications.html). No record dimension.
package struct NetCDFFile: Sendable, Equatable {
  package struct Dimension: Sendable, Equatable {
    package var name: String
    package var length: Int

    package init(_ name: String, _ length: Int) { (self.name, self.length) = (name, length) }
  }

  package struct Attribute: Sendable, Equatable {
    package enum Value: Sendable, Equatable {
      case text(String)
      case numbers([Double])
      case wholeNumbers([Int32])
    }

    package var name: String
    package var value: Value

    package init(_ name: String, _ text: String) { (self.name, value) = (name, .text(text)) }
    package init(_ name: String, numbers: [Double]) { (self.name, value) = (name, .numbers(numbers)) }
    package init(_ name: String, wholeNumbers: [Int32]) { (self.name, value) = (name, .wholeNumbers(wholeNumbers)) }
  }

  /// The type of a variable's values.
  package enum Kind: UInt32, Sendable {
    /// Bytes of text: the last dimension is the length of a string.
    case char = 2
    case int32 = 4
    case double = 6

    /// Size of a value.
    var bytes: Int { self == .double ? 8 : self == .int32 ? 4 : 1 }
  }

  package struct Variable: Sendable, Equatable {
    package var name: String
    package var kind: Kind
    /// Names of its dimensions, the slowest first; none for a single value.
    package var dimensions: [String]
    package var attributes: [Attribute]

    package init(_ name: String, _ kind: Kind, dimensions: [String], attributes: [Attribute] = []) {
      (self.name, self.kind, self.dimensions, self.attributes) = (name, kind, dimensions, attributes)
    }
  }

  /// What cannot be a netCDF file of this format, or is not the one that was declared.
  package enum Failure: Error, Sendable, Equatable, CustomStringConvertible {
    /// Empty, longer than 255 bytes, or with a slash, a control character or a space at an end.
    case badName(String)
    /// Two dimensions, variables or attributes of one name.
    case duplicate(String)
    case unknownDimension(String, variable: String)
    /// A length that is not within 1 … 2³¹ − 1 (0 would be the record dimension).
    case badLength(Int, dimension: String)
    /// A variable of text without dimensions.
    case noStringLength(variable: String)
    /// A variable of 4 GiB or more, not the last one.
    case tooLarge(variable: String)
    /// Values of a variable that is not next, not of this type, or full.
    case unexpected(variable: String)
    /// A string with more bytes than the last dimension of its variable holds.
    case tooLong(String, variable: String)
    /// The file was closed before it had all values.
    case incomplete(variable: String, missing: Int)

    package var description: String {
      switch self {
      case .badName(let name): "'\(name)' cannot be a name in a netCDF file"
      case .duplicate(let name): "'\(name)' is declared twice"
      case .unknownDimension(let name, let variable): "variable '\(variable)' has a dimension '\(name)' that is not declared"
      case .badLength(let length, let name): "dimension '\(name)' cannot be of length \(length)"
      case .noStringLength(let name): "variable '\(name)' of text has no dimension for the length of a string"
      case .tooLarge(let name): "variable '\(name)' is too large for netCDF's classic format"
      case .unexpected(let name): "no such values of variable '\(name)' belong here"
      case .tooLong(let text, let name): "'\(text)' is longer than a string of variable '\(name)'"
      case .incomplete(let name, let missing): "variable '\(name)' lacks \(missing) values"
      }
    }
  }

  package let dimensions: [Dimension]
  package let attributes: [Attribute]
  /// In the order of their data. Those of text have an attribute `_Encoding`, which makes them strings in xarray.
  package let variables: [Variable]
  /// By variable: how many values it has.
  let counts: [Int]

  package init(dimensions: [Dimension], attributes: [Attribute] = [], variables: [Variable]) throws(Failure) {
    self.dimensions = dimensions
    self.attributes = attributes
    self.variables = variables.map { variable in
      var variable = variable
      if variable.kind == .char, !variable.attributes.contains(where: { $0.name == "_Encoding" }) {
        variable.attributes.append(Attribute("_Encoding", "utf-8"))
      }
      return variable
    }
    try Self.check(dimensions.map(\.name))
    try Self.check(attributes.map(\.name))
    try Self.check(variables.map(\.name))
    for dimension in dimensions where !(1...Int(Int32.max)).contains(dimension.length) {
      throw .badLength(dimension.length, dimension: dimension.name)
    }
    var counts: [Int] = []
    for (i, variable) in variables.enumerated() {
      try Self.check(variable.attributes.map(\.name))
      if variable.kind == .char, variable.dimensions.isEmpty { throw .noStringLength(variable: variable.name) }
      var count = 1
      for name in variable.dimensions {
        guard let length = dimensions.first(where: { $0.name == name })?.length else {
          throw .unknownDimension(name, variable: variable.name)
        }
        let (product, isTooLarge) = count.multipliedReportingOverflow(by: length)
        guard !isTooLarge, product < 1 << 58 else { throw .tooLarge(variable: variable.name) }
        count = product
      }
      guard i == variables.count - 1 || count * variable.kind.bytes <= 0xFFFF_FFFC else {
        throw .tooLarge(variable: variable.name)
      }
      counts.append(count)
    }
    self.counts = counts
  }

  /// Throws unless the names are allowed and differ.
  private static func check(_ names: [String]) throws(Failure) {
    var seen: Set<String> = []
    for name in names {
      guard !name.isEmpty, name.utf8.count < 256, name.utf8.first != 32, name.utf8.last != 32,
        name.utf8.allSatisfy({ $0 >= 32 && $0 != 127 && $0 != 47 })
      else { throw .badName(name) }
      guard seen.insert(name).inserted else { throw .duplicate(name) }
    }
  }

  /// Length of a dimension that is declared.
  func length(of name: String) -> Int { dimensions.first { $0.name == name }?.length ?? 0 }
}
