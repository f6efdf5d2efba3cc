import Declarations
import NumericalMethods

/// Categories of exemplars with features in layers of their own: a class name and common parts, which are shared, a code name and deviating
/// parts, which are unique.
package struct Satellites: Sendable, Equatable {
  package var features: [String] = []
  package var className = ""
  package var codeName = ""
  package var categories = 3
  package var exemplars = 5
  package var codeUnits = 6
  package var trials = 50
  package var hiddenUnique = 0.99
  package var hasLaggedLabels = false

  package init() {}
}

extension Satellites: Declared {
  package static let declaration = Declaration<Self>(
    "satellites",
    "Categories of exemplars. A prototype has its category's value in every feature; every other exemplar deviates from it in one (not the "
      + "first). A trial hides one layer and shows all others: the network is to produce what is hidden. Shared: class names and common "
      + "features; unique: code names and deviating features.",
    references: ["Schapiro2017", "Singh2022"],
    fields: [
      .names("features", \.features, "layers of the features", count: 2...64, required: true),
      .name("class_name", \.className, "layer of the class names, a unit each", required: true),
      .name("code_name", \.codeName, "layer of the code names, in rows with a unit for each item", required: true),
      .integer("categories", \.categories, 2...100, "categories", source: "Schapiro2017"),
      .integer("exemplars", \.exemplars, 2...100, "exemplars of each, the prototype included", source: "Schapiro2017"),
      .integer("code_units", \.codeUnits, 1...100, "rows of the code names' layer", source: "Singh2022"),
      .integer("trials", \.trials, 1...100_000, "trials of an epoch", source: "Singh2022"),
      .number(
        "hidden_unique", \.hiddenUnique, .fraction, 0...1, "share of trials that hide something unique", source: "Singh2022"),
      .flag(
        "lagged_labels", \.hasLaggedLabels,
        "whether tests call a hidden feature shared or unique by the item before, as the public program does"),
    ])
}

extension Satellites: TrialGenerator {
  package var layers: [(name: String, units: Int?)] {
    features.map { ($0, 2 * categories) } + [(className, categories), (codeName, codeUnits * categories * exemplars)]
  }

  package var groups: [String] { ["shared", "unique"] }
  package var relations: [String] { ["same_category", "other_category"] }

  package var outline: [ItemOutline] {
    (1...categories).flatMap { category in
      (1...exemplars).map { ItemOutline("satellite-\(category)-\($0)", family: "category-\(category)") }
    }
  }

  package func task(_ units: (String) -> Int, _ random: inout RandomStream) -> any LayerTask {
    let count = categories * exemplars
    // Every row of the code names has its items in an order of its own.
    let rows = (0..<codeUnits).map { _ in random.shuffled(Array(0..<count)) }
    var items: [[LayerPattern]] = [], unique: [[Bool]] = []
    for item in 0..<count {
      let category = item / exemplars, exemplar = item % exemplars
      var patterns: [LayerPattern] = [], flags: [Bool] = []
      for (f, feature) in features.enumerated() {
        // Exemplar e > 0 deviates in feature 1 + (e − 1) mod (features − 1).
        let deviates = exemplar > 0 && f == 1 + (exemplar - 1) % (features.count - 1)
        patterns.append(LayerPattern(feature, units: 2 * categories, active: [deviates ? categories + category : category]))
        flags.append(deviates)
      }
      patterns.append(LayerPattern(className, units: categories, active: [category]))
      patterns.append(
        LayerPattern(codeName, units: codeUnits * count, active: rows.enumerated().map { $0.offset * count + $0.element[item] }))
      items.append(patterns)
      unique.append(flags + [false, true])
    }
    return SatelliteTask(settings: self, items: items, unique: unique)
  }
}

private struct SatelliteTask: LayerTask {
  let settings: Satellites
  let items: [[LayerPattern]]
  /// For every item and layer, whether it is unique there.
  let unique: [[Bool]]

  var groups: [String] { settings.groups }
  var relations: [String] { settings.relations }

  func relations(of a: Int, to b: Int) -> [String] {
    [a / settings.exemplars == b / settings.exemplars ? "same_category" : "other_category"]
  }

  func pools(_ layer: String) -> Int { layer == settings.codeName ? settings.codeUnits : 1 }

  private func hiding(_ layer: Int, of item: Int) -> LayerTrial {
    let labelled = settings.hasLaggedLabels && layer < settings.features.count ? (item + items.count - 1) % items.count : item
    return LayerTrial(
      item: item, group: unique[labelled][layer] ? "unique" : "shared",
      shown: items[item].enumerated().filter { $0.offset != layer }.map(\.element), wanted: [items[item][layer]])
  }

  var tests: [LayerTrial] { items.indices.flatMap { item in items[item].indices.map { hiding($0, of: item) } } }

  func epoch(_ random: inout RandomStream) -> [LayerTrial] {
    (0..<settings.trials).map { _ in
      let item = random.below(items.count), wantsUnique = random.uniform() < settings.hiddenUnique
      let layers = items[item].indices.filter { unique[item][$0] == wantsUnique }
      return hiding(layers[random.below(layers.count)], of: item)
    }
  }
}
