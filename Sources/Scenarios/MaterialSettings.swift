import Declarations
import Materials

/// One entry under `materials`: a name and where its items come from.
package struct MaterialSettings: Sendable {
  package var name: String
  package var mark: Mark
  package var generator: any MaterialGenerator

  /// All generators but the table: each one line here, one file and one word of the format.
  package static let generators: [any MaterialGenerator.Type] = [
    Categories.self, Pairs.self, PairedAssociates.self, GraphWalk.self, Overlapping.self, RandomPatterns.self, Families.self,
    HeldOut.self, Novel.self,
  ]

  package static var catalog: [CatalogEntry] { [FeatureTable.entry] + generators.map { $0.entry } }

  static var form: Form {
    .either(
      catalog.map { entry in
        guard entry.name != "table" else { return .mapping(entry.fields) }
        let word = FieldInfo(
          name: "generator", summary: entry.summary, form: .word([.init(entry.name, entry.summary)]), isRequired: true)
        return .mapping([word] + entry.fields)
      })
  }

  /// Reads one entry; a table is loaded later, from its path.
  static func read(_ reader: inout Reader, name: String, mark: Mark, _ node: Node) -> MaterialSettings? {
    guard let entries = reader.entries(node, expected: "a mapping with 'file' or 'generator'") else { return nil }
    func generator<T: MaterialGenerator>(_ type: T.Type, _ node: Node) -> MaterialSettings? {
      var value = T()
      let before = reader.issues.all.count
      T.declaration.read(&reader, node, into: &value)
      return reader.issues.all.count == before ? MaterialSettings(name: name, mark: mark, generator: value) : nil
    }
    if let word = entries.first(where: { $0.key == "generator" }) {
      let names = catalog.map(\.name).filter { $0 != "table" }
      guard let chosen = reader.inside("generator", { $0.word(word.value, among: names) }),
        let type = generators.first(where: { $0.entry.name == chosen })
      else { return nil }
      return generator(type, .mapping(entries.filter { $0.key != "generator" }, node.mark))
    }
    guard entries.contains(where: { $0.key == "file" }) else {
      let suggestion = entries.lazy.compactMap { NearMiss.of($0.key, among: ["file", "generator"]) }.first
      reader.report("a material needs 'file' or 'generator'", at: node.mark, expected: "{file: items.csv} or {generator: categories}", suggestion: suggestion)
      return nil
    }
    return generator(FeatureTable.self, node)
  }

  /// The entry in the file's own words.
  package var shown: Value {
    func show<T: MaterialGenerator>(_ value: T) -> Value {
      guard case .map(let pairs) = T.declaration.show(value) else { return .null }
      return .map(T.self == FeatureTable.self ? pairs : [.init("generator", .text(T.declaration.name))] + pairs)
    }
    return show(generator)
  }
}
