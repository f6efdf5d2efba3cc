import Analysis
import Declarations
import Materials
import NetworkModels
import NumericalMethods
import Recordings
import Scenarios
import SleepDynamics

/// A scenario with nothing implicit left: every name resolved, every number in force. What happens to a subject depends on the plan and
/// the subject's number alone.
public struct Plan: Sendable {
  /// What the file says.
  public let scenario: Scenario
  /// Who lives it: parts, stores and abilities by name.
  package let map: BrainMap
  package let timeline: Timeline
  /// Of a circuit; empty where there is none.
  package let populations: [Population]
  package let pathways: [Pathway]
  /// Names behind the numbers of the recording.
  public let index: Index
  /// For each material that is studied: where its items begin among the memories.
  package let firstMemory: [String: Int]

  /// Resolves a scenario; mistakes that are seen only now are thrown like those of the file.
  public init(_ scenario: Scenario) throws(ScenarioError) {
    var reader = Reader()
    self.init(scenario, &reader)
    try scenario.refuse(reader.issues)
  }

  /// Reads a scenario with everything that can be checked before it runs, claims included: all mistakes at once. In a file with other
  /// mistakes the claims' measures are checked, and what they refer to is not, since it may be what is missing.
  public static func read(_ file: ScenarioFile, overrides: [Override] = []) throws(ScenarioError) -> Plan {
    var reader = Reader()
    let scenario = file.read(overrides, &reader)
    guard reader.issues.isEmpty else {
      Analyzer.checkMeasures(scenario, &reader)
      try scenario.refuse(reader.issues)
      return try Plan(scenario)
    }
    let plan = Plan(scenario, &reader)
    if reader.issues.isEmpty { try plan.checkClaims() }
    Analyzer.checkMeasures(scenario, &reader)
    try scenario.refuse(reader.issues)
    return plan
  }

  private init(_ scenario: Scenario, _ reader: inout Reader) {
    self.scenario = scenario
    map = scenario.brain.settings.map
    let timeline = Timeline(scenario, &reader)
    self.timeline = timeline
    (populations, pathways) = reader.inside("brain") { scenario.circuit?.without(scenario.ablations).network(&$0) ?? ([], []) }
    var memories: [Index.Memory] = [], first: [String: Int] = [:]
    for name in timeline.studied {
      first[name] = memories.count
      let outline = scenario.materials.first { $0.name == name }?.generator.outline ?? []
      memories += outline.map { Index.Memory(name: $0.name, material: name, group: $0.group) }
    }
    firstMemory = first
    let holdsItems = scenario.materials.contains { timeline.studied.contains($0.name) && $0.givesItems }
    index = Index(
      memories: memories,
      states: timeline.states.map { .init(branch: $0.branch, label: $0.label, lesion: $0.lesion, hours: $0.hours) },
      sleeps: timeline.sleeps.map {
        .init(
          branch: $0.branch, number: $0.number, hours: $0.hours, hasPhysiology: $0.physiology != nil,
          priority: $0.priority.rawValue)
      },
      measures: (holdsItems ? ProbeMeasure.names(parts: map.coded) : [])
        + Self.measures(scenario, timeline),
      physiology: NightMeasure.all.map(\.name),
      stores: map.surface == nil ? [] : map.storesAlone.map { .init(name: $0.name, alone: $0.alone) }, parts: map.coded,
      network: Self.network(map))
  }

  /// The brain's parts and what is between them, by number.
  private static func network(_ map: BrainMap) -> Index.Network {
    func numbers(_ names: [String]) -> [Int] { names.compactMap { map.parts.firstIndex(of: $0) } }
    return Index.Network(
      parts: map.parts, stores: map.parts.map { part in map.stores.firstIndex { $0.parts.contains(part) } },
      links: map.links.compactMap { link in
        let ends = numbers([link.from, link.to])
        return ends.count == 2 ? .init(from: ends[0], to: ends[1]) : nil
      }, replay: numbers(map.replay), rehearsal: numbers(map.rehearsal))
  }

  /// Names of the numbers that phases of one kind of brain leave, each once.
  private static func measures(_ scenario: Scenario, _ timeline: Timeline) -> [String] {
    // A circuit's are in the order of kinds, not of stretches.
    if let circuit = scenario.circuit { return circuit.scores(of: timeline.lived.compactMap { $0.phase as? ObservePhase }) }
    if let settings = scenario.feedForward { return settings.testScores + settings.sleepScores }
    var seen: Set<String> = []
    return timeline.lived.filter { !($0.phase is ProbePhase) }.flatMap { ($0.phase as? any LivedPhase)?.scores(scenario) ?? [] }
      .filter { TestName(rawValue: $0) == nil && seen.insert($0).inserted }
  }

  /// Who is to live it.
  package var model: any BrainModel { scenario.brain.settings as? any BrainModel ?? TrisynapticSettings() }

  /// What the file asks for and the run does not give, in words, with lines.
  public var warnings: [String] { timeline.concessions }

  package var seed: UInt64 { UInt64(scenario.seed) }

  /// Everything that decides what is simulated, as data: two plans with equal contents give equal bytes.
  public var contents: Value {
    var tables: [Value.Pair] = []
    let files =
      scenario.materials.compactMap { ($0.generator as? FeatureTable)?.file }
      + timeline.sleeps.compactMap(\.physiology?.hypnogramFile)
    for file in files where !tables.contains(where: { $0.key == file }) {
      if let text = scenario.sources[file] { tables.append(.init(file, .text(text))) }
    }
    return .object(["scenario": scenario.shown, "tables": .map(tables)])
  }

  /// A digest of what is simulated (not of claims, titles and analysis): results with the same digest are the same bytes.
  public var digest: String {
    guard case .map(let pairs) = contents["scenario"] ?? .null else { return "" }
    let words = ["title", "question", "references", "claims", "agreement", "subjects", "sweep", "fit"]
    var simulated = pairs.filter { !words.contains($0.key) }
    if case .map(let rest) = contents { simulated += rest.filter { $0.key != "scenario" } }
    return Checksum.hex(Release.version + Value.map(simulated).json(indent: nil))
  }
}

/// The program itself.
public enum Release {
  /// Version of the program; part of every digest.
  public static let version = "0.1.0"
}
