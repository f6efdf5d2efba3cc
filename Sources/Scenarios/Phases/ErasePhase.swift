import Declarations

/// Loss of all traces of one store, for good.
package struct ErasePhase: Declared {
  package var store = ""

  package init() {}

  package static let declaration = Declaration<Self>(
    "erase", "Wipes what one store of the brain has learnt; it can learn anew. (A lesion during a probe is the probe's `lesions`.)",
    fields: [.name("store", \.store, "which store, by the brain's name: hippocampus, cortex", required: true)])
}
