import Declarations

/// Mistakes as people read them: file, line, column, what is wrong, the line with a caret, what was expected, the near miss.
public enum IssueText {
  /// How many mistakes of one file are shown.
  static let most = 20

  /// All issues, with the text of the files they are in (by the name in their marks).
  public static func render(_ issues: Issues, sources: [String: String]) -> String {
    let lines = sources.mapValues { $0.split(separator: "\n", omittingEmptySubsequences: false) }
    var text = issues.all.prefix(most).map { render($0, lines: lines[$0.mark.file] ?? []) }.joined(separator: "\n")
    if issues.all.count > most { text += "\nand \(issues.all.count - most) more\n" }
    return text
  }

  static func render(_ issue: Issue, lines: [Substring]) -> String {
    let place = issue.path.isEmpty ? "" : "\(issue.path): "
    var text =
      "\(clean(issue.mark.file)):\(issue.mark.line):\(issue.mark.column): error: \(clean(place))\(clean(issue.message))\n"
    if issue.mark.line <= lines.count, issue.mark.line > 0 {
      text += snippet(String(lines[issue.mark.line - 1]), column: issue.mark.column)
    }
    if let expected = issue.expected { text += "  expected: \(clean(expected))\n" }
    if let suggestion = issue.suggestion { text += "  did you mean '\(clean(suggestion))'?\n" }
    return text
  }

  /// The part of a line around a column, and a caret under it.
  private static func snippet(_ line: String, column: Int) -> String {
    let scalars = line.unicodeScalars.map { visible($0) }
    let width = 100, at = min(max(column - 1, 0), scalars.count)
    let from = at > width - 10 ? at - width / 2 : 0
    let part = scalars[min(from, scalars.count)..<min(from + width, scalars.count)]
    var text = String.UnicodeScalarView()
    text.append(contentsOf: part)
    let head = from > 0 ? "…" : "", tail = from + width < scalars.count ? "…" : ""
    return "    \(head)\(String(text))\(tail)\n    \(String(repeating: " ", count: at - from + head.count))^\n"
  }

  /// What is shown of a character: control characters, and those that turn the direction of text, are replaced.
  package static func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar == "\t" { return " " }
    return isControl(scalar) ? "\u{FFFD}" : scalar
  }

  /// Control characters, and those that turn the direction of text.
  private static func isControl(_ s: Unicode.Scalar) -> Bool {
    s.value < 32 || (127..<160).contains(s.value) || (0x202A...0x202E).contains(s.value) || (0x2066...0x2069).contains(s.value)
  }

  /// Text that a terminal can be shown: control characters replaced, at most 300 characters.
  public static func clean(_ text: String) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: text.unicodeScalars.prefix(300).map(visible))
    return String(view) + (text.unicodeScalars.count > 300 ? "…" : "")
  }
}
