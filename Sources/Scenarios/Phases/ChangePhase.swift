import Declarations
import NetworkModels

/// A change of a network from here on: an ablation, where it stands in a branch.
package struct ChangePhase: Declared {
  package var projections: [NamedChange<GradedProjection>] = []
  package var layers: [NamedChange<GradedLayer>] = []
  package var pathways: [Named<PathwayChange>] = []

  package init() {}

  package static let declaration = Declaration<Self>(
    "change",
    "Changes a network from here on: parameters of layers and projections, whose weights stay as they are, or weights of a circuit's pathways. "
      + "In a branch it makes a variant of a model whose wiring and random numbers are those of the others.",
    fields: [
      NamedChange.field(
        "projections", \.projections, "parameters of projections, by name",
        of: [
          .init("absolute", \.absolute), .init("relative", \.relative), .init("quarters", \.quarters),
          .init("testing", \.testing),
          .init("testing_quarters", \.testingQuarters), .init("rate", \.rate), .init("sleep_rate", \.sleepRate),
          .init("hebb", \.hebb),
          .init("hebb_correction", \.hebbCorrection), .init("minus", \.minus), .init("balanced", \.isBalanced),
        ]),
      NamedChange.field(
        "layers", \.layers, "parameters of layers, by name",
        of: [.init("inhibition", \.inhibition), .init("leak", \.leak), .init("oscillation", \.oscillation)]),
      .named("pathways", \.pathways, "of a circuit: weights and transmission, by name", count: 0...256),
    ])
}

/// Some fields of something that has a name, and what they are set to.
package struct NamedChange<Root: Declared>: Sendable {
  /// A field that may be changed.
  package struct Key: Sendable {
    let name: String
    let copy: @Sendable (Root, inout Root) -> Void

    package init<Value>(_ name: String, _ path: Field<Root>.Path<Value>) {
      self.name = name
      copy = { $1[keyPath: path] = $0[keyPath: path] }
    }
  }

  package var name: String
  package var mark: Mark
  private var value = Root()
  private var keys: [Key] = []

  /// `root` with the change.
  package func applied(to root: Root) -> Root {
    var root = root
    for key in keys { key.copy(value, &root) }
    return root
  }

  static func field<Phase>(_ name: String, _ path: Field<Phase>.Path<[Self]>, _ summary: String, of keys: [Key]) -> Field<Phase> {
    let fields = Root.declaration.fields.filter { field in keys.contains { $0.name == field.name } }
    return Field(name, summary, form: .named(.mapping(fields.map { $0.info(standard: nil) }))) { reader, node, phase in
      for entry in reader.entries(node, expected: "a mapping from names to parameters") ?? [] {
        guard let name = reader.name(entry.key, at: entry.mark) else { continue }
        var change = Self(name: name, mark: entry.mark)
        reader.inside(entry.key) { change.read(&$0, entry.value, keys, fields) }
        phase[keyPath: path].append(change)
      }
    } show: { phase in
      let changes = phase[keyPath: path]
      return changes.isEmpty ? nil : .map(changes.map { .init($0.name, $0.shown(fields)) })
    }
  }

  private mutating func read(_ reader: inout Reader, _ node: Node, _ keys: [Key], _ fields: [Field<Root>]) {
    let known = fields.map(\.name)
    for entry in reader.entries(node, expected: "a mapping of parameters") ?? [] {
      guard let field = fields.first(where: { $0.name == entry.key }), let key = keys.first(where: { $0.name == entry.key })
      else {
        reader.report(
          "'\(entry.key)' cannot be changed", at: entry.mark, expected: "one of " + known.joined(separator: ", "),
          suggestion: NearMiss.of(entry.key, among: known))
        continue
      }
      reader.inside(entry.key) { field.read(&$0, entry.value, &value) }
      self.keys.append(key)
    }
  }

  private func shown(_ fields: [Field<Root>]) -> Value {
    .map(
      fields.compactMap { field in
        guard keys.contains(where: { $0.name == field.name }) else { return nil }
        return field.show(value).map { .init(field.name, $0) }
      })
  }
}

extension ChangePhase: PhaseSettings {
  /// Networks of layers and circuits; each with names of its own.
  package func obstacle(_ brain: BrainChoice, _ map: BrainMap) -> PhaseObstacle? {
    switch brain.settings {
    case is LayeredSettings:
      guard let first = pathways.first else { return nil }
      return PhaseObstacle(
        message: "a network of layers has no 'pathways'", expected: "'projections' or 'layers'", mark: first.mark)
    case is CircuitSettings:
      guard let mark = projections.first?.mark ?? layers.first?.mark else { return nil }
      return PhaseObstacle(message: "a circuit has no 'projections' and no 'layers'", expected: "'pathways'", mark: mark)
    default:
      return PhaseObstacle(
        message: "this phase is of a network of layers or a circuit, and this is \(type(of: brain.settings).noun)",
        expected: brain.expectedPhases(map))
    }
  }

  package func unroll(
    _ timeline: inout Timeline, _ path: inout Timeline.Path, _ place: Timeline.Place, _ reader: inout Reader
  ) -> PhaseStep? {
    if let circuit = timeline.circuit { return unroll(circuit, &path, &reader) }
    guard let layered = timeline.layered else { return nil }
    for change in projections {
      _ = reader.position(of: change.name, among: layered.projections.map(\.name), "projection", at: change.mark)
    }
    for change in layers { _ = layered.layer(change.name, at: change.mark, &reader) }
    return PhaseStep(self)
  }
}
