import Declarations
import Scenarios

/// HTML or SVG. A string that is interpolated is text and is escaped; only another `Markup` is markup. So nothing that came from a file can
/// become an element.
package struct Markup: Sendable, ExpressibleByStringInterpolation {
  package private(set) var html: String

  package init(stringLiteral value: String) { html = value }
  package init(stringInterpolation: StringInterpolation) { html = stringInterpolation.html }

  /// What is known to be markup already: resources of the program.
  package init(trusted: String) { html = trusted }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var html = ""

    package init(literalCapacity: Int, interpolationCount: Int) { html.reserveCapacity(literalCapacity + 8 * interpolationCount) }
    package mutating func appendLiteral(_ literal: String) { html += literal }
    package mutating func appendInterpolation(_ text: String) { html += Markup.escaped(text) }
    package mutating func appendInterpolation(_ markup: Markup) { html += markup.html }
    package mutating func appendInterpolation(_ number: Int) { html += String(number) }
    /// A coordinate: two decimals.
    package mutating func appendInterpolation(_ number: Double) {
      html += number.isFinite ? Value.format((number * 100).rounded() / 100) : "0"
    }
  }

  package static func += (a: inout Markup, b: Markup) { a.html += b.html }

  package static func escaped(_ text: String) -> String {
    var result = ""
    for c in text.unicodeScalars {
      switch IssueText.visible(c) {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(IssueText.visible(c))
      }
    }
    return result
  }

  /// Text of several lines, each escaped.
  package static func lines(_ text: String) -> Markup {
    Markup(
      trusted: text.split(separator: "\n", omittingEmptySubsequences: false).map { escaped(String($0)) }.joined(separator: "\n"))
  }

  /// Data for a script: JSON in which no tag can end.
  package static func json(_ value: Value) -> Markup {
    Markup(
      trusted: value.json(indent: nil).replacing("<", with: "\\u003c").replacing(">", with: "\\u003e").replacing(
        "&", with: "\\u0026"))
  }
}

extension Sequence<Markup> {
  package func joined(_ separator: String = "\n") -> Markup { Markup(trusted: map(\.html).joined(separator: separator)) }
}
