import Declarations

/// Reads claims and expressions: numbers, measures, + − * / ( ), mean(…), trend(…), comparisons.
///
/// A minus sign has a space on its right or follows a bracket; `night-1` is one name.
struct ExpressionParser {
  private struct Token {
    enum Kind: Equatable { case number(Double), name(String), symbol(String), end }
    var kind: Kind
    var column: Int
    var text: String
  }

  private struct Failure: Error {
    var issue: Issue
  }

  private var tokens: [Token] = []
  private var at = 0
  private let mark: Mark
  private var depth = 0

  private init(_ text: String, _ mark: Mark) throws(Failure) {
    self.mark = mark
    let scalars = Array(text.unicodeScalars)
    guard scalars.count <= 1000 else {
      throw failure("the expression is too long", column: 0, expected: "at most 1000 characters")
    }
    var i = 0
    func isLetter(_ c: Unicode.Scalar) -> Bool { c.properties.isAlphabetic || c == "_" }
    func isDigit(_ c: Unicode.Scalar) -> Bool { ("0"..."9").contains(c) }
    while i < scalars.count {
      let c = scalars[i], from = i
      func piece() -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[from..<i])
        return String(view)
      }
      if c == " " || c == "\n" || c == "\t" {
        i += 1
      } else if isDigit(c) || c == "." && i + 1 < scalars.count && isDigit(scalars[i + 1]) {
        while i < scalars.count, isDigit(scalars[i]) || scalars[i] == "." || isLetter(scalars[i]) { i += 1 }
        guard let value = Quantity.number(piece()) else {
          throw failure("'\(piece())' is not a number", column: from, expected: "a number such as 0.5")
        }
        tokens.append(Token(kind: .number(value), column: from, text: piece()))
      } else if isLetter(c) {
        while i < scalars.count {
          let d = scalars[i]
          let joins = (d == "-" || d == ".") && i + 1 < scalars.count && (isLetter(scalars[i + 1]) || isDigit(scalars[i + 1]))
          guard isLetter(d) || isDigit(d) || joins else { break }
          i += 1
        }
        tokens.append(Token(kind: .name(piece()), column: from, text: piece()))
      } else {
        i += 1
        if i < scalars.count, (c == ">" || c == "<") && scalars[i] == "=" { i += 1 }
        let symbol = ["≥": ">=", "≤": "<=", "−": "-"][piece()] ?? piece()
        guard ["+", "-", "*", "/", "(", ")", ",", ":", ">", "<", ">=", "<=", "=", "[", "]", "%"].contains(symbol) else {
          throw failure(
            "'\(piece())' has no meaning here", column: from, expected: "a measure, a number, or one of + - * / > < >= <= =")
        }
        tokens.append(Token(kind: .symbol(symbol), column: from, text: piece()))
      }
    }
    tokens.append(Token(kind: .end, column: scalars.count, text: "the end"))
  }

  /// An expression alone.
  static func expression(_ text: String, at mark: Mark, _ reader: inout Reader) -> Expression? {
    parse(text, at: mark, &reader) { parser throws(Failure) in
      let result = try parser.expression()
      try parser.expectEnd()
      return result
    }
  }

  /// A whole claim.
  static func statement(_ text: String, at mark: Mark, _ reader: inout Reader) -> ClaimStatement? {
    parse(text, at: mark, &reader) { parser throws(Failure) in try parser.statement() }
  }

  private static func parse<T>(
    _ text: String, at mark: Mark, _ reader: inout Reader, _ body: (inout ExpressionParser) throws(Failure) -> T
  ) -> T? {
    do throws(Failure) {
      var parser = try ExpressionParser(text, mark)
      return try body(&parser)
    } catch {
      let issue = error.issue
      reader.report(issue.message, at: issue.mark, expected: issue.expected, suggestion: issue.suggestion)
      return nil
    }
  }

  private func failure(_ message: String, column: Int, expected: String? = nil) -> Failure {
    Failure(issue: Issue(message, at: Mark(file: mark.file, line: mark.line, column: mark.column + column), expected: expected))
  }

  private var token: Token { tokens[min(at, tokens.count - 1)] }

  private mutating func accept(_ symbol: String) -> Bool {
    guard token.kind == .symbol(symbol) else { return false }
    at += 1
    return true
  }

  private mutating func expect(_ symbol: String) throws(Failure) {
    guard accept(symbol) else {
      throw failure("\(found) stands where '\(symbol)' is due", column: token.column)
    }
  }

  private var found: String { token.kind == .end ? "the end" : "'\(token.text)'" }

  private func expectEnd() throws(Failure) {
    guard token.kind == .end else {
      throw failure(
        "\(found) stands where the expression should end", column: token.column, expected: "one of + - * / or nothing")
    }
  }

  private mutating func statement() throws(Failure) -> ClaimStatement {
    let first = try expression()
    if accept("=") {
      let second = try expression()
      guard case .name("within") = token.kind else {
        throw failure("an equality without a margin", column: token.column, expected: "'within' and a number: a = b within 0.03")
      }
      at += 1
      let margin = try number()
      try expectEnd()
      return ClaimStatement(bounds: [.init(value: .difference(first, second), low: -margin, high: margin)])
    }
    if case .name("in") = token.kind {
      at += 1
      try expect("[")
      let low = try number()
      try expect(",")
      let high = try number()
      try expect("]")
      try expectEnd()
      guard low <= high else { throw failure("the interval is empty", column: 0, expected: "[lower, upper]") }
      return ClaimStatement(bounds: [.init(value: first, low: low, high: high)])
    }
    var bounds: [ClaimStatement.Bound] = [], left = first
    while case .symbol(let relation) = token.kind, [">", "<", ">=", "<="].contains(relation) {
      at += 1
      let right = try expression()
      let value = relation.hasPrefix(">") ? Expression.difference(left, right) : .difference(right, left)
      // a > b + 0.1: the difference a − b is judged against 0.1, so that its size and effect are those of a − b.
      let (variable, constant) = value.parts
      bounds.append(.init(value: variable ?? value, low: variable == nil ? 0 : -constant, high: .infinity))
      left = right
    }
    guard !bounds.isEmpty else {
      throw failure(
        "\(found) stands where a comparison is due", column: token.column,
        expected: "one of > < >= <=, '= … within …' or 'in [lower, upper]'")
    }
    try expectEnd()
    guard bounds.contains(where: { !$0.value.measures.isEmpty }) else {
      throw failure("a claim without a measure", column: 0, expected: "a measure such as recall(morning)")
    }
    return ClaimStatement(bounds: bounds)
  }

  private mutating func number() throws(Failure) -> Double {
    let isNegative = accept("-")
    guard case .number(let value) = token.kind else {
      throw failure("\(found) stands where a number is due", column: token.column)
    }
    at += 1
    let share = accept("%") ? value / 100 : value
    return isNegative ? -share : share
  }

  private mutating func expression() throws(Failure) -> Expression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= 32 else { throw failure("too many brackets", column: token.column, expected: "at most 32 levels") }
    var left = try term()
    while true {
      if accept("+") {
        left = .sum(left, try term())
      } else if accept("-") {
        left = .difference(left, try term())
      } else {
        return left
      }
    }
  }

  private mutating func term() throws(Failure) -> Expression {
    var left = try factor()
    while true {
      if accept("*") {
        left = .product(left, try factor())
      } else if accept("/") {
        left = .ratio(left, try factor())
      } else {
        return left
      }
    }
  }

  private mutating func factor() throws(Failure) -> Expression {
    if accept("(") {
      let inner = try expression()
      try expect(")")
      return inner
    }
    switch token.kind {
    case .number: return .number(try number())
    case .symbol("-"): return .number(try number())
    case .name(let name):
      let column = token.column
      at += 1
      return try call(name, column: column)
    default:
      throw failure("\(found) stands where a measure or a number is due", column: token.column)
    }
  }

  private mutating func call(_ name: String, column: Int) throws(Failure) -> Expression {
    guard accept("(") else {
      throw failure("'\(name)' needs brackets", column: column, expected: "\(name)(label), or a number")
    }
    if name == "mean" || name == "trend" {
      var list = [try expression()]
      while accept(",") { list.append(try expression()) }
      try expect(")")
      guard name == "mean" || list.count > 1 else {
        throw failure("a trend over one value", column: column, expected: "at least two values")
      }
      return name == "mean" ? .mean(list) : .trend(list)
    }
    let parts = name.split(separator: ".").map(String.init)
    var call = MeasureCall(
      branch: parts.dropLast().joined(separator: "."), name: parts.last ?? name, label: nil, arguments: [],
      mark: Mark(file: mark.file, line: mark.line, column: mark.column + column))
    while !accept(")") {
      if call.label != nil || !call.arguments.isEmpty, !accept(",") {
        throw failure("\(found) stands where ',' or ')' is due", column: token.column)
      }
      guard case .name(let word) = token.kind else {
        throw failure("\(found) stands where a label or 'key: value' is due", column: token.column)
      }
      let wordColumn = token.column
      at += 1
      if accept(":") {
        let valueText: String
        switch token.kind {
        case .name(let value): valueText = value
        case .number: valueText = token.text
        default: throw failure("\(found) stands where the value of '\(word)' is due", column: token.column)
        }
        let valueMark = Mark(file: mark.file, line: mark.line, column: mark.column + token.column)
        at += 1
        if call[word] != nil { throw failure("'\(word)' stands here a second time", column: wordColumn) }
        call.arguments.append(.init(key: word, value: valueText, mark: valueMark))
      } else {
        guard call.label == nil else {
          throw failure("a second label '\(word)'", column: wordColumn, expected: "one label, then 'key: value'")
        }
        call.label = word
      }
    }
    return .measure(call)
  }
}
