/// One mistake in a file: where it is, what is wrong, what was expected, the nearest valid word.
public struct Issue: Error, Sendable, Hashable {
  public var mark: Mark
  /// Keys from the top of the file, joined by dots; empty at the top.
  public var path: String
  public var message: String
  /// What would have been right, as a clause: "a time such as '90 min'".
  public var expected: String?
  /// The nearest valid word.
  public var suggestion: String?

  public init(
    _ message: String, at mark: Mark, path: String = "", expected: String? = nil, suggestion: String? = nil
  ) {
    self.message = message
    self.mark = mark
    self.path = path
    self.expected = expected
    self.suggestion = suggestion
  }
}

/// All the mistakes of a file, in the order in which they stand there.
public struct Issues: Error, Sendable {
  public private(set) var all: [Issue] = []

  public init(_ issues: [Issue] = []) { all = issues }

  public var isEmpty: Bool { all.isEmpty }

  package mutating func add(_ issue: Issue) { if !all.contains(issue) { all.append(issue) } }

  package mutating func add(
    _ message: String, at mark: Mark, path: String = "", expected: String? = nil, suggestion: String? = nil
  ) {
    add(Issue(message, at: mark, path: path, expected: expected, suggestion: suggestion))
  }

  package mutating func append(_ other: Issues) { for issue in other.all { add(issue) } }

  /// The same issues by file, line and column.
  package var sorted: Issues {
    Issues(
      all.enumerated().sorted {
        let (a, b) = ($0.element.mark, $1.element.mark)
        return (a.file, a.line, a.column, $0.offset) < (b.file, b.line, b.column, $1.offset)
      }.map(\.element))
  }
}
