import Declarations
import Materials

/// What a scenario file says, read and checked for itself; a plan makes it explicit.
public struct Scenario: Sendable {
  /// The format that this version reads.
  package static let format = 1

  /// Short name, also of the results folder.
  public package(set) var name = ""
  /// What it is about, in a line; may be empty.
  public package(set) var title = ""
  /// What is asked; may be empty.
  public package(set) var question = ""
  package var format = 0
  package var references: [Reference] = []
  /// How many are simulated.
  public package(set) var subjects = 20
  /// The number from which all randomness derives.
  public package(set) var seed = 1
  package var ablations: [Ablation] = []
  package var commonRandomNumbers = true
  package var clock = ClockSettings()
  /// What `history` says, and where; nil: nothing.
  package var history: (hours: Double, mark: Mark)?
  package var brain = BrainChoice()
  package var materials: [MaterialSettings] = []
  package var timeline: [Phase] = []
  package var analysis = AnalysisSettings()
  package var agreement: Agreement?
  package var claims: [Claim] = []
  package var sweep: SweepSettings?
  package var fit: FitSettings?
  /// Name of its file in messages.
  package var fileName = ""
  /// The text of every file that was read, by the name in error messages.
  public package(set) var sources: [String: String] = [:]

  /// Factor on the whole trisynaptic network; 1 for other brains.
  public var networkSize: Double { trisynaptic?.factor ?? 1 }

  /// Names of what is taken out of the model.
  public var ablated: [String] { ablations.map(\.rawValue) }

  /// A reference by its key, in words as far as the file has them.
  package func citation(_ key: String) -> String {
    guard let reference = references.first(where: { $0.key == key }) else { return key }
    return [reference.text.isEmpty ? reference.key : reference.text, reference.doi.isEmpty ? "" : "doi:" + reference.doi]
      .filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// Whose the brain is, where it has a name, and how large, in words.
  public var size: String { [brain.name, brain.settings.size].filter { !$0.isEmpty }.joined(separator: ", ") }

  /// What cued recall shows, in words.
  package var cues: [String] {
    let probes = timeline.flattened.compactMap { $0.settings as? ProbePhase }, named = trials.map(\.name)
    let isOfTrials = probes.map { probe in
      probe.materials.isEmpty ? named.count == materials.count : probe.materials.contains(where: named.contains)
    }
    let ofItems = zip(probes, isOfTrials).filter { $0.tests.contains(.cuedRecall) && !$1 }.map(\.0.cue)
    let tables = materials.compactMap { ($0.generator as? FeatureTable)?.cues }
    let isHalved = tables.count < materials.count - named.count || tables.contains(where: \.halves)
    let partial =
      (isHalved ? ["half of a memory's features"] : [])
      + (tables.contains(where: \.named) ? ["the features that a table names"] : [])
    return ProbePhase.CueKind.allCases.filter(ofItems.contains).flatMap { $0 == .half ? partial : ["the whole memory"] }
      + (isOfTrials.contains(true) ? ["what the tests of its material show"] : [])
  }

  /// Short name of the brain: that of its model file, or its model's.
  public var brainName: String { brain.name.isEmpty ? type(of: brain.settings).entry.name : brain.name }

  /// Whether it has a surface on which items are written and read.
  public var holdsItems: Bool { brain.settings.map.surface != nil }

  package var circuit: CircuitSettings? { brain.settings as? CircuitSettings }
  package var layered: LayeredSettings? { brain.settings as? LayeredSettings }
  package var feedForward: FeedForwardSettings? { brain.settings as? FeedForwardSettings }
  /// Materials that give trials for named layers, in the order of the file.
  package var trials: [(name: String, generator: any TrialGenerator)] {
    materials.compactMap { material in material.trials.map { (material.name, $0) } }
  }
  package var trisynaptic: TrisynapticSettings? { brain.settings as? TrisynapticSettings }

  package init() {}
}

/// A work that the scenario stands on.
package struct Reference: Declared {
  package var key = ""
  package var doi = ""
  package var text = ""

  package init() {}

  package static let declaration = Declaration<Self>(
    "reference", "A work that the scenario stands on.",
    fields: [
      .name("key", \.key, "how claims refer to it", required: true),
      .text("doi", \.doi, "its DOI", maximum: 200),
      .text("text", \.text, "the reference in words", maximum: 500),
    ])
}

extension Scenario: Declared {
  package static let declaration = Declaration<Self>(
    "a scenario", "One experiment: what is learnt, what happens, what is tested and what is claimed.",
    fields: [
      .integer("format", \.format, 1...1_000_000, "version of this format: 1", required: true),
      .name("name", \.name, "short name, also of the results folder", required: true),
      .text("title", \.title, "what it is about, in a line", maximum: 200),
      .text("question", \.question, "what is asked"),
      structs("references", \.references, "works it stands on", count: 0...100),
      .integer(
        "subjects", \.subjects, 1...10_000_000, "simulated participants: each has a random brain, order and noise of its own"),
      .integer("seed", \.seed, 0...Int.max, "number from which all randomness derives"),
      .words(
        "ablate", \.ablations, "parts of the model that are taken out (also --ablate)", count: 0...8, former: Ablation.former),
      .flag(
        "common_random_numbers", \.commonRandomNumbers,
        "whether branches share their random streams, so that their differences are paired"),
      .nested("clock", \.clock, "time of day, and the regulation of sleep"),
      History.field,
      Field(
        "brain", "who lives it: a model with what differs from its defaults, or the path of a model file (also --brain)",
        form: BrainChoice.form
      ) { reader, node, root in
        let (isForeign, isUnknown) = (root.brain.isForeign, root.brain.isUnknown)
        root.brain = BrainChoice.read(&reader, node)
        root.brain.isForeign = isForeign
        if isUnknown { root.brain.isUnknown = true }
      } show: {
        $0.brain.shown
      },
      Field(
        "materials", "what there is to learn: names, each with a file or a generator", form: .named(MaterialSettings.form)
      ) {
        reader, node, root in
        let entries = reader.entries(node, expected: "a mapping from names to materials") ?? []
        if entries.isEmpty, reader.issues.isEmpty {
          reader.report("no materials", at: node.mark, expected: "at least one name with a file or a generator")
        }
        for entry in entries {
          guard let name = reader.name(entry.key, at: entry.mark) else { continue }
          let settings = reader.inside(entry.key) { MaterialSettings.read(&$0, name: name, mark: entry.mark, entry.value) }
          if let settings { root.materials.append(settings) }
        }
      } show: {
        .map($0.materials.map { .init($0.name, $0.shown) })
      },
      Field("timeline", "what happens, in order", form: .reference("phases"), required: true) { reader, node, root in
        if let phases = Phase.list(&reader, node) { root.timeline = phases }
      } show: {
        .list($0.timeline.map(\.shown))
      },
      .nested("analysis", \.analysis, "how retrievals are scored and fates decided"),
      .nested("agreement", \.agreement, "reference values that the run is held against"),
      structs("claims", \.claims, "what should come out", count: 0...1000),
      .nested("sweep", \.sweep, "parameters that 'engram sweep' varies"),
      .nested("fit", \.fit, "parameters that 'engram fit' seeks"),
    ])

  /// A list of mappings.
  private static func structs<T: Declared>(
    _ name: String, _ path: Field<Scenario>.Path<[T]>, _ summary: String, count: ClosedRange<Int>
  ) -> Field<Scenario> {
    Field(name, summary, form: .list(.mapping(T.declaration.info), count: count)) { reader, node, root in
      let list = reader.list(node, count: count) { reader, node -> T? in
        var value = T()
        let before = reader.issues.all.count
        T.declaration.read(&reader, node, into: &value)
        return reader.issues.all.count == before ? value : nil
      }
      if let list { root[keyPath: path] = list }
    } show: { root in
      root[keyPath: path].isEmpty ? nil : .list(root[keyPath: path].map { T.declaration.show($0) })
    }
  }
}
