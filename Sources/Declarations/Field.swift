/// One key of a mapping: its name, form, meaning and source, and how it is read into and shown from `Root`.
package struct Field<Root: Sendable>: Sendable {
  package var name: String
  package var summary: String
  package var form: Form
  package var isRequired = false
  package var source: String?
  package var read: @Sendable (inout Reader, Node, inout Root) -> Void
  /// The value in the file's own words; nil where nothing is set.
  package var show: @Sendable (Root) -> Value?

  package init(
    _ name: String, _ summary: String, form: Form, source: String? = nil, required: Bool = false,
    read: @escaping @Sendable (inout Reader, Node, inout Root) -> Void,
    show: @escaping @Sendable (Root) -> Value?
  ) {
    self.name = name
    self.summary = summary
    self.form = form
    self.source = source
    isRequired = required
    self.read = read
    self.show = show
  }

  package typealias Path<T> = WritableKeyPath<Root, T> & Sendable

  /// A number with a dimension, held in the dimension's base unit.
  package static func number(
    _ name: String, _ path: Path<Double>, _ dimension: Dimension = .number, _ range: ClosedRange<Double>,
    _ summary: String, source: String? = nil, required: Bool = false
  ) -> Field {
    Field(name, summary, form: .number(dimension, range), source: source, required: required) { reader, node, root in
      if let value = reader.number(node, as: dimension, in: range) { root[keyPath: path] = value }
    } show: { root in
      let value = root[keyPath: path]
      return dimension.needsUnit ? .text(Quantity.format(value, as: dimension)) : .number(value)
    }
  }

  /// A number that may be missing.
  package static func number(
    _ name: String, _ path: Path<Double?>, _ dimension: Dimension = .number, _ range: ClosedRange<Double>,
    _ summary: String, source: String? = nil
  ) -> Field {
    Field(name, summary, form: .number(dimension, range), source: source) { reader, node, root in
      if let value = reader.number(node, as: dimension, in: range) { root[keyPath: path] = value }
    } show: { root in
      root[keyPath: path].map {
        dimension.needsUnit ? .text(Quantity.format($0, as: dimension)) : .number($0)
      }
    }
  }

  /// A whole number; `noun` may follow it.
  package static func integer(
    _ name: String, _ path: Path<Int>, _ range: ClosedRange<Int>, _ summary: String, noun: String? = nil,
    source: String? = nil, required: Bool = false
  ) -> Field {
    Field(name, summary, form: .integer(range, noun: noun), source: source, required: required) { reader, node, root in
      if let value = reader.integer(node, in: range, noun: noun) { root[keyPath: path] = value }
    } show: {
      .integer($0[keyPath: path])
    }
  }

  /// A whole number that may be missing.
  package static func integer(
    _ name: String, _ path: Path<Int?>, _ range: ClosedRange<Int>, _ summary: String, source: String? = nil
  ) -> Field {
    Field(name, summary, form: .integer(range, noun: nil), source: source) { reader, node, root in
      if let value = reader.integer(node, in: range, noun: nil) { root[keyPath: path] = value }
    } show: { root in
      root[keyPath: path].map { .integer($0) }
    }
  }

  package static func text(
    _ name: String, _ path: Path<String>, _ summary: String, maximum: Int = 2000, required: Bool = false
  ) -> Field {
    Field(name, summary, form: .text(maximum: maximum), required: required) { reader, node, root in
      if let value = reader.text(node, maximum: maximum) { root[keyPath: path] = value }
    } show: { root in
      root[keyPath: path].isEmpty ? nil : .text(root[keyPath: path])
    }
  }

  /// A name that claims and reports can use.
  package static func name(_ name: String, _ path: Path<String>, _ summary: String, required: Bool = false) -> Field {
    Field(name, summary, form: .name, required: required) { reader, node, root in
      if let value = reader.name(node) { root[keyPath: path] = value }
    } show: { root in
      root[keyPath: path].isEmpty ? nil : .text(root[keyPath: path])
    }
  }

  package static func flag(_ name: String, _ path: Path<Bool>, _ summary: String, source: String? = nil) -> Field {
    Field(name, summary, form: .flag, source: source) { reader, node, root in
      if let value = reader.flag(node) { root[keyPath: path] = value }
    } show: {
      .flag($0[keyPath: path])
    }
  }

  /// One of the cases of an enumeration.
  package static func word<T: Word>(
    _ name: String, _ path: Path<T>, _ summary: String, source: String? = nil, required: Bool = false
  ) -> Field {
    Field(name, summary, form: T.form, source: source, required: required) { reader, node, root in
      if let text = reader.word(node, among: T.words), let value = T(rawValue: text) { root[keyPath: path] = value }
    } show: {
      .text($0[keyPath: path].rawValue)
    }
  }

  /// Several of the cases of an enumeration, or one.
  package static func words<T: Word>(
    _ name: String, _ path: Path<[T]>, _ summary: String, count: ClosedRange<Int> = 1...64, former: [String: String] = [:]
  ) -> Field {
    Field(name, summary, form: .either([.list(T.form, count: count), T.form])) { reader, node, root in
      let list = reader.list(node, count: count) { $0.word($1, among: T.words, former: former).flatMap(T.init) }
      if let list { root[keyPath: path] = list }
    } show: {
      .list($0[keyPath: path].map { .text($0.rawValue) })
    }
  }

  /// Names of other things in the file, or one name.
  package static func names(
    _ name: String, _ path: Path<[String]>, _ summary: String, count: ClosedRange<Int> = 1...1000, required: Bool = false
  ) -> Field {
    Field(name, summary, form: .either([.list(.name, count: count), .name]), required: required) { reader, node, root in
      if let list = reader.list(node, count: count, { $0.name($1) }) { root[keyPath: path] = list }
    } show: { root in
      root[keyPath: path].isEmpty ? nil : .list(root[keyPath: path].map(Value.text))
    }
  }

  /// Whole numbers, or one.
  package static func integers(
    _ name: String, _ path: Path<[Int]>, _ range: ClosedRange<Int>, _ summary: String, count: ClosedRange<Int> = 1...1000
  ) -> Field {
    let one = Form.integer(range, noun: nil)
    return Field(name, summary, form: .either([.list(one, count: count), one])) { reader, node, root in
      if let list = reader.list(node, count: count, { $0.integer($1, in: range) }) { root[keyPath: path] = list }
    } show: { root in
      root[keyPath: path].isEmpty ? nil : .list(root[keyPath: path].map(Value.integer))
    }
  }

  /// A mapping inside the mapping.
  package static func nested<T: Declared>(
    _ name: String, _ path: Path<T>, _ summary: String, required: Bool = false
  ) -> Field {
    Field(name, summary, form: .mapping(T.declaration.info), required: required) { reader, node, root in
      T.declaration.read(&reader, node, into: &root[keyPath: path])
    } show: {
      T.declaration.show($0[keyPath: path])
    }
  }

  /// A mapping inside the mapping, absent unless written.
  package static func nested<T: Declared>(_ name: String, _ path: Path<T?>, _ summary: String) -> Field {
    Field(name, summary, form: .mapping(T.declaration.info)) { reader, node, root in
      var value = T()
      T.declaration.read(&reader, node, into: &value)
      if var marked = value as? any Marked {
        marked.mark = node.mark
        value = marked as? T ?? value
      }
      root[keyPath: path] = value
    } show: { root in
      root[keyPath: path].map { T.declaration.show($0) }
    }
  }

  /// The field for the catalog; `standard` is a value of `Root` that holds the defaults.
  package func info(standard: Root?) -> FieldInfo {
    let shown = standard.flatMap { show($0) }
    var text: String?
    if !isRequired, let shown {
      switch shown {
      case .text(let value): text = value
      case .map: text = nil
      default: text = shown.json(indent: nil)
      }
    }
    return FieldInfo(
      name: name, summary: summary, form: form, isRequired: isRequired, standard: text, source: source)
  }
}

/// An enumeration whose cases are words of the file format.
package protocol Word: RawRepresentable, CaseIterable, Sendable where RawValue == String {
  /// What the word means, in one sentence.
  var summary: String { get }
}

extension Word {
  package static var words: [String] { allCases.map(\.rawValue) }
  package static var form: Form { .word(allCases.map { Form.Word($0.rawValue, $0.summary) }) }
}

/// A key that a file gives, and where its value stands.
package struct GivenKey: Sendable, Equatable {
  package var name: String
  package var mark: Mark
}

extension Field {
  /// The field, which notes that the file gives it.
  package func noted(in given: Path<[GivenKey]>) -> Field {
    var field = self
    field.read = { [name, read] reader, node, root in
      root[keyPath: given].append(GivenKey(name: name, mark: node.mark))
      read(&reader, node, &root)
    }
    return field
  }

  /// A field of a part as one of the whole, which notes that the file gives it; shown only then.
  package func lifted<Whole>(to part: Field<Whole>.Path<Root>, in given: Field<Whole>.Path<[GivenKey]>) -> Field<Whole> {
    Field<Whole>(name, summary, form: form, source: source, required: isRequired) { [read] reader, node, whole in
      read(&reader, node, &whole[keyPath: part])
    } show: { [name, show] whole in
      whole[keyPath: given].contains { $0.name == name } ? show(whole[keyPath: part]) : nil
    }.noted(in: given)
  }
}
