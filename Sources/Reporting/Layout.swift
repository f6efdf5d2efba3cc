import Declarations
import Scenarios

/// Text for terminals: columns, numbers with their intervals, colour if wanted.
package struct Layout {
  /// Whether ANSI colours may be used.
  var usesColour: Bool

  enum Colour: String {
    case green = "32", red = "31", yellow = "33", blue = "34", dim = "2", bold = "1"
  }

  func colour(_ text: String, _ colour: Colour) -> String { usesColour ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : text }

  /// A number with `digits` decimals; shares lose their leading zero as is usual in the field.
  package static func number(_ value: Double, digits: Int = 2) -> String {
    guard value.isFinite else { return value.isNaN ? "–" : value < 0 ? "−∞" : "∞" }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let rounded = (value.magnitude * scale).rounded()
    guard rounded < 1e15 else { return Value.format(value) }
    var digitsText = String(Int(rounded))
    while digitsText.count <= digits { digitsText = "0" + digitsText }
    let cut = digitsText.index(digitsText.endIndex, offsetBy: -digits)
    var text = String(digitsText[..<cut]) + (digits > 0 ? "." + digitsText[cut...] : "")
    if text.hasPrefix("0."), value.magnitude < 1 { text.removeFirst() }
    return value < 0 && rounded > 0 ? "−" + text : text
  }

  /// `text` in a column of `width` characters; if it is longer, its middle is left out, since names often differ at their ends.
  package static func pad(_ text: String, _ width: Int, right: Bool = false) -> String {
    let length = text.unicodeScalars.count
    if length > width {
      let tail = max(0, width - 1) / 2, head = max(0, width - 1 - tail)
      var view = String.UnicodeScalarView()
      view.append(contentsOf: text.unicodeScalars.prefix(head))
      view.append("…")
      view.append(contentsOf: text.unicodeScalars.suffix(tail))
      return String(view)
    }
    let space = String(repeating: " ", count: width - length)
    return right ? space + text : text + space
  }

  /// `text` broken at spaces into lines of at most `width`, each after the first begun with `indent`.
  package static func wrap(_ text: String, width: Int = 80, indent: String = "") -> String {
    var lines: [String] = [], line = ""
    for word in text.split(separator: " ") {
      let extended = line.isEmpty ? String(word) : line + " " + word
      if extended.unicodeScalars.count > width - (lines.isEmpty ? 0 : indent.count), !line.isEmpty {
        lines.append(line)
        line = String(word)
      } else {
        line = extended
      }
    }
    lines.append(line)
    return lines.joined(separator: "\n" + indent)
  }

  package static func clean(_ text: String) -> String { IssueText.clean(text) }
}
