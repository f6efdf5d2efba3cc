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
