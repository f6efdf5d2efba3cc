/// What may stand at a place in a file: read by the decoder, the error messages, the catalog and the JSON Schema.
package indirect enum Form: Sendable {
  case number(Dimension, ClosedRange<Double>)
  /// A whole number; `noun` may follow it ("30 blocks").
  case integer(ClosedRange<Int>, noun: String?)
  case text(maximum: Int)
  /// A name that claims and reports can use: letters, digits, `_` and `-`, beginning with a letter.
  case name
  case word([Word])
  case flag
  case list(Form, count: ClosedRange<Int>)
  case mapping([FieldInfo])
  /// A mapping from names of the user's choice.
  case named(Form)
  /// A mapping with exactly one key, which says what it is: `- study: {…}`.
  case single([FieldInfo])
  case either([Form])
  /// A form that is defined once elsewhere, by its name in the schema; lets forms contain themselves.
  case reference(String)

  /// One of a few words, with what it means.
  package struct Word: Sendable {
    package var name: String
    package var summary: String
    package init(_ name: String, _ summary: String = "") {
      self.name = name
      self.summary = summary
    }
  }

  /// The form in a few words: "0 to 1", "time, 0 to 8760 h", "one of random, listed".
  package var summary: String {
    switch self {
    case .number(let dimension, let range):
      let unit = dimension.symbol.isEmpty ? "" : " " + dimension.symbol
      return "\(Value.format(range.lowerBound)) to \(Value.format(range.upperBound))\(unit)"
    case .integer(let range, let noun):
      return "whole, \(range.lowerBound) to \(range.upperBound)" + (noun.map { " " + $0 } ?? "")
    case .text: return "text"
    case .name: return "a name"
    case .word(let words): return "one of " + words.map(\.name).joined(separator: ", ")
    case .flag: return "true or false"
    case .list(let form, _): return "list of (\(form.summary))"
    case .mapping: return "a mapping"
    case .named(let form): return "names, each with (\(form.summary))"
    case .single(let fields): return "one of " + fields.map(\.name).joined(separator: ", ")
    case .reference(let name): return name
    case .either(let forms):
      var words: [String] = []
      for form in forms where !words.contains(form.summary) { words.append(form.summary) }
      return words.joined(separator: ", or ")
    }
  }
}

/// A field as the catalog prints it: everything but how it is stored.
package struct FieldInfo: Sendable {
  package var name: String
  package var summary: String
  package var form: Form
  package var isRequired: Bool
  /// Default, in the file's own words; nil where there is none.
  package var standard: String?
  /// Where the default comes from: a citation key, "convention", or "fit".
  package var source: String?

  package init(
    name: String, summary: String, form: Form, isRequired: Bool, standard: String? = nil, source: String? = nil
  ) {
    self.name = name
    self.summary = summary
    self.form = form
    self.isRequired = isRequired
    self.standard = standard
    self.source = source
  }
}
