/// Where something stands in a file. Lines and columns count from 1, columns in Unicode scalars.
public struct Mark: Sendable, Hashable {
  /// The file's name as the user gave it.
  public var file: String
  public var line: Int
  public var column: Int

  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }
}

/// What a file says, before anything is made of it: scalars stay text, so that `22:30` is not a number and `NO` not a flag.
package indirect enum Node: Sendable {
  case scalar(String, Mark)
  case list([Node], Mark)
  case mapping([Entry], Mark)

  /// A key, where it stands, and its value.
  package struct Entry: Sendable {
    package var key: String
    package var mark: Mark
    package var value: Node

    package init(key: String, mark: Mark, value: Node) {
      self.key = key
      self.mark = mark
      self.value = value
    }
  }

  package var mark: Mark {
    switch self {
    case .scalar(_, let mark), .list(_, let mark), .mapping(_, let mark): mark
    }
  }

  /// What the node is, as an error message calls it.
  package var kind: String {
    switch self {
    case .scalar(let text, _): text.isEmpty ? "nothing" : "'\(text)'"
    case .list: "a list"
    case .mapping: "a mapping"
    }
  }
}
