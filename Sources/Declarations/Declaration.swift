/// The one statement of what a mapping of the file may hold: parsing, validation, the plan, the catalog and the schema all read it.
package struct Declaration<Root: Sendable>: Sendable {
  /// The word for it in a scenario file.
  package var name: String
  /// What it does, in a sentence or two.
  package var summary: String
  /// Its equation, where it has one.
  package var equation: String?
  package var references: [String]
  package var fields: [Field<Root>]
  /// A value with every default, for the catalog.
  private let standard: Root?

  package init(
    _ name: String, _ summary: String, equation: String? = nil, references: [String] = [], standard: Root? = nil,
    fields: [Field<Root>]
  ) {
    self.name = name
    self.summary = summary
    self.equation = equation
    self.references = references
    self.standard = standard
    self.fields = fields
  }

  package var info: [FieldInfo] { fields.map { $0.info(standard: standard) } }

  /// Reads a mapping into `root`, which holds the defaults.
  package func read(_ reader: inout Reader, _ node: Node, into root: inout Root) {
    guard let entries = reader.entries(node, expected: "a mapping (\(name))") else { return }
    var seen: Set<String> = []
    for entry in entries {
      guard let field = fields.first(where: { $0.name == entry.key }) else {
        let known = fields.map(\.name)
        reader.report(
          "'\(entry.key)' is not a key of \(name)", at: entry.mark,
          expected: "one of " + known.joined(separator: ", "), suggestion: NearMiss.of(entry.key, among: known))
        continue
      }
      guard seen.insert(entry.key).inserted else { continue }
      reader.inside(entry.key) { field.read(&$0, entry.value, &root) }
    }
    let missing = fields.filter { $0.isRequired && !seen.contains($0.name) }.map(\.name)
    if !missing.isEmpty {
      let names = missing.map { "'\($0)'" }.joined(separator: ", ")
      reader.report("\(name) needs \(names)", at: node.mark)
    }
  }

  /// The value in the file's own words, defaults included.
  package func show(_ root: Root) -> Value {
    .map(fields.compactMap { field in field.show(root).map { Value.Pair(field.name, $0) } })
  }
}

/// A value that is read from a mapping; `init()` gives its defaults.
package protocol Declared: Sendable {
  init()
  static var declaration: Declaration<Self> { get }
}

/// Something that knows where in the file it stands.
package protocol Marked {
  var mark: Mark { get set }
}

extension Declared {
  /// The declaration as the catalog prints it.
  package static var entry: CatalogEntry {
    let d = declaration
    return CatalogEntry(
      name: d.name, summary: d.summary, equation: d.equation, references: d.references,
      fields: d.fields.map { $0.info(standard: Self()) })
  }
}

/// One entry of the catalog: a rule, generator, probe, measure, phase or priority, with its parameter table.
package struct CatalogEntry: Sendable {
  package var name: String
  package var summary: String
  package var equation: String?
  package var references: [String]
  package var fields: [FieldInfo]

  package init(
    name: String, summary: String, equation: String? = nil, references: [String] = [], fields: [FieldInfo] = []
  ) {
    self.name = name
    self.summary = summary
    self.equation = equation
    self.references = references
    self.fields = fields
  }
}
