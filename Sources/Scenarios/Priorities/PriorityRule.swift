import Declarations
import NetworkModels

/// Which memories replay favours, by name: an entry of the catalog for each.
package struct PriorityRule: Word, Equatable {
  package let rawValue: String
  package let summary: String
  /// The gain that it gives a CA3 unit: s trace strength, e error of the cortex, both relative to their means.
  let equation: String
  let references: [String]
  package let priority: Priority

  init(_ name: String, _ summary: String, equation: String, references: [String], _ priority: Priority) {
    rawValue = name
    self.summary = summary
    self.equation = equation
    self.references = references
    self.priority = priority
  }

  package init?(rawValue: String) {
    guard let rule = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
    self = rule
  }

  package static let allCases = [standard, uniform, strongFirst, weakFirst, salience, recency, needGain]

  package var entry: CatalogEntry { CatalogEntry(name: rawValue, summary: summary, equation: equation, references: references) }
}
