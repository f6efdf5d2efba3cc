/// Reads nodes by form, collecting every mistake instead of stopping at the first.
package struct Reader: Sendable {
  package var issues = Issues()
  /// Keys from the top of the file to the place being read.
  package private(set) var path: [String] = []

  package init() {}

  package mutating func report(
    _ message: String, at mark: Mark, expected: String? = nil, suggestion: String? = nil
  ) {
    issues.add(message, at: mark, path: path.joined(separator: "."), expected: expected, suggestion: suggestion)
  }

  /// Runs `body` with `key` at the end of the path.
  package mutating func inside<T>(_ key: String, _ body: (inout Reader) -> T) -> T {
    path.append(key)
    defer { path.removeLast() }
    return body(&self)
  }

  private mutating func scalar(_ node: Node, expected: String) -> String? {
    guard case .scalar(let text, let mark) = node else {
      report("\(node.kind) stands where \(expected) is due", at: node.mark)
      return nil
    }
    if text.trimmed.isEmpty {
      report("nothing stands where \(expected) is due", at: mark)
      return nil
    }
    return text.trimmed
  }

  package mutating func number(_ node: Node, as dimension: Dimension, in range: ClosedRange<Double>) -> Double? {
    guard let text = scalar(node, expected: dimension.expectation) else { return nil }
    do throws(Quantity.Failure) {
      let value = try Quantity.parse(text, as: dimension)
      guard range.contains(value) else {
        let (low, high) = (Quantity.format(range.lowerBound, as: dimension), Quantity.format(range.upperBound, as: dimension))
        report("'\(text)' is out of range", at: node.mark, expected: "\(low) to \(high)")
        return nil
      }
      return value
    } catch {
      switch error {
      case .notANumber: report("'\(text)' is not a number", at: node.mark, expected: dimension.expectation)
      case .unitMissing: report("'\(text)' has no unit", at: node.mark, expected: dimension.expectation)
      case .wrongUnit(let unit, let suggestion):
        report("'\(unit)' is not a unit here", at: node.mark, expected: dimension.expectation, suggestion: suggestion)
      }
      return nil
    }
  }

  package mutating func integer(_ node: Node, in range: ClosedRange<Int>, noun: String? = nil) -> Int? {
    let expectation = noun.map { "a whole number of \($0)" } ?? "a whole number"
    guard var text = scalar(node, expected: expectation) else { return nil }
    if let noun, let space = text.lastIndex(of: " ") {
      let tail = text[text.index(after: space)...]
      if tail == noun || tail + "s" == noun { text = String(text[..<space]).trimmed }
    }
    guard text.utf8.allSatisfy({ (48...57).contains($0) || $0 == 45 }), let value = Int(text) else {
      report(
        "'\(text)' is not a whole number", at: node.mark,
        expected: "\(expectation) from \(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    guard range.contains(value) else {
      report("'\(text)' is out of range", at: node.mark, expected: "\(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    return value
  }

  package mutating func text(_ node: Node, maximum: Int = 2000) -> String? {
    guard let text = scalar(node, expected: "text") else { return nil }
    guard text.unicodeScalars.count <= maximum else {
      report("the text is too long", at: node.mark, expected: "at most \(maximum) characters")
      return nil
    }
    return text
  }

  package mutating func name(_ node: Node) -> String? {
    guard let text = scalar(node, expected: "a name") else { return nil }
    return name(text, at: node.mark)
  }

  /// A name the user chose, as value or as key.
  package mutating func name(_ text: String, at mark: Mark) -> String? {
    let scalars = text.unicodeScalars
    let isName =
      scalars.count <= 64 && (scalars.first?.properties.isAlphabetic ?? false)
      && scalars.allSatisfy { $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "_" || $0 == "-" }
    guard isName else {
      report("'\(text)' cannot be used as a name", at: mark, expected: "a letter, then letters, digits, '_' or '-', 64 at most")
      return nil
    }
    return text
  }

  /// One of some words; `former` ones are refused with what they are called now.
  package mutating func word(_ node: Node, among words: [String], former: [String: String] = [:]) -> String? {
    let list = words.count <= 12 ? "one of " + words.joined(separator: ", ") : "one of \(words.count) words"
    guard let text = scalar(node, expected: list) else { return nil }
    if let now = former[text] {
      report("'\(text)' is now '\(now)'", at: node.mark, expected: now)
      return nil
    }
    guard words.contains(text) else {
      report("'\(text)' is not known here", at: node.mark, expected: list, suggestion: NearMiss.of(text, among: words))
      return nil
    }
    return text
  }

  package mutating func flag(_ node: Node) -> Bool? {
    guard let text = scalar(node, expected: "true or false") else { return nil }
    switch text {
    case "true": return true
    case "false": return false
    default:
      let suggestion = ["yes": "true", "on": "true", "1": "true", "no": "false", "off": "false", "0": "false"][text.lowercased()]
      report(
        "'\(text)' is neither true nor false", at: node.mark, expected: "true or false",
        suggestion: suggestion ?? NearMiss.of(text, among: ["true", "false"]))
      return nil
    }
  }

  /// The elements of a list; a single value counts as a list of one.
  package mutating func list<T>(
    _ node: Node, count: ClosedRange<Int>, _ element: (inout Reader, Node) -> T?
  ) -> [T]? {
    var nodes = [node]
    if case .list(let items, _) = node { nodes = items }
    guard count.contains(nodes.count) else {
      let expected = nodes.count < count.lowerBound ? "at least \(count.lowerBound)" : "at most \(count.upperBound)"
      report("the list has \(nodes.count) element\(nodes.count == 1 ? "" : "s")", at: node.mark, expected: expected)
      return nil
    }
    var result: [T] = []
    for (i, item) in nodes.enumerated() {
      if let value = inside("\(i + 1)", { element(&$0, item) }) { result.append(value) }
    }
    return result.count == nodes.count ? result : nil
  }

  /// The entries of a mapping, with repeated keys reported.
  package mutating func entries(_ node: Node, expected: String = "a mapping") -> [Node.Entry]? {
    guard case .mapping(let entries, _) = node else {
      report("\(node.kind) stands where \(expected) is due", at: node.mark)
      return nil
    }
    var seen: [String: Mark] = [:]
    for entry in entries {
      if let first = seen[entry.key] {
        report(
          "'\(entry.key)' stands here a second time", at: entry.mark,
          expected: "each key once; the first is in line \(first.line)")
      } else {
        seen[entry.key] = entry.mark
      }
    }
    return entries
  }
}

extension Reader {
  /// Number of the thing called `name` among those that there are; reports if there is none.
  package mutating func position(of name: String, among names: [String], _ what: String, at mark: Mark) -> Int? {
    if let position = names.firstIndex(of: name) { return position }
    report(
      "there is no \(what) '\(name)'", at: mark, expected: names.isEmpty ? nil : "one of \(names.joined(separator: ", "))",
      suggestion: NearMiss.of(name, among: names))
    return nil
  }
}
