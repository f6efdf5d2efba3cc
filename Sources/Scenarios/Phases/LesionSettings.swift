import Declarations
import NetworkModels

/// What is silent in a phase: nothing, a name of the brain (a store, a part, a wire), or several names with the share of each.
package struct LesionSettings: Sendable, Equatable {
  /// A name, and the share of its units that is silent.
  package struct Part: Sendable, Equatable {
    package var name: String
    package var share: Double
    package var mark: Mark
  }

  package var parts: [Part] = []
  package var mark = Mark(file: "", line: 1, column: 1)

  package init() {}

  /// As claims name it: none, hippocampus, dg-ca3, link-25 (per cent).
  package var name: String {
    guard !parts.isEmpty else { return "none" }
    return parts.map { part in
      guard part.share < 1 else { return part.name }
      return part.name + "-" + String(Value.format(part.share * 100).map { $0 == "." ? "_" : $0 })
    }.joined(separator: "-")
  }

  /// Names with shares, for a brain's map.
  package var names: [(name: String, share: Double)] { parts.map { ($0.name, $0.share) } }

  static let form = Form.either([.name, .named(.number(.fraction, 0...1))])

  static func read(_ reader: inout Reader, _ node: Node) -> LesionSettings? {
    var lesion = LesionSettings()
    lesion.mark = node.mark
    guard case .mapping(let entries, _) = node else {
      guard let name = reader.name(node) else { return nil }
      if name != "none" { lesion.parts = [Part(name: name, share: 1, mark: node.mark)] }
      return lesion
    }
    for entry in entries {
      guard let name = reader.name(entry.key, at: entry.mark),
        let share = reader.inside(entry.key, { $0.number(entry.value, as: .fraction, in: 0...1) })
      else { return nil }
      lesion.parts.append(Part(name: name, share: share, mark: entry.mark))
    }
    return lesion
  }

  var shown: Value {
    if parts.isEmpty { return .text("none") }
    if parts.count == 1, parts[0].share == 1 { return .text(parts[0].name) }
    return .map(parts.map { .init($0.name, .number($0.share)) })
  }

  /// The same, or a list of names that are silent together.
  private static func readAll(_ reader: inout Reader, _ node: Node) -> LesionSettings? {
    guard case .list(_, let mark) = node else { return read(&reader, node) }
    guard let all = reader.list(node, count: 1...64, read) else { return nil }
    var lesion = LesionSettings()
    (lesion.parts, lesion.mark) = (all.flatMap(\.parts), mark)
    return lesion
  }

  /// What is silent throughout a phase.
  static func field<Root>(_ path: Field<Root>.Path<LesionSettings>) -> Field<Root> {
    Field(
      "lesion", "what is silent meanwhile: stores, parts or wires of the brain, or names with the share of each (wires: 1)",
      form: .either([form, .list(.name, count: 1...64)])
    ) { reader, node, root in
      if let lesion = readAll(&reader, node) { root[keyPath: path] = lesion }
    } show: {
      $0[keyPath: path].parts.isEmpty ? nil : $0[keyPath: path].shown
    }
  }

  /// What is silent in tests, one after the other.
  static func list<Root>(_ path: Field<Root>.Path<[LesionSettings]>) -> Field<Root> {
    Field(
      "lesions",
      "what is silenced during the test: none, a store, part or wire of the brain, or names with the share of each (wires: 1); each lesion is a "
        + "state of its own", form: .either([.list(form, count: 1...64), form])
    ) { reader, node, root in
      if let list = reader.list(node, count: 1...64, read) { root[keyPath: path] = list }
    } show: {
      .list($0[keyPath: path].map(\.shown))
    }
  }
}

extension Timeline {
  /// Why the brain does not have what a lesion silences; nil if it does.
  func obstacle(_ lesion: LesionSettings, mustAnswer: Bool) -> PhaseObstacle? {
    let noun = brain.noun, names = map.silenceable
    func refused(_ part: LesionSettings.Part?, _ message: String, _ expected: String? = nil) -> PhaseObstacle {
      PhaseObstacle(
        message: message, expected: expected ?? "one of \(names.prefix(24).joined(separator: ", "))",
        suggestion: expected == nil ? part.flatMap { NearMiss.of($0.name, among: names) } : nil, mark: part?.mark ?? lesion.mark)
    }
    for part in lesion.parts {
      guard let silent = map.silence([(part.name, part.share)]) else {
        return refused(part, "\(noun) has no part or store '\(part.name)'")
      }
      guard part.share < 1 else { continue }
      if !silent.cut.isEmpty { return refused(part, "a wire is cut or whole", "'\(part.name): 1'") }
      if let whole = silent.parts.first(where: { !map.divisible.contains($0.number) }) {
        return refused(
          part, "'\(map.parts[whole.number])' cannot be silent in part", "share 1; layers with 'binary' can be silent in part")
      }
    }
    guard mustAnswer, map.lesion(lesion.names) == nil else { return nil }
    return refused(
      lesion.parts.first, "\(noun) answers in '\(lesion.parts.map(\.name).joined(separator: "', '"))', which cannot be silent",
      lesion.parts.count > 1 ? "a lesion that leaves something to answer" : nil)
  }

  /// Reports what a lesion silences and the brain does not have.
  func check(_ lesion: LesionSettings, _ reader: inout Reader) {
    guard let obstacle = obstacle(lesion, mustAnswer: false) else { return }
    reader.report(
      obstacle.message, at: obstacle.mark ?? lesion.mark, expected: obstacle.expected, suggestion: obstacle.suggestion)
  }
}
