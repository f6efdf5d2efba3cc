import Declarations

/// Loss of all traces of one store, for good.
package struct ErasePhase: Declared {
  package var store = ""
  /// Where the store's name stands.
  package var mark: Mark?

  package init() {}

  package static let declaration = Declaration<Self>(
    "erase",
    "Wipes what one store of the brain has learnt; it can learn anew. (A lesion during a probe is the probe's `lesions`.)",
    fields: [
      Field("store", "which store, by the brain's name: hippocampus, cortex", form: .name, required: true) { reader, node, root in
        guard let name = reader.name(node) else { return }
        (root.store, root.mark) = (name, node.mark)
      } show: {
        .text($0.store)
      }
    ])
}

extension ErasePhase: PhaseSettings {
  package var needs: [Ability] { [.items, .erasure] }

  package func obstacle(_ brain: BrainChoice, _ map: BrainMap) -> PhaseObstacle? {
    let names = map.stores.map(\.name)
    guard !store.isEmpty, !names.contains(store) else { return nil }
    return PhaseObstacle(
      message: "\(brain.noun) has no store '\(store)'",
      expected: names.isEmpty ? "no 'erase'" : "one of \(names.joined(separator: ", "))",
      suggestion: NearMiss.of(store, among: names), mark: mark)
  }

  package func unroll(
    _ timeline: inout Timeline, _ path: inout Timeline.Path, _ place: Timeline.Place, _ reader: inout Reader
  ) -> PhaseStep? { PhaseStep(self) }
}
