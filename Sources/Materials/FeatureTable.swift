import Declarations
import NumericalMethods

/// Items × features from a CSV file.
package struct FeatureTable: MaterialGenerator, Equatable {
  package var file = ""
  /// One feature of an item, as a block of units that all items with the same value have.
  private struct Feature: Sendable, Equatable {
    var name: String
    var units: Int
  }

  private var features: [Feature] = []
  package private(set) var outline: [ItemOutline] = []
  /// values[item][feature]; empty where the item lacks the feature.
  private var values: [[String]] = []
  /// Numbers of the features that are shown of each item in cued recall; none: half of its units, at random.
  private var shown: [[Int]] = []

  package init() {}

  package static let declaration = Declaration<Self>(
    "table",
    "Items × features from a CSV file. Columns: item; family, group, strength, salience and cue if wanted; every other column is a "
      + "feature, 0/1 or with values, and `name:units` in the first line says how many units code it (1 if nothing is said). `cue` names the "
      + "features that a partial cue of the item shows, joined by '+' (colour + shape); where it is empty, half of its units at random.",
    fields: [.text("file", \.file, "path of the CSV file, from the scenario's folder", maximum: 500, required: true)])

  private static let known = ["item", "family", "group", "strength", "salience", "cue"]

  /// Reads the table; mistakes are reported at their place in the CSV file.
  package mutating func read(_ csv: CSV, _ reader: inout Reader) {
    guard let header = csv.rows.first else { return }
    var seen: [String: Int] = [:], columns: [(name: String, units: Int?)] = []
    for (c, cell) in header.enumerated() {
      let parts = cell.text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map { String($0).trimmed }
      let name = parts[0]
      if name.isEmpty { reader.report("a column without a name", at: cell.mark, expected: "the name of a feature") }
      if let first = seen[name] {
        reader.report(
          "the column '\(name)' stands here a second time", at: cell.mark,
          expected: "each column once; the first is number \(first + 1)")
      }
      seen[name] = c
      var units: Int?
      if parts.count > 1 {
        if Self.known.contains(name) {
          reader.report("'\(name)' is no feature and has no units", at: cell.mark, expected: "'\(name)'")
        } else if let count = Int(parts[1]), (1...1000).contains(count) {
          units = count
        } else {
          reader.report(
            "'\(parts[1])' is not a number of units", at: cell.mark, expected: "a whole number from 1 to 1000 after the colon")
        }
      } else if !Self.known.contains(name), let near = NearMiss.of(name, among: Self.known), NearMiss.distance(near, name) == 1 {
        reader.report(
          "'\(name)' is not a known column and has no units", at: cell.mark, expected: "'\(name):1' if it is a feature",
          suggestion: near)
      }
      columns.append((name, units))
    }
    guard let itemColumn = seen["item"] else {
      reader.report(
        "the table has no column 'item'", at: header[0].mark, expected: "a column with the items' names",
        suggestion: NearMiss.of("item", among: columns.map(\.name)).map { _ in "item" })
      return
    }
    let featureColumns = columns.indices.filter { !Self.known.contains(columns[$0].name) }
    features = featureColumns.map { Feature(name: columns[$0].name, units: columns[$0].units ?? 1) }
    if features.isEmpty {
      reader.report(
        "the table has no feature", at: header[0].mark,
        expected: "at least one column beside \(Self.known.joined(separator: ", "))")
    }
    if csv.rows.count == 1 { reader.report("the table has no items", at: header[0].mark, expected: "a row for each item") }
    let isBinary = featureColumns.map { c in csv.rows.dropFirst().allSatisfy { ["0", "1", ""].contains($0[c].text) } }
    var names: [String: Int] = [:]
    for row in csv.rows.dropFirst() {
      func text(_ name: String) -> String? { seen[name].map { row[$0].text }.flatMap { $0.isEmpty ? nil : $0 } }
      func number(_ name: String, _ standard: Double) -> Double {
        guard let c = seen[name], !row[c].text.isEmpty else { return standard }
        return reader.number(.scalar(row[c].text, row[c].mark), as: .number, in: 0...100) ?? standard
      }
      let cell = row[itemColumn]
      if cell.text.isEmpty { reader.report("an item without a name", at: cell.mark, expected: "a name") }
      if let first = names[cell.text] {
        reader.report(
          "the item '\(cell.text)' stands here a second time", at: cell.mark,
          expected: "each item once; the first is in line \(first)")
      }
      names[cell.text] = cell.mark.line
      let family = text("family") ?? "all"
      outline.append(
        ItemOutline(
          cell.text, family: family, group: text("group"), strength: number("strength", 1), salience: number("salience", 0)))
      values.append(zip(featureColumns, isBinary).map { c, binary in binary && row[c].text == "0" ? "" : row[c].text })
      if !features.isEmpty, values[values.count - 1].allSatisfy(\.isEmpty) {
        reader.report("the item '\(cell.text)' has no feature", at: cell.mark, expected: "a value in at least one feature column")
      }
      shown.append(seen["cue"].map { shownFeatures(row[$0], of: cell.text, &reader) } ?? [])
    }
  }

  /// The features that a cell of the column 'cue' names, of the item read last.
  private func shownFeatures(_ cell: CSV.Cell, of item: String, _ reader: inout Reader) -> [Int] {
    guard !cell.text.isEmpty, let row = values.last else { return [] }
    let had = features.indices.filter { !row[$0].isEmpty }, names = had.map { features[$0].name }
    var numbers: [Int] = []
    for part in cell.text.split(separator: "+", omittingEmptySubsequences: false) {
      let name = String(part).trimmed
      if let number = had.first(where: { features[$0].name == name }) {
        if !numbers.contains(number) { numbers.append(number) }
      } else {
        reader.report(
          features.contains { $0.name == name }
            ? "the item '\(item)' has no '\(name)' to show" : "there is no feature '\(name)' to show",
          at: cell.mark, expected: "features of the item, joined by '+': \(names.prefix(12).joined(separator: ", "))",
          suggestion: NearMiss.of(name, among: names))
      }
    }
    if !had.isEmpty, numbers.count == had.count {
      reader.report(
        "the cue shows all features of '\(item)'", at: cell.mark, expected: "at least one that is left to be recalled")
    }
    return numbers
  }

  /// Whether some items are cued by features of their own choice, and some by half of their units.
  package var cues: (named: Bool, halves: Bool) { (shown.contains { !$0.isEmpty }, shown.contains(where: \.isEmpty)) }

  package var withoutDetail: [String] {
    var counts: [[String]: Int] = [:]
    func key(_ i: Int, _ f: Int) -> [String] { [outline[i].family, String(f), values[i][f]] }
    for i in outline.indices { for f in features.indices { counts[key(i, f), default: 0] += 1 } }
    return outline.indices.filter { i in
      !features.indices.contains { f in !values[i][f].isEmpty && !shown[i].contains(f) && counts[key(i, f)] == 1 }
    }.map { outline[$0].name }
  }

  /// Units of each feature at the layer's size, rounded so that a whole item never gains or loses by rounding.
  private func sizes(_ layer: InputLayer) -> [Int] {
    var before = 0
    return features.map { feature in
      defer { before += feature.units }
      return layer.scaled(feature.units, after: before)
    }
  }

  package func demand(_ layer: InputLayer) -> Int {
    let sizes = sizes(layer)
    return features.indices.reduce(0) { sum, f in sum + Set(values.map { $0[f] }).subtracting([""]).count * sizes[f] }
  }

  package func realize(
    name: String, layer: InputLayer, pool: inout UnitPool, others: [String: Material], random: inout RandomStream
  ) -> Material {
    let sizes = sizes(layer)
    var blocks: [[String: [Int32]]] = features.map { _ in [:] }
    let coded = values.map { row in
      row.indices.map { f -> [Int32] in
        guard !row[f].isEmpty else { return [] }
        let block = blocks[f][row[f]] ?? pool.take(sizes[f], random: &random)
        blocks[f][row[f]] = block
        return block
      }
    }
    let units = coded.map { Array($0.joined()) }
    let items = outline.indices.map { i in
      let partners = outline.indices.filter { $0 != i && outline[$0].family == outline[i].family }
      let used = Set(partners.flatMap { units[$0] })
      return Item(
        outline[i], units: units[i], shared: units[i].filter { used.contains($0) }, cue: shown[i].flatMap { coded[i][$0] })
    }
    return Material(name: name, items: items)
  }
}
