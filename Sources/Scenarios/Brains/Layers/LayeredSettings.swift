import Declarations
import Materials
import NetworkModels

/// A network of graded layers, as a file describes it.
package struct LayeredSettings: Declared, Marked {
  package var units = GradedUnits()
  package var layers: [Named<GradedLayer>] = []
  package var projections: [Named<GradedProjection>] = []
  package var surface: SurfaceSettings?
  package var stores: [NamedParts] = []
  package var night: LayeredNight?
  package var mark = Mark(file: "", line: 1, column: 1)

  package init() {}

  package static let declaration = Declaration<Self>(
    "layers",
    "A network of graded units, as published models have them: layers, and the projections between them. It studies and probes "
      + "materials that give trials for its layers; with a 'surface' it holds items too.",
    references: ["OReilly2012", "Ketz2013"],
    fields: [
      .nested("units", \.units, "what all units share"),
      .named("layers", \.layers, "units that inhibit each other, by name", count: 1...64, required: true),
      .named("projections", \.projections, "synapses between layers, by name", count: 1...256, required: true),
      .nested("surface", \.surface, "layers on which items are written and read"),
      NamedParts.field(
        "stores", \.stores, "where memories live: names, each with its layers, in the order in which memories get there"),
      .nested("sleep", \.night, "what its sleep is"),
    ])

  package func layer(_ name: String, at mark: Mark, _ reader: inout Reader) -> Int? {
    reader.position(of: name, among: layers.map(\.name), "layer", at: mark)
  }

  package func unitCount(_ layer: String) -> Int { layers.first { $0.name == layer }?.value.units ?? 0 }

  /// The projections, each from one layer to one.
  package var wires: [Named<GradedProjection>] {
    projections.flatMap { projection in
      projection.value.from.flatMap { from in
        projection.value.to.map { to in
          var wire = projection
          (wire.value.from, wire.value.to) = ([from], [to])
          return wire
        }
      }
    }
  }

  static let mostSynapses = 100_000_000.0

  /// Reports what does not fit together.
  package func check(_ reader: inout Reader) {
    for layer in layers where layer.value.units > 0 {
      let settings = layer.value
      if settings.pools > settings.units || settings.units % max(settings.pools, 1) != 0 {
        reader.report(
          "\(settings.units) units do not make \(settings.pools) equal pools", at: layer.mark, expected: "a divisor of the units")
      } else if let winners = settings.winners, winners >= settings.unitsPerPool {
        reader.report(
          "\(winners) winners among \(settings.unitsPerPool) units", at: layer.mark,
          expected: "fewer winners than units of a pool")
      } else if let units = settings.binary, units.active > settings.unitsPerPool {
        reader.report(
          "\(units.active) active units among \(settings.unitsPerPool)", at: layer.mark, expected: "at most the units of a pool")
      }
    }
    var synapses = 0.0
    for projection in wires {
      let settings = projection.value
      guard let from = layer(settings.from[0], at: projection.mark, &reader),
        let to = layer(settings.to[0], at: projection.mark, &reader)
      else { continue }
      let source = layers[from].value, target = layers[to].value
      synapses += Double(source.units) * Double(target.units)
      if let rule = settings.hebbian {
        if settings.pattern != .full {
          reader.report(
            "Hebbian weights connect all units with all", at: projection.mark, expected: "no 'pattern', or 'pattern: full'")
        }
        if !(rule.least...max(rule.least, rule.largest)).contains(rule.start) {
          reader.report(
            "weights begin at \(rule.start), outside their bounds", at: projection.mark, expected: "least ≤ start ≤ largest")
        }
      }
      switch settings.pattern {
      case .oneToOne:
        if source.units != target.units {
          reader.report(
            "\(source.units) and \(target.units) units are not one to one", at: projection.mark, expected: "layers of one size")
        }
        if settings.sleepRate > 0 {
          reader.report("a one_to_one projection does not learn in sleep", at: projection.mark, expected: "no 'sleep_rate'")
        }
      case .pools:
        if source.pools != target.pools {
          reader.report(
            "\(source.pools) and \(target.pools) pools do not match", at: projection.mark, expected: "layers with as many pools")
        }
      case .full, .random: break
      }
    }
    if synapses > Self.mostSynapses {
      reader.report("too many synapses", at: mark, expected: "at most 100,000,000 pairs of units")
    }
    checkBrain(&reader)
  }

  /// Reports what of a material with trials does not fit the layers.
  func check(_ material: MaterialSettings, _ generator: any TrialGenerator, _ reader: inout Reader) {
    let mark = material.mark
    for needed in generator.layers where !needed.name.isEmpty {
      guard let number = layer(needed.name, at: mark, &reader) else { continue }
      let units = layers[number].value.units
      if let due = needed.units, due != units {
        reader.report(
          "'\(needed.name)' has \(units) units, and '\(material.name)' needs \(due)", at: mark, expected: "\(due) units")
      }
    }
    switch generator {
    case let patterns as PatternSequence: check(patterns, &reader)
    case let lists as PairedLists where lists.active > lists.poolUnits:
      reader.report(
        "\(lists.active) active units do not fit a pool of \(lists.poolUnits)", at: mark,
        expected: "at most \(lists.poolUnits) 'active'")
    case let patterns as OverlappingPatterns where patterns.kept > patterns.active:
      reader.report(
        "patterns of \(patterns.active) active units cannot keep \(patterns.kept)", at: mark,
        expected: "at most \(patterns.active) 'kept'")
    case let pairs as Associates: check(pairs, mark, &reader)
    default: break
    }
  }

  /// Reports pairs that do not fit their layers.
  private func check(_ pairs: Associates, _ mark: Mark, _ reader: inout Reader) {
    guard let largest = pairs.offsets.max() else { return }
    if largest >= pairs.block {
      reader.report("unit \(largest) lies outside a block of \(pairs.block)", at: mark, expected: "0 to \(pairs.block - 1)")
    }
    for name in [pairs.input, pairs.output] where unitCount(name) > 0 && unitCount(name) < pairs.pairs * pairs.block {
      reader.report(
        "\(pairs.pairs) blocks of \(pairs.block) units do not fit '\(name)'", at: mark,
        expected: "a layer of at least \(pairs.pairs * pairs.block) units")
    }
  }

  /// Reports patterns that their layers cannot show.
  private func check(_ patterns: PatternSequence, _ reader: inout Reader) {
    for place in patterns.places {
      guard let units = layers.first(where: { $0.name == place.name })?.value else { continue }
      let settings = place.value, size = units.units / settings.pools
      if settings.pools * size != units.units {
        reader.report(
          "\(units.units) units do not make \(settings.pools) equal pools", at: place.mark, expected: "a divisor of the units")
      }
      let most = patterns.isDistinct ? size / patterns.count : size
      if settings.active > most {
        reader.report(
          patterns.isDistinct
            ? "\(patterns.count) patterns of \(settings.active) units of their own among \(size)"
            : "\(settings.active) active units among \(size)", at: place.mark, expected: "at most \(most) active units")
      }
      if let binary = units.binary, (binary.active, units.pools) != (settings.active, settings.pools) {
        reader.report(
          "this is no pattern of the binary units of '\(place.name)'", at: place.mark,
          expected: "active: \(binary.active)\(units.pools > 1 ? ", pools: \(units.pools)" : "")")
      }
    }
    if let mark = patterns.places.first?.mark, !patterns.places.contains(where: \.value.isWanted) {
      reader.report("a test that asks for nothing", at: mark, expected: "'wanted: true' in a layer")
    }
  }
}
