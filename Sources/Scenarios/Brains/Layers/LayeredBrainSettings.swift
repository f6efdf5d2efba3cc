import Declarations
import Materials
import NetworkModels

/// Layers that items are written on and read from.
package struct SurfaceSettings: Declared, Marked, Equatable {
  package var layers: [String] = []
  package var answers: [String] = []
  package var active = 0.1
  package var trials = 1
  package var noise = 0.0
  package var oscillation: InhibitionOscillation?
  package var recruited: [NamedRate] = []
  package var mark = Mark(file: "", line: 1, column: 1)

  package init() {}

  package static let declaration = Declaration<Self>(
    "surface",
    "Where items are written and read. An item is a set of units of these layers, numbered through; a cue clamps a part of them, and the answer "
      + "is the activation of the same units of 'answers'. Retrieval noise is that of the cues, each of which shows another part, and of binary "
      + "units; 'noise' adds to it.",
    fields: [
      .names("layers", \.layers, "layers that are clamped to what is shown", count: 1...64, required: true),
      .names(
        "answers", \.answers, "layers that answer, each as large as the one in its place; the same if none is named",
        count: 0...64),
      .number(
        "active", \.active, .fraction, 0.001...0.9,
        "share of the surface that an item of full size (20 of 200 units of the default brain) has", source: "convention"),
      .integer("trials", \.trials, 1...10_000, "training trials that one presentation stands for", source: "convention"),
      .number(
        "noise", \.noise, .fraction, 0...1, "SD of the noise on what a cue shows", source: "convention"),
      NamedRate.field(
        "recruited", \.recruited,
        "layers of which each item gets units of its own, at random, when it is first learnt, and how many: a link of its own",
        of: "layers to numbers of units", in: 1...100_000),
      .nested(
        "oscillation", \.oscillation,
        "instead of four quarters with a target: the network settles on what is shown, and learns from an oscillation of inhibition"
      ),
    ])

  /// Whether a layer that is shown an item is also the one that answers: what is shown whole comes back whole.
  package var answersWhereShown: Bool { answers.isEmpty || !Set(layers).isDisjoint(with: answers) }
}

/// A name, and the parts that it stands for.
package struct NamedParts: Sendable, Equatable {
  package var name: String
  package var mark: Mark
  package var parts: [String]

  static func field<Root>(_ name: String, _ path: Field<Root>.Path<[NamedParts]>, _ summary: String) -> Field<Root> {
    let names = Form.either([.list(.name, count: 1...64), .name])
    return Field(name, summary, form: .named(names)) { reader, node, root in
      for entry in reader.entries(node, expected: "a mapping from names to parts") ?? [] {
        guard let key = reader.name(entry.key, at: entry.mark) else { continue }
        let parts = reader.inside(entry.key) { $0.list(entry.value, count: 1...64) { $0.name($1) } }
        if let parts { root[keyPath: path].append(NamedParts(name: key, mark: entry.mark, parts: parts)) }
      }
    } show: { root in
      let all = root[keyPath: path]
      return all.isEmpty ? nil : .map(all.map { .init($0.name, .list($0.parts.map(Value.text))) })
    }
  }
}

extension LayeredSettings: BrainSettings {
  package static var noun: String { "a network of layers" }
  package static var ownPhases: String { "change; study and probe of materials with trials; sleep whose stage is said" }

  package var description: String { "a network of layers of \(size)" }
  package var size: String { "\(layers.reduce(0) { $0 + $1.value.units }) units" }

  package var ablations: [Ablation] {
    [.noDepression, .noREM, .noNREM, .noSleep, .noHippocampus, .equalRates, .hebbOnly, .noOscillation]
  }

  /// Units of the surface.
  package var surfaceUnits: Int { surface?.layers.reduce(0) { $0 + unitCount($1) } ?? 0 }

  package var map: BrainMap {
    var map = BrainMap()
    map.parts = layers.map(\.name)
    map.wires = wires.map(\.name)
    map.stores = stores.map { .init($0.name, parts: $0.parts) }
    map.divisible = Set(layers.indices.filter { layers[$0].value.binary != nil })
    map.links = wires.map { ($0.value.from[0], $0.value.to[0]) }
    map.replay = active(in: night?.nrem)
    map.rehearsal = active(in: night?.rem)
    guard let surface else { return map }
    map.coded = map.parts.filter { !surface.layers.contains($0) && !surface.answers.contains($0) }
    map.answering = surface.answers.isEmpty ? surface.layers : surface.answers
    let units = surfaceUnits, active = max(1, Int((surface.active * Double(units)).rounded()))
    map.surface = InputLayer(units: units, active: active, size: Double(active) / 20)
    map.abilities = [.items, .erasure, .traces]
    if surface.oscillation == nil { map.abilities.insert(.attention) }
    if !surface.answersWhereShown { map.abilities.insert(.recognition) }
    if let night {
      map.abilities.formUnion([.sleep, .physiology])
      map.stages = Set([(ReplayAttempt.Stage.nrem, night.nrem), (.rem, night.rem)].filter { $0.1 != nil }.map(\.0))
    }
    return map
  }

  /// Layers that are not off in a stage of sleep.
  private func active(in stage: LayeredStage?) -> [String] {
    guard let stage else { return [] }
    let off = stage.off.flatMap { parts(of: $0).isEmpty ? [$0] : parts(of: $0) }
    return layers.map(\.name).filter { !off.contains($0) }
  }

  /// Layers of a store.
  package func parts(of store: String) -> [String] { stores.first { $0.name == store }?.parts ?? [] }

  /// Reports what of surface, stores and sleep does not fit the layers.
  func checkBrain(_ reader: inout Reader) {
    for store in stores { for name in store.parts { _ = layer(name, at: store.mark, &reader) } }
    if let surface {
      for name in surface.layers + surface.answers { _ = layer(name, at: surface.mark, &reader) }
      for layer in surface.recruited { _ = self.layer(layer.name, at: layer.mark, &reader) }
      let shown = surface.layers.map(unitCount), answers = surface.answers.map(unitCount)
      if !answers.isEmpty, answers != shown, !(shown + answers).contains(0) {
        reader.report(
          "the surface's layers and those that answer are of different sizes", at: surface.mark,
          expected: "'answers' as large as 'layers', one by one")
      }
    }
    night?.check(self, &reader)
  }
}
