import Declarations
import Materials

/// One entry under `materials`: a name and where its items come from.
package struct MaterialSettings: Sendable {
  package var name: String
  package var mark: Mark
  /// Materials of one pool are made of different units; between pools units coincide by chance.
  package var pool = "common"
  package var generator: any MaterialGenerator

  /// All generators but the table: each one line here, one file and one word of the format.
  package static let generators: [any MaterialGenerator.Type] = [
    Categories.self, Pairs.self, PairedAssociates.self, GraphWalk.self, Overlapping.self, RandomPatterns.self, Families.self,
    HeldOut.self, Novel.self, ItemStream.self, Satellites.self, Associates.self, PairedLists.self, OverlappingPatterns.self,
    PatternSequence.self, DigitSet.self,
  ]

  /// What it gives a network of layers, trial by trial; nil if it gives items on a surface only.
  package var trials: (any TrialGenerator)? { generator as? any TrialGenerator }

  /// Whether it gives items on a surface.
  package var givesItems: Bool { trials == nil && !(generator is DigitSet) }

  /// Names by which items, or trials, are selected.
  var groups: [String] {
    let all = trials?.groups.filter { $0 != "all" } ?? generator.outline.map(\.group)
    return all.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// All generators, with what they give.
  package static var catalog: [CatalogEntry] {
    ([FeatureTable.self] + generators).map { (type: any MaterialGenerator.Type) in
      var entry = type.entry
      entry.summary += " Gives \(type.gives)."
      return entry
    }
  }

  private static let poolField = FieldInfo(
    name: "pool",
    summary:
      "materials of one pool are made of different units; between pools (for branches that study different things) they coincide by chance",
    form: .name, isRequired: false, standard: "common")

  static var form: Form {
    .either(
      catalog.map { entry in
        guard entry.name != "table" else { return .mapping(entry.fields + [poolField]) }
        let word = FieldInfo(
          name: "generator", summary: entry.summary, form: .word([.init(entry.name, entry.summary)]), isRequired: true)
        return .mapping([word] + entry.fields + [poolField])
      })
  }

  /// Reads one entry; a table is loaded later, from its path.
  static func read(_ reader: inout Reader, name: String, mark: Mark, _ node: Node) -> MaterialSettings? {
    guard var entries = reader.entries(node, expected: "a mapping with 'file' or 'generator'") else { return nil }
    var pool = "common"
    if let own = entries.first(where: { $0.key == "pool" }) {
      guard let chosen = reader.inside("pool", { $0.name(own.value) }) else { return nil }
      pool = chosen
      entries.removeAll { $0.key == "pool" }
    }
    func generator<T: MaterialGenerator>(_ type: T.Type, _ node: Node) -> MaterialSettings? {
      var value = T()
      let before = reader.issues.all.count
      T.declaration.read(&reader, node, into: &value)
      return reader.issues.all.count == before ? MaterialSettings(name: name, mark: mark, pool: pool, generator: value) : nil
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
      reader.report(
        "a material needs 'file' or 'generator'", at: node.mark, expected: "{file: items.csv} or {generator: categories}",
        suggestion: suggestion)
      return nil
    }
    return generator(FeatureTable.self, .mapping(entries, node.mark))
  }

  /// The entry in the file's own words.
  package var shown: Value {
    func show<T: MaterialGenerator>(_ value: T) -> Value {
      guard case .map(let pairs) = T.declaration.show(value) else { return .null }
      let word = T.self == FeatureTable.self ? [] : [Value.Pair("generator", .text(T.declaration.name))]
      return .map(word + pairs + [.init("pool", .text(pool))])
    }
    return show(generator)
  }
}
