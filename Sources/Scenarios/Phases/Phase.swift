import Declarations
import NetworkModels

/// One entry of a timeline, and where it stands.
package struct Phase: Sendable {
  package indirect enum Kind: Sendable {
    case study(StudyPhase)
    case wake(WakePhase)
    case sleep(SleepPhase)
    case probe(ProbePhase)
    case practice(PracticePhase)
    case erase(ErasePhase)
    case explore(ExplorePhase)
    case simulate(SimulatePhase)
    case weights(WeightsPhase)
    case train(TrainPhase)
    case test(TestPhase)
    case autonomousSleep(AutonomousSleep)
    case consolidate(ConsolidatePhase)
    case rehearse(Rehearsal)
    case change(ChangePhase)
    case backpropagate(BackpropagatePhase)
    case sleepReplay(SleepReplayPhase)
    case classify(ClassifyPhase)
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
      func value<T: Declared>(_ wrap: (T) -> Kind) -> Phase? {
        // A phase with mistakes stays in its place, so that those of the phases after it are found too.
        var value = T()
        T.declaration.read(&reader, entry.value, into: &value)
        return Phase(kind: wrap(value), mark: entry.mark)
      }
      switch entry.key {
      case "study": return value(Kind.study)
      case "wake": return value(Kind.wake)
      case "sleep": return value(Kind.sleep)
      case "probe": return value(Kind.probe)
      case "practice": return value(Kind.practice)
      case "erase": return value(Kind.erase)
      case "explore": return value(Kind.explore)
      case "simulate": return value(Kind.simulate)
      case "weights": return value(Kind.weights)
      case "train": return value(Kind.train)
      case "test": return value(Kind.test)
      case "autonomous_sleep": return value(Kind.autonomousSleep)
      case "consolidate": return value(Kind.consolidate)
      case "rehearse": return value(Kind.rehearse)
      case "change": return value(Kind.change)
      case "backpropagate": return value(Kind.backpropagate)
      case "sleep_replay": return value(Kind.sleepReplay)
      case "classify": return value(Kind.classify)
      case "repeat": return value(Kind.repeat)
      case "branch": return branches(&reader, entry.value).map { Phase(kind: .branch($0), mark: entry.mark) }
      default:
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

  /// Catalog entries of all phases, in the order of a day.
  package static var catalog: [CatalogEntry] {
    [
      StudyPhase.entry, WakePhase.entry, SleepPhase.entry, ProbePhase.entry, PracticePhase.entry, ErasePhase.entry,
      ExplorePhase.entry, SimulatePhase.entry, WeightsPhase.entry, TrainPhase.entry, TestPhase.entry, AutonomousSleep.entry,
      ConsolidatePhase.entry, Rehearsal.entry, ChangePhase.entry, BackpropagatePhase.entry, SleepReplayPhase.entry,
      ClassifyPhase.entry,
      RepeatPhase.entry,
      CatalogEntry(
        name: "branch",
        summary:
          "The timeline goes on in several ways from the same brain: names, each with a list of phases (an empty list is allowed). "
          + "What follows the branch happens in each. Branches share their random streams, so their differences are paired."),
    ]
  }

  package static var words: [String] { catalog.map(\.name) }

  /// The only kind of brain that lives it; nil: it asks for abilities instead (see `needs`).
  package var brain: (any BrainSettings.Type)? {
    switch kind {
    case .explore, .simulate, .weights: CircuitSettings.self
    case .train, .test, .autonomousSleep, .consolidate, .rehearse, .change: LayeredSettings.self
    case .backpropagate, .sleepReplay, .classify: FeedForwardSettings.self
    case .repeat, .branch, .study, .wake, .sleep, .probe, .practice, .erase: nil
    }
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
    switch kind {
    case .study(let phase): return .map([.init("study", StudyPhase.declaration.show(phase))])
    case .wake(let phase): return .map([.init("wake", WakePhase.declaration.show(phase))])
    case .sleep(let phase): return .map([.init("sleep", SleepPhase.declaration.show(phase))])
    case .probe(let phase): return .map([.init("probe", ProbePhase.declaration.show(phase))])
    case .practice(let phase): return .map([.init("practice", PracticePhase.declaration.show(phase))])
    case .erase(let phase): return .map([.init("erase", ErasePhase.declaration.show(phase))])
    case .explore(let phase): return .map([.init("explore", ExplorePhase.declaration.show(phase))])
    case .simulate(let phase): return .map([.init("simulate", SimulatePhase.declaration.show(phase))])
    case .weights(let phase): return .map([.init("weights", WeightsPhase.declaration.show(phase))])
    case .train(let phase): return .map([.init("train", TrainPhase.declaration.show(phase))])
    case .test(let phase): return .map([.init("test", TestPhase.declaration.show(phase))])
    case .autonomousSleep(let phase): return .map([.init("autonomous_sleep", AutonomousSleep.declaration.show(phase))])
    case .consolidate(let phase): return .map([.init("consolidate", ConsolidatePhase.declaration.show(phase))])
    case .rehearse(let phase): return .map([.init("rehearse", Rehearsal.declaration.show(phase))])
    case .change(let phase): return .map([.init("change", ChangePhase.declaration.show(phase))])
    case .backpropagate(let phase): return .map([.init("backpropagate", BackpropagatePhase.declaration.show(phase))])
    case .sleepReplay(let phase): return .map([.init("sleep_replay", SleepReplayPhase.declaration.show(phase))])
    case .classify(let phase): return .map([.init("classify", ClassifyPhase.declaration.show(phase))])
    case .repeat(let phase): return .map([.init("repeat", RepeatPhase.declaration.show(phase))])
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
