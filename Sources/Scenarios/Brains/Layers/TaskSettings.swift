import Declarations
import Materials

/// One task of a graded network: one of the kinds.
package struct TaskSettings: Declared, Equatable {
  package var items: ItemStream?
  package var satellites: Satellites?
  package var associates: Associates?
  package var patterns: PatternSequence?
  package var pairedLists: PairedLists?
  package var overlapping: OverlappingPatterns?

  package init() {}

  package static let declaration = Declaration<Self>(
    "task", "What there is to learn: one of the kinds.",
    fields: [
      .nested("items", \.items, "items that follow or accompany each other"),
      .nested("satellites", \.satellites, "categories of exemplars with shared and unique features"),
      .nested("associates", \.associates, "pairs of an input and an output pattern"),
      .nested("paired_lists", \.pairedLists, "lists of paired associates, AB and AC, in contexts"),
      .nested("overlapping", \.overlapping, "patterns that share most of their units"),
      .nested("patterns", \.patterns, "random patterns, one after another"),
    ])

  private var kinds: [any LayerTaskKind] {
    let all: [(any LayerTaskKind)?] = [items, satellites, associates, pairedLists, overlapping, patterns]
    return all.compactMap(\.self)
  }

  /// The one kind; only in a task that has been checked.
  package var kind: (any LayerTaskKind)? { kinds.first }

  func kind(named name: String, at mark: Mark, _ reader: inout Reader) -> (any LayerTaskKind)? {
    if kinds.count != 1, kinds.count > 1 || reader.issues.isEmpty {
      reader.report(
        "'\(name)' is \(kinds.isEmpty ? "no kind" : "\(kinds.count) kinds") of task", at: mark,
        expected: "one of \(Self.declaration.fields.map { "'\($0.name)'" }.joined(separator: ", "))")
    }
    return kinds.count == 1 ? kinds.first : nil
  }
}
