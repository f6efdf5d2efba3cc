import Declarations

/// Loss of all traces of one store, for good.
package struct ErasePhase: Declared {
  package enum StoreName: String, CaseIterable, Sendable {
    case hippocampus, cortex
  }

  package var store = StoreName.hippocampus

  package init() {}

  package static let declaration = Declaration<Self>(
    "erase", "Wipes what one store has learnt; it can learn anew. (A lesion during a probe is the probe's `lesions`.)",
    fields: [.word("store", \.store, "which store", required: true)])
}

extension ErasePhase.StoreName: Word {
  package var summary: String {
    switch self {
    case .hippocampus: "all fast weights of the hippocampus"
    case .cortex: "the neocortex's output weights"
    }
  }
}
