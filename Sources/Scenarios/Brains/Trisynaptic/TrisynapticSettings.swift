import Declarations
import Materials
import NetworkModels

/// The trisynaptic brain, as a file describes it; names of parameters are checked by the engine.
package struct TrisynapticSettings: Declared {
  /// What differs from the template in one region.
  package struct RegionSettings: Sendable {
    package var region: Region
    package var units: Int?
    package var active: Int?
    package var mark: Mark
  }

  package var competition = CompetitionName.ranked
  package var factor = 1.0
  package var regions: [RegionSettings] = []
  package var parameters: [Node.Entry] = []
  package var gamma = GammaSettings()

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
    "Entorhinal cortex, dentate gyrus, CA3, CA1 and neocortex, with two pathways through the hippocampus: what differs from the default.",
    references: ["Schapiro2017CHORSE", "Singh2022"],
    fields: [
      .word("competition", \.competition, "how the winners of a region are found"),
      .number("size", \.factor, .number, 0.5...8, "factor on the whole network; rates and noise are scaled along"),
      Field(
        "regions", "sizes that differ from the default, at size 1",
        form: .mapping(
          Region.allCases.map {
            FieldInfo(name: $0.rawValue, summary: $0.summary, form: .mapping(RegionSize.declaration.info), isRequired: false)
          })
      ) { reader, node, root in
        for entry in reader.entries(node, expected: "a mapping from regions to sizes") ?? [] {
          guard let word = reader.word(.scalar(entry.key, entry.mark), among: Region.words), let region = Region(rawValue: word)
          else { continue }
          reader.inside(entry.key) { reader in
            var size = RegionSize()
            RegionSize.declaration.read(&reader, entry.value, into: &size)
            root.regions.append(
              RegionSettings(
                region: region, units: size.units > 0 ? size.units : nil, active: size.active > 0 ? size.active : nil,
                mark: entry.mark))
          }
        }
      } show: { _ in
        nil
      },
      .nested("gamma", \.gamma, "the gamma cycle of a race"),
      Field(
        "parameters", "parameters that differ from the defaults; a distribution makes subjects differ",
        form: .named(Variable.form(.number, -1e9...1e9))
      ) { reader, node, root in
        root.parameters = reader.entries(node, expected: "a mapping from parameters to values") ?? []
      } show: { _ in
        nil
      },
    ])
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
    return
      "a trisynaptic network with hippocampal (dentate gyrus, CA3, CA1) and neocortical pathways (\(units); size \(Value.format(factor)))"
  }

  package var size: String { "network size \(Value.format(factor))" }

  package var ablations: [Ablation] {
    [
      .noDepression, .nremOnly, .remOnly, .noReplay, .shuffledReplay, .noHippocampus, .equalRates, .noStrengthGain, .noComparator,
      .noCapture, .separateSlots, .hebbOnly,
    ]
  }

  /// Sizes of all regions, the network's factor included.
  package var anatomy: Anatomy {
    var anatomy = Anatomy.trisynaptic
    for change in regions {
      if let units = change.units { anatomy[change.region].units = units }
      if let active = change.active { anatomy[change.region].active = active }
    }
    return anatomy.scaled(by: factor)
  }

  package var map: BrainMap {
    var map = BrainMap()
    let layer = anatomy.entorhinalCortex
    map.surface = InputLayer(units: layer.units, active: layer.active, size: factor)
    map.parts = Region.allCases.map(\.rawValue)
    map.coded = Region.allCases.dropFirst().map(\.rawValue)
    map.answering = ["entorhinal_cortex"]
    map.wires = ["monosynaptic_pathway"]
    map.stores = [
      .init("hippocampus", parts: ["dentate_gyrus", "ca3", "ca1"], wires: ["monosynaptic_pathway"]),
      .init("cortex", parts: ["neocortex"]),
    ]
    map.lesions = [("trisynaptic_pathway", Lesion(parts: [.init(1), .init(2)]))]
    map.abilities = Set(Ability.allCases)
    return map
  }

  package func check(_ reader: inout Reader) {
    for change in regions {
      let layer = anatomy[change.region]
      if layer.active >= layer.units {
        reader.report(
          "\(change.region.rawValue) has \(layer.units) units and \(layer.active) winners", at: change.mark,
          expected: "fewer winners than units")
      }
    }
    let weights = Region.allCases.map { anatomy[$0].units }.max() ?? 0
    if weights > 50_000, let change = regions.first {
      reader.report("a region of \(weights) units does not fit into memory", at: change.mark, expected: "at most 50000 units")
    }
  }
}
