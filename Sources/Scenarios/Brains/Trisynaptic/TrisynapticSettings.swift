import Declarations
import Materials
import NetworkModels

/// The trisynaptic brain, as a file describes it: what differs from the default, which `scenarios/models/trisynaptic.yaml` writes out.
package struct TrisynapticSettings: Declared, Marked {
  /// What a file says of one region: sizes that differ from the template, or those of a further cortex.
  package struct RegionSettings: Sendable {
    package var name: String
    package var units: Int?
    package var active: Int?
    package var mark: Mark
  }

  package var competition = CompetitionName.ranked
  package var factor = 1.0
  package var regions: [RegionSettings] = []
  /// Pathways of further cortices, in the order of the file.
  package var added: [PathwaySettings] = []
  package var stores: [NamedParts] = []
  /// Numbers in force, without further cortices.
  var base = RateParameters()
  /// Numbers that each subject draws for itself.
  package var variations: [Variation] = []
  package var gamma = GammaSettings()
  package var mark = Mark(file: "", line: 1, column: 1)

  package init() {}

  private struct RegionSize: Declared {
    var units = 0
    var active = 0

    static let declaration = Declaration<Self>(
      "region", "Size of a region.",
      fields: [
        .integer("units", \.units, 1...100_000, "number of units (at size 1)"),
        .integer("active", \.active, 1...10_000, "how many of them win"),
      ])
  }

  package static let declaration = Declaration<Self>(
    "trisynaptic",
    "Entorhinal cortex, dentate gyrus, CA3, CA1 and neocortex, with two pathways through the hippocampus: what differs from the default. "
      + "Further cortices beside neocortex: a region and its two pathways from and to entorhinal cortex.",
    references: ["Schapiro2017CHORSE", "Singh2022"],
    fields: [
      .word("competition", \.competition, "how the winners of a region are found"),
      .number("size", \.factor, .number, 0.5...8, "factor on the whole network; rates and noise are scaled along"),
      regionsField, pathwaysField,
      storesField,
      .nested("gamma", \.gamma, "the gamma cycle of a race"),
      parametersField,
    ])

  private static let regionsField = Field<Self>(
    "regions",
    "sizes that differ from the default, and further cortices, at size 1. "
      + Region.allCases.map { "\($0.rawValue): \($0.summary)" }.joined(separator: "; "),
    form: .named(.mapping(RegionSize.declaration.info))
  ) { reader, node, root in
    for entry in reader.entries(node, expected: "a mapping from regions to sizes") ?? [] {
      guard let name = reader.name(entry.key, at: entry.mark) else { continue }
      reader.inside(entry.key) { reader in
        var size = RegionSize()
        RegionSize.declaration.read(&reader, entry.value, into: &size)
        root.regions.append(
          RegionSettings(
            name: name, units: size.units > 0 ? size.units : nil, active: size.active > 0 ? size.active : nil, mark: entry.mark))
      }
    }
  } show: { root in
    .map(
      zip(root.partNames, root.template.layers).map { name, layer in
        .init(name, .object(["units": .integer(layer.units), "active": .integer(layer.active)]))
      })
  }

  private static let storesField: Field<Self> = {
    var field = NamedParts.field(
      "stores", \Self.stores,
      "where memories live: names, each with its regions and wires, in the order in which memories get there; further cortices are of "
        + "'cortex' if nothing is said")
    field.show = { root in .map(root.namedStores.map { .init($0.name, .list($0.parts.map(Value.text))) }) }
    return field
  }()

  /// Regions beside those of the default brain.
  private var cortices: [RegionSettings] { regions.filter { Region(rawValue: $0.name) == nil } }

  /// Names of all regions, in the order of parts.
  private var partNames: [String] { Region.words + cortices.map(\.name) }

  /// Sizes of all regions at factor 1.
  private var template: Anatomy {
    var anatomy = Anatomy.trisynaptic
    for change in regions {
      guard let region = Region(rawValue: change.name) else {
        anatomy.cortices.append(.init(units: change.units ?? 2, active: change.active ?? 1))
        continue
      }
      if let units = change.units { anatomy[region].units = units }
      if let active = change.active { anatomy[region].active = active }
    }
    return anatomy
  }

  /// Sizes of all regions, the network's factor included.
  package var anatomy: Anatomy { template.scaled(by: factor) }

  /// Numbers in force, before subjects draw theirs.
  package var parameters: RateParameters {
    var parameters = base
    for cortex in cortices { parameters.pathways.cortices.append(.init(region: cortex.name)) }
    for pathway in added where cortices.contains(where: { $0.name == pathway.region }) {
      parameters.pathways[pathway.role, pathway.region] = pathway.value
    }
    return parameters
  }
}

/// How the winners of a region are found.
package enum CompetitionName: String, CaseIterable, Sendable {
  case ranked, race
}

extension CompetitionName: Word {
  package var summary: String {
    switch self {
    case .ranked: "rates: the most excited units win (k-winners-take-all)"
    case .race: "spikes: leaky integrate-and-fire neurons race in gamma cycles, the first win (see 'gamma')"
    }
  }
}

extension TrisynapticSettings: BrainSettings {
  package static var noun: String { "the trisynaptic brain" }

  package var description: String {
    let units = competition == .race ? "a race of spiking neurons in gamma cycles" : "rate units with k-winners-take-all"
    let further = cortices.isEmpty ? "" : ", and further cortices (\(cortices.map(\.name).joined(separator: ", ")))"
    return
      "a trisynaptic network with hippocampal (dentate gyrus, CA3, CA1) and neocortical pathways\(further) (\(units); size \(Value.format(factor)))"
  }

  package var size: String { "network size \(Value.format(factor))" }

  package var ablations: [Ablation] {
    [
      .noDepression, .noREM, .noNREM, .noSleep, .shuffledReplay, .noHippocampus, .equalRates, .noStrengthGain, .noComparator,
      .noCapture, .separateSlots, .hebbOnly, .singleTimescale, .noSchema, .noSleepPressure, .noRetrievalChange, .noSalience,
    ]
  }

  private static let wire = TrisynapticRole.monosynaptic.rawValue, surface = Region.entorhinalCortex.rawValue

  /// Where memories live.
  private var namedStores: [NamedParts] {
    guard stores.isEmpty else { return stores }
    let wires = base.pathways.hasMonosynaptic ? [Self.wire] : []
    return [
      NamedParts(name: "hippocampus", mark: mark, parts: Array(Region.words[1...3]) + wires),
      NamedParts(name: "cortex", mark: mark, parts: [Region.neocortex.rawValue] + cortices.map(\.name)),
    ]
  }

  package var map: BrainMap {
    var map = BrainMap()
    let layer = anatomy.entorhinalCortex, names = partNames
    map.surface = InputLayer(units: layer.units, active: layer.active, size: factor)
    map.parts = names
    map.coded = Array(names.dropFirst())
    map.divisible = Set(names.indices)
    map.answering = [Self.surface]
    map.wires = base.pathways.hasMonosynaptic ? [Self.wire] : []
    map.stores = namedStores.map { store in
      .init(store.name, parts: store.parts.filter(names.contains), wires: store.parts.filter { $0 == Self.wire })
    }
    map.lesions = [("trisynaptic_pathway", Lesion(parts: [.init(1), .init(2)]))]
    map.abilities = Set(Ability.allCases)
    let slow = Array(names[4...])
    map.links =
      TrisynapticRole.allCases.filter { !$0.isCortical && ($0 != .monosynaptic || base.pathways.hasMonosynaptic) }
      .map { ($0.ends.from.rawValue, $0.ends.to.rawValue) } + slow.flatMap { [(Self.surface, $0), ($0, Self.surface)] }
    map.replay = [Region.ca3.rawValue, Region.ca1.rawValue, Self.surface] + slow
    map.rehearsal = slow + [Self.surface]
    return map
  }

  package func check(_ reader: inout Reader) {
    reader.inside("regions") { checkRegions(&$0) }
    reader.inside("pathways") { checkPathways(&$0) }
    reader.inside("stores") { checkStores(&$0) }
  }

  private static let mostCortices = 16

  private func checkRegions(_ reader: inout Reader) {
    let sizes = anatomy.layers
    for change in regions {
      guard let part = partNames.firstIndex(of: change.name) else { continue }
      if Region(rawValue: change.name) == nil {
        if change.units == nil || change.active == nil {
          let pathways = added.contains { $0.region == change.name }
          reader.report(
            pathways ? "'\(change.name)' needs its size" : "'\(change.name)' is no region of the default brain", at: change.mark,
            expected: pathways
              ? "'units' and 'active'"
              : "one of \(Region.words.joined(separator: ", ")); or a further cortex with 'units', 'active' and two pathways",
            suggestion: pathways ? nil : NearMiss.of(change.name, among: Region.words))
          continue
        }
        if (["none", "trisynaptic_pathway"] + TrisynapticRole.allCases.map(\.rawValue)).contains(change.name)
          || namedStores.contains(where: { $0.name == change.name })
        {
          reader.report("'\(change.name)' is the name of something else", at: change.mark, expected: "another name")
        }
      }
      let layer = sizes[part]
      if layer.active >= layer.units {
        reader.report(
          "\(change.name) has \(layer.units) units and \(layer.active) winners", at: change.mark,
          expected: "fewer winners than units")
      }
    }
    if cortices.count >= Self.mostCortices, let last = cortices.last {
      reader.report("\(cortices.count + 1) cortices", at: last.mark, expected: "at most \(Self.mostCortices)")
    }
    let most = sizes.map(\.units).max() ?? 0
    if most > 50_000, let change = regions.first {
      reader.report("a region of \(most) units does not fit into memory", at: change.mark, expected: "at most 50000 units")
    }
  }

  /// Every region but the surface is of one store.
  private func checkStores(_ reader: inout Reader) {
    let names = partNames.dropFirst() + (base.pathways.hasMonosynaptic ? [Self.wire] : [])
    var seen: Set<String> = []
    for store in stores {
      for part in store.parts {
        guard names.contains(part) else {
          reader.report(
            part == Self.surface ? "'\(part)' is the surface of all stores" : "there is no region '\(part)'", at: store.mark,
            expected: "one of " + names.joined(separator: ", "), suggestion: NearMiss.of(part, among: names))
          continue
        }
        if !seen.insert(part).inserted {
          reader.report("'\(part)' is in two stores", at: store.mark, expected: "each region in one store")
        }
      }
    }
    if !stores.isEmpty, let stray = names.first(where: { !seen.contains($0) && $0 != Self.wire }) {
      reader.report("'\(stray)' is in no store", at: stores[0].mark, expected: "each region in one store")
    }
  }
}
