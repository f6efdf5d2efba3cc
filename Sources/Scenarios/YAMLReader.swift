import Declarations
import Foundation
import Yams

/// YAML text as nodes: scalars untyped, every node with its place. A restricted YAML: no anchors, aliases, tags or second documents.
enum YAMLReader {
  /// What a file may hold at most.
  static let limits = (bytes: 1 << 20, depth: 32, nodes: 100_000)

  static func read(_ text: String, file: String, _ reader: inout Reader) -> Declarations.Node? {
    let start = Declarations.Mark(file: file, line: 1, column: 1)
    guard text.utf8.count <= limits.bytes else {
      reader.report("the file is too large", at: start, expected: "at most 1 MB; large tables belong into CSV files")
      return nil
    }
    let before = reader.issues.all.count
    YAMLScan.check(text, file: file, &reader)
    guard reader.issues.all.count == before else { return nil }
    switch compose(text) {
    case .failure(let error):
      report(error, text: text, file: file, &reader)
      return nil
    case .success(nil):
      reader.report("the file is empty", at: start, expected: "a scenario; 'engram init' writes one to start from")
      return nil
    case .success(let root?):
      var count = 0
      return convert(root, file: file, depth: 1, count: &count, &reader)
    }
  }

  /// Yams recurses with the nesting of the text (libyaml refuses more than 1,000 levels): give it a stack that holds that.
  private static func compose(_ text: String) -> Result<Yams.Node?, any Error> {
    nonisolated(unsafe) var result: Result<Yams.Node?, any Error> = .success(nil)
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      result = Result { try Yams.Parser(yaml: text).singleRoot() }
      done.signal()
    }
    thread.stackSize = 64 << 20
    thread.start()
    done.wait()
    return result
  }

  private static func convert(
    _ node: Yams.Node, file: String, depth: Int, count: inout Int, _ reader: inout Reader
  ) -> Declarations.Node? {
    let mark = Declarations.Mark(file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    count += 1
    guard depth <= limits.depth else {
      reader.report("the file is nested too deeply", at: mark, expected: "at most \(limits.depth) levels")
      return nil
    }
    guard count <= limits.nodes else {
      if count == limits.nodes + 1 {
        reader.report("the file has too many entries", at: mark, expected: "at most \(limits.nodes)")
      }
      return nil
    }
    let tag = node.tag.rawValue
    guard tag.isEmpty || tag == "!" || tag.hasPrefix("tag:yaml.org,2002:") && isStandard(tag) else {
      reader.report("the tag '\(tag)' is not allowed", at: mark, expected: "a plain value")
      return nil
    }
    switch node {
    case .scalar(let scalar):
      // Inside quotation marks the text begins a column later: mistakes in it are shown where they are.
      let isQuoted = scalar.style == .singleQuoted || scalar.style == .doubleQuoted
      return .scalar(scalar.string, .init(file: file, line: mark.line, column: mark.column + (isQuoted ? 1 : 0)))
    case .sequence(let sequence):
      var items: [Declarations.Node] = []
      for item in sequence {
        guard let value = convert(item, file: file, depth: depth + 1, count: &count, &reader) else { return nil }
        items.append(value)
      }
      return .list(items, mark)
    case .mapping(let mapping):
      var entries: [Declarations.Node.Entry] = []
      for (key, item) in mapping {
        let keyMark = Declarations.Mark(file: file, line: key.mark?.line ?? mark.line, column: key.mark?.column ?? mark.column)
        guard case .scalar(let name) = key else {
          reader.report("a key must be a word", at: keyMark, expected: "text before the colon")
          return nil
        }
        guard let value = convert(item, file: file, depth: depth + 1, count: &count, &reader) else { return nil }
        entries.append(.init(key: name.string, mark: keyMark, value: value))
      }
      return .mapping(entries, mark)
    case .alias:
      reader.report("an alias is not allowed", at: mark, expected: "the value itself")
      return nil
    }
  }

  /// Tags that YAML gives by itself.
  private static func isStandard(_ tag: String) -> Bool {
    ["str", "int", "float", "bool", "null", "seq", "map", "timestamp", "merge", "value"].contains { tag.hasSuffix(":\($0)") }
  }

  private static func report(_ error: any Error, text: String, file: String, _ reader: inout Reader) {
    func at(_ mark: Yams.Mark) -> Declarations.Mark { .init(file: file, line: max(mark.line, 1), column: max(mark.column, 1)) }
    switch error as? YamlError {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      if problem.contains("another document") {
        return reader.report("a second document begins here", at: at(mark), expected: "one scenario per file")
      }
      // Where a bracket or quotation mark was opened says more than the end of the file; a key without a colon likewise.
      let opening = context.map(\.mark).flatMap { $0.line >= 1 && $0.line < mark.line ? $0 : nil }
      let isAtEnd = ["expected ',' or", "end of stream", "expected ':'"].contains { problem.contains($0) }
      reader.report("this is not YAML: \(problem)", at: at(isAtEnd ? opening ?? mark : mark), expected: hint(problem))
    case .reader(let problem, _, _, _):
      reader.report("this is not text: \(problem)", at: .init(file: file, line: 1, column: 1), expected: "UTF-8")
    case .duplicatedKeysInMapping(let names, let context):
      for name in names.sorted() {
        let (first, second) = duplicate(name, in: text, from: max(context.mark.line, 1))
        reader.report(
          "'\(name)' stands here a second time", at: .init(file: file, line: second.line, column: second.column),
          expected: "each key once; the first is in line \(first)")
      }
    default:
      reader.report("this is not YAML", at: .init(file: file, line: 1, column: 1))
    }
  }

  private static func hint(_ problem: String) -> String? {
    if problem.contains("mapping values are not allowed") {
      return "text with a colon in quotation marks, or a missing line break"
    }
    if problem.contains("could not find expected ':'") { return "a colon and a space after the key" }
    if problem.contains("did not find expected key") { return "the same indentation as the key above" }
    if problem.contains("did not find expected ',' or") { return "a comma between the entries, and a closing bracket" }
    if problem.contains("did not find expected '-'") { return "'- ' at the same indentation as the entry above" }
    if problem.contains("unexpected end of stream") { return "a closing quotation mark" }
    return nil
  }

  /// Lines of a key's first occurrence in a mapping and of its second: the error of the library names only the mapping.
  private static func duplicate(_ key: String, in text: String, from line: Int) -> (first: Int, second: (line: Int, column: Int))
  {
    var found: [(line: Int, column: Int)] = []
    for (i, content) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() where i + 1 >= line {
      var at = content.startIndex
      while let range = content.range(of: key, range: at..<content.endIndex) {
        at = range.upperBound
        let before = content[..<range.lowerBound].last, after = content[range.upperBound...].drop { "\"' ".contains($0) }.first
        guard after == ":", before == nil || " {,\"'-\t".contains(before ?? " ") else { continue }
        let column = content[..<range.lowerBound].unicodeScalars.count + 1
        let isFlow = content[..<range.lowerBound].contains("{")
        if let first = found.first, !isFlow, first.column != column { continue }
        found.append((i + 1, column))
        if found.count == 2 { return (found[0].line, found[1]) }
      }
    }
    return (found.first?.line ?? line, found.last ?? (line, 1))
  }
}
