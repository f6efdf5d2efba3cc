/// Something that the file gives a name of the user's choice.
package struct Named<T: Sendable>: Sendable {
  package var name: String
  /// Where the name stands.
  package var mark: Mark
  package var value: T

  package init(_ name: String, _ value: T, at mark: Mark) {
    self.name = name
    self.value = value
    self.mark = mark
  }
}

extension Named: Equatable where T: Equatable {}

extension Field {
  /// A mapping from names to values of one kind, in the order of the file.
  package static func named<T: Declared>(
    _ name: String, _ path: Path<[Named<T>]>, _ summary: String, count: ClosedRange<Int> = 0...1000, required: Bool = false
  ) -> Field {
    Field(name, summary, form: .named(.mapping(T.declaration.info)), required: required) { reader, node, root in
      let what = T.declaration.name
      guard let entries = reader.entries(node, expected: "a mapping from names, each with \(what)") else { return }
      guard count.contains(entries.count) else {
        let expected = entries.count < count.lowerBound ? "at least \(count.lowerBound)" : "at most \(count.upperBound)"
        return reader.report("the mapping has \(entries.count) names", at: node.mark, expected: expected)
      }
      for entry in entries {
        guard let name = reader.name(entry.key, at: entry.mark) else { continue }
        var value = T()
        reader.inside(entry.key) { T.declaration.read(&$0, entry.value, into: &value) }
        root[keyPath: path].append(Named(name, value, at: entry.mark))
      }
    } show: { root in
      let values = root[keyPath: path]
      return values.isEmpty ? nil : .map(values.map { .init($0.name, T.declaration.show($0.value)) })
    }
  }
}
