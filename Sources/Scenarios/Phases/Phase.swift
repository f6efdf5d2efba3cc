import Declarations
import NetworkModels

/// One entry of a timeline, and where it stands.
package struct Phase: Sendable {
  package indirect enum Kind: Sendable {
    case phase(any PhaseSettings)
    case `repeat`(RepeatPhase)
    case branch([Branch])
  }

  /// One of the ways in which a timeline goes on.
  package struct Branch: Sendable {
    package var name: String
    package var phases: [Phase]
  }

  package var kind: Kind
  package var mark: Mark

  /// Reads `- word: {…}`.
  package static func read(_ reader: inout Reader, _ node: Node) -> Phase? {
    guard let entries = reader.entries(node, expected: "a phase such as 'sleep: {duration: 8 h}'") else { return nil }
    guard entries.count == 1, let entry = entries.first else {
      reader.report(
        "a phase has one word, this has \(entries.count)", at: node.mark,
        expected: "one of \(words.joined(separator: ", ")); a '- ' begins the next phase")
      return nil
    }
    return reader.inside(entry.key) { reader in
      // A phase with mistakes stays in its place, so that those of the phases after it are found too.
      func value<T: Declared>(_ type: T.Type) -> T {
        var value = T()
        T.declaration.read(&reader, entry.value, into: &value)
        return value
      }
      if let type = types.first(where: { $0.entry.name == entry.key }) {
        return Phase(kind: .phase(value(type)), mark: entry.mark)
      }
      switch entry.key {
      case "repeat": return Phase(kind: .repeat(value(RepeatPhase.self)), mark: entry.mark)
      case "branch": return branches(&reader, entry.value).map { Phase(kind: .branch($0), mark: entry.mark) }
      default:
        if let former = formerWords[entry.key] {
          reader.report("'\(entry.key)' is now '\(former.word)'", at: entry.mark, expected: former.example)
          return nil
        }
        reader.report(
          "'\(entry.key)' is not a phase", at: entry.mark, expected: "one of \(words.joined(separator: ", "))",
          suggestion: NearMiss.of(entry.key, among: words))
        return nil
      }
    }
  }

  /// Reads a list of phases.
  package static func list(_ reader: inout Reader, _ node: Node) -> [Phase]? {
    guard case .list(let items, _) = node else {
      reader.report("\(node.kind) stands where a list of phases is due", at: node.mark, expected: "lines that begin with '- '")
      return nil
    }
    guard !items.isEmpty else {
      reader.report("a list without phases", at: node.mark, expected: "at least one phase")
      return nil
    }
    var phases: [Phase] = []
    for (i, item) in items.enumerated() { if let phase = reader.inside("\(i + 1)", { read(&$0, item) }) { phases.append(phase) } }
    return phases
  }

  private static func branches(_ reader: inout Reader, _ node: Node) -> [Branch]? {
    guard let entries = reader.entries(node, expected: "a mapping from branch names to lists of phases") else { return nil }
    guard (2...64).contains(entries.count) else {
      reader.report(
        "a branch with \(entries.count) way\(entries.count == 1 ? "" : "s")", at: node.mark,
        expected: "2 to 64 names, each with its phases")
      return nil
    }
    var result: [Branch] = []
    for entry in entries {
      let name = reader.name(entry.key, at: entry.mark)
      let phases = reader.inside(entry.key) { reader -> [Phase]? in
        if case .list(let items, _) = entry.value, items.isEmpty { return [] }
        return list(&reader, entry.value)
      }
      if let name, let phases { result.append(Branch(name: name, phases: phases)) }
    }
    return result.count == entries.count ? result : nil
  }

  /// All phases but repeat and branch, in the order of a day: each one line here.
  package static let types: [any PhaseSettings.Type] = [
    StudyPhase.self, WakePhase.self, SleepPhase.self, ProbePhase.self, PracticePhase.self, DistractPhase.self, ErasePhase.self,
    ExplorePhase.self,
    ObservePhase.self, ChangePhase.self, BackpropagatePhase.self, SleepReplayPhase.self, ClassifyPhase.self,
  ]

  /// Words of older files, what they are called now, and how that is written.
  private static let formerWords = [
    "train": (word: "study", example: "'study: {materials: …}'"),
    "test": (word: "probe", example: "'probe: {materials: …}'"),
    "autonomous_sleep": (word: "sleep", example: "'sleep: {stage: nrem or rem, autonomous: {…}}'"),
    "consolidate": (word: "sleep", example: "'sleep: {stage: nrem or rem, settling: {…}}'"),
    "rehearse": (word: "sleep", example: "'sleep: {stage: nrem or rem, rehearsal: {…}}'"),
    "simulate": (word: "observe", example: "'observe: {…}', with the same keys"),
    "weights": (word: "change", example: "'change: {pathways: {NAME: {times: …, shuffled: …, transmission: …}}}'"),
  ]

  /// Catalog entries of all phases.
  package static var catalog: [CatalogEntry] {
    types.map { $0.entry } + [
      RepeatPhase.entry,
      CatalogEntry(
        name: "branch",
        summary:
          "The timeline goes on in several ways from the same brain: names, each with a list of phases (an empty list is allowed). "
          + "What follows the branch happens in each. Branches share their random streams, so their differences are paired."),
    ]
  }

  package static var words: [String] { catalog.map(\.name) }

  /// What is lived; nil where it only arranges other phases.
  package var settings: (any PhaseSettings)? {
    if case .phase(let settings) = kind { settings } else { nil }
  }

  /// Keys of each phase, for the schema.
  package static var form: Form {
    .single(
      catalog.map { entry in
        let form: Form = entry.name == "branch" ? .named(.reference("phases")) : .mapping(entry.fields)
        return FieldInfo(name: entry.name, summary: entry.summary, form: form, isRequired: false)
      })
  }

  package var shown: Value {
    func show<T: Declared>(_ value: T) -> Value { .map([.init(T.declaration.name, T.declaration.show(value))]) }
    switch kind {
    case .phase(let settings): return show(settings)
    case .repeat(let phase): return show(phase)
    case .branch(let branches):
      return .map([.init("branch", .map(branches.map { .init($0.name, .list($0.phases.map(\.shown))) }))])
    }
  }
}

extension [Phase] {
  /// All phases, those within repeats and branches in their place.
  package var flattened: [Phase] {
    flatMap { phase -> [Phase] in
      switch phase.kind {
      case .repeat(let round): round.of.flattened
      case .branch(let ways): ways.flatMap(\.phases.flattened)
      default: [phase]
      }
    }
  }
}
