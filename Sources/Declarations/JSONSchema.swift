/// JSON Schema, draft-07, from declarations: what editors complete and check with.
package enum JSONSchema {
  /// A document for a mapping with `fields`; `definitions` are the forms that others refer to.
  package static func document(title: String, fields: [FieldInfo], definitions: [(name: String, form: Form)]) -> Value {
    guard case .map(let body) = mapping(fields) else { return .null }
    let head: [Value.Pair] = [.init("$schema", .text("http://json-schema.org/draft-07/schema#")), .init("title", .text(title))]
    return .map(head + body + [.init("definitions", .map(definitions.map { .init($0.name, value($0.form)) }))])
  }

  private static func mapping(_ fields: [FieldInfo]) -> Value {
    let properties = fields.map { field -> Value.Pair in
      guard case .map(let body) = value(field.form) else { return .init(field.name, .null) }
      let standard = field.standard.map { "; default \($0)" } ?? ""
      return .init(field.name, .map([.init("description", .text(field.summary + standard))] + body))
    }
    var pairs: [Value.Pair] = [
      .init("type", .text("object")), .init("additionalProperties", .flag(false)), .init("properties", .map(properties)),
    ]
    let required = fields.filter(\.isRequired).map { Value.text($0.name) }
    if !required.isEmpty { pairs.append(.init("required", .list(required))) }
    return .map(pairs)
  }

  private static let name = Value.object([
    "type": .text("string"), "pattern": .text("^[A-Za-z\\u0080-\\uffff][A-Za-z0-9_\\u0080-\\uffff-]{0,63}$"),
  ])

  static func value(_ form: Form) -> Value {
    switch form {
    case .number(let dimension, let range): return number(dimension, range)
    case .integer(let range, let noun):
      let bare = Value.object([
        "type": .text("integer"), "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound),
      ])
      guard let noun else { return bare }
      let singular = noun.hasSuffix("s") ? String(noun.dropLast()) : noun
      return .object([
        "anyOf": .list([bare, .object(["type": .text("string"), "pattern": .text("^[0-9]+ (\(noun)|\(singular))$")])])
      ])
    case .text(let maximum): return .object(["type": .list([.text("string"), .text("number")]), "maxLength": .integer(maximum)])
    case .name: return name
    case .word(let words): return .object(["enum": .list(words.map { .text($0.name) })])
    case .flag: return .object(["type": .text("boolean")])
    case .list(let form, let count):
      return .object([
        "type": .text("array"), "items": value(form), "minItems": .integer(count.lowerBound),
        "maxItems": .integer(count.upperBound),
      ])
    case .mapping(let fields): return mapping(fields)
    case .named(let form):
      return .object(["type": .text("object"), "propertyNames": name, "additionalProperties": value(form)])
    case .single(let fields):
      guard case .map(let body) = mapping(fields) else { return .null }
      return .map(body + [.init("minProperties", .integer(1)), .init("maxProperties", .integer(1))])
    case .either(let forms): return .object(["anyOf": .list(forms.map(value))])
    case .reference(let name): return .object(["$ref": .text("#/definitions/\(name)")])
    }
  }

  /// A bare number where the dimension has none or allows it; text with a unit otherwise.
  private static func number(_ dimension: Dimension, _ range: ClosedRange<Double>) -> Value {
    let bare = Value.object(["type": .text("number"), "minimum": .number(range.lowerBound), "maximum": .number(range.upperBound)])
    switch dimension {
    case .number, .events: return bare
    case .fraction:
      return .object(["anyOf": .list([bare, .object(["type": .text("string"), "pattern": .text("^[0-9.eE+-]+ ?%$")])])])
    case .time:
      return .object([
        "type": .text("string"), "pattern": .text("^[0-9.eE+-]+ ?(ms|s|sec|seconds?|min|minutes?|h|hours?|d|days?|weeks?)$"),
      ])
    case .rate: return .object(["type": .text("string"), "pattern": .text("^[0-9.eE+-]+ ?(/|per |Hz)[a-z]*$")])
    case .duration, .voltage, .conductance, .current, .frequency:
      return .object(["type": .text("string"), "pattern": .text("^[0-9.eE+-]+ ?[a-zA-Zµ]+$")])
    }
  }
}
