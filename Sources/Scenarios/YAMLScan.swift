import Declarations

/// A look over YAML text before it is parsed, for what the format does not allow and the parser would not report: anchors, aliases, tabs, NUL.
enum YAMLScan {
  private enum Quote { case none, single, double }

  static func check(_ text: String, file: String, _ reader: inout Reader) {
    var quote = Quote.none
    /// Indentation of a line that began a block scalar; deeper lines belong to it.
    var block: Int?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let scalars = Array(line.unicodeScalars)
      func mark(_ column: Int) -> Mark { Mark(file: file, line: index + 1, column: column + 1) }
      if let control = scalars.firstIndex(where: { $0.value < 32 && $0 != "\t" && $0 != "\r" || $0.value == 127 }) {
        reader.report("a control character", at: mark(control), expected: "text in UTF-8")
        return
      }
      let indentation = scalars.firstIndex { $0 != " " } ?? scalars.count
      if indentation == scalars.count { continue }
      if let depth = block {
        if indentation > depth { continue }
        block = nil
      }
      if quote == .none, scalars[indentation] == "\t" {
        reader.report("a tab in the indentation", at: mark(indentation), expected: "spaces")
        return
      }
      var atValue = true, last: Unicode.Scalar = " "
      var i = indentation
      scan: while i < scalars.count {
        let c = scalars[i]
        switch quote {
        case .single: if c == "'" { quote = .none }
        case .double:
          if c == "\\" { i += 1 } else if c == "\"" { quote = .none }
        case .none:
          if c == "#", last == " " || last == "\t" || i == indentation { break scan }
          if atValue, c == "&" || c == "*", i + 1 < scalars.count, scalars[i + 1] != " " {
            let word = c == "&" ? "an anchor" : "an alias"
            reader.report(
              "\(word) is not allowed", at: mark(i),
              expected: "the value itself, written out; text that begins with '\(c)' in quotation marks")
            return
          }
          if atValue, c == "'" { quote = .single } else if atValue, c == "\"" { quote = .double }
          if atValue, c == "|" || c == ">" { block = indentation }
          if c != " " { atValue = "[{,".unicodeScalars.contains(c) }
          if c == " ", last == ":" || last == "-" || last == "?" { atValue = true }
        }
        last = c
        i += 1
      }
    }
  }
}
