import Declarations

/// A learning rate, or another number, with the name of what it is of.
package struct NamedRate: Sendable, Equatable {
  package var name: String
  package var mark: Mark
  package var rate: Double

  static func field<Root>(
    _ name: String, _ path: Field<Root>.Path<[NamedRate]>, _ summary: String, of what: String = "projections to learning rates",
    in range: ClosedRange<Double> = 0...10
  ) -> Field<Root> {
    Field(name, summary, form: .named(.number(.number, range))) { reader, node, root in
      for entry in reader.entries(node, expected: "a mapping from \(what)") ?? [] {
        guard let key = reader.name(entry.key, at: entry.mark) else { continue }
        let rate = reader.inside(entry.key) { $0.number(entry.value, as: .number, in: range) }
        if let rate { root[keyPath: path].append(NamedRate(name: key, mark: entry.mark, rate: rate)) }
      }
    } show: { root in
      let rates = root[keyPath: path]
      return rates.isEmpty ? nil : .map(rates.map { .init($0.name, .number($0.rate)) })
    }
  }
}
