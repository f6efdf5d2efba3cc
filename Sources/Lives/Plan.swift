import Analysis
import Declarations
import Materials
import NetworkModels
import NumericalMethods
import RateEngines
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
  package let parameters: RateParameters
  /// Parameters that each subject draws for itself.
  package let variations: [Variation]
  package let timeline: Timeline
  /// Of a circuit; empty where there is none.
  package let populations: [Population]
  package let pathways: [Pathway]
  /// Names behind the numbers of the recording.
  public let index: Index
  /// For each material that is studied: where its items begin among the memories.
  package let firstMemory: [String: Int]

  /// A parameter that differs between subjects.
  package struct Variation: Sendable {
    package let field: Field<RateParameters>
    package let dimension: Dimension
    package let distribution: Distribution
  }

  /// Resolves a scenario; mistakes that only the engine can see (names and ranges of parameters) are thrown like those of the file.
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
      _ = reader.inside("brain") { $0.inside("parameters") { parameters(scenario.trisynaptic?.parameters ?? [], &$0) } }
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
    (parameters, variations) = reader.inside("brain") {
      $0.inside("parameters") { Self.parameters(scenario.trisynaptic?.parameters ?? [], &$0) }
    }
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
      stores: map.surface == nil ? [] : map.storesAlone.map { .init(name: $0.name, alone: $0.alone) }, parts: map.coded)
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

  private static func parameters(_ entries: [Node.Entry], _ reader: inout Reader) -> (RateParameters, [Variation]) {
    var parameters = RateParameters(), variations: [Variation] = []
    let fields = RateParameters.declaration.fields
    for entry in entries {
      guard let field = fields.first(where: { $0.name == entry.key }) else {
        reader.report(
          "'\(entry.key)' is not a parameter of the trisynaptic brain", at: entry.mark,
          expected: "a name from 'engram catalog parameters'",
          suggestion: NearMiss.of(entry.key, among: fields.map(\.name)))
        continue
      }
      reader.inside(entry.key) { reader in
        guard case .mapping = entry.value else { return field.read(&reader, entry.value, &parameters) }
        guard case .number(let dimension, let range) = field.form else {
          return reader.report("'\(entry.key)' cannot differ between subjects", at: entry.mark, expected: "a number")
        }
        guard case .distribution(let distribution)? = Variable.read(&reader, entry.value, as: dimension, in: range) else {
          return
        }
        var bounded = distribution
        bounded.atLeast = max(distribution.atLeast ?? range.lowerBound, range.lowerBound)
        bounded.atMost = min(distribution.atMost ?? range.upperBound, range.upperBound)
        if bounded.typicalShareInside < 0.01 {
          reader.report("hardly any number of this distribution is allowed here", at: entry.mark, expected: field.form.summary)
        }
        variations.append(Variation(field: field, dimension: dimension, distribution: bounded))
      }
    }
    return (parameters, variations)
  }

  /// The parameters of one subject.
  package func parameters(of subject: Int) -> RateParameters {
    var result = parameters
    for (i, variation) in variations.enumerated() {
      let stream = RandomStream(seed: seed, subject: subject, purpose: Purpose(.individual, i))
      let value = variation.distribution.draw(stream)
      var reader = Reader()
      let text = Quantity.format(value, as: variation.dimension)
      variation.field.read(&reader, .scalar(text, Mark(file: "", line: 1, column: 1)), &result)
    }
    for ablation in scenario.ablations { ablation.apply(to: &result) }
    return result
  }

  /// Who is to live it.
  package var model: any BrainModel { scenario.brain.settings as? any BrainModel ?? TrisynapticSettings() }

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
    guard let trisynaptic = scenario.trisynaptic else {
      return .object(["scenario": scenario.shown, "tables": .map(tables)])
    }
    let anatomy = trisynaptic.anatomy
    let parameterValues = RateParameters.declaration.show(parameters)
    let variationValues = variations.map { Value.Pair($0.field.name, Distribution.declaration.show($0.distribution)) }
    let regions = Region.allCases.map { region in
      Value.Pair(
        region.rawValue, .object(["units": .integer(anatomy[region].units), "active": .integer(anatomy[region].active)]))
    }
    return .object([
      "scenario": scenario.shown, "regions": .map(regions), "parameters": parameterValues, "variations": .map(variationValues),
      "tables": .map(tables),
    ])
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
