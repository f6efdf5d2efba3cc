import Declarations
import NetworkModels

/// What a scenario says of the network; names of parameters are checked by the engine.
package struct NetworkSettings: Declared {
  package enum Template: String, CaseIterable, Sendable {
    case trisynaptic
  }

  /// What differs from the template in one region.
  package struct RegionSettings: Sendable {
    package var region: Region
    package var units: Int?
    package var active: Int?
    package var mark: Mark
  }

  package var template = Template.trisynaptic
  package var size = 1.0
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
    "network", "The network of every subject: a template, and what differs from it.",
    references: ["Schapiro2017CHORSE", "Singh2022"],
    fields: [
      .word("template", \.template, "the anatomy"),
      .number("size", \.size, .number, 0.5...8, "factor on the whole network; rates and noise are scaled along"),
      Field(
        "regions", "sizes that differ from the template's, at size 1",
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
      .nested("gamma", \.gamma, "the spiking engine's gamma cycle"),
      Field(
        "parameters", "parameters of the engine that differ from its defaults; a distribution makes subjects differ",
        form: .named(Variable.form(.number, -1e9...1e9))
      ) { reader, node, root in
        root.parameters = reader.entries(node, expected: "a mapping from parameters to values") ?? []
      } show: { _ in
        nil
      },
    ])
}

extension NetworkSettings.Template: Word {
  package var summary: String {
    "entorhinal cortex, dentate gyrus, CA3, CA1 and neocortex, with two pathways through the hippocampus"
  }
}

/// The level of description.
package enum EngineName: String, CaseIterable, Sendable {
  case rate, spiking
}

extension EngineName: Word {
  package var summary: String {
    switch self {
    case .rate: "rate model with k-winners-take-all"
    case .spiking: "leaky integrate-and-fire neurons that race in gamma cycles (network.gamma)"
    }
  }
}
