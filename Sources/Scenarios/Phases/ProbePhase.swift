import Declarations

/// A test of memory; changes nothing.
package struct ProbePhase: Declared {
  package enum CueKind: String, CaseIterable, Sendable {
    case half, whole
  }

  package var label = ""
  package var lesions = [LesionName.none]
  package var materials: [String] = []
  package var groups: [String] = []
  package var tests = [TestName.cuedRecall]
  package var cue = CueKind.half
  package var heldOut = ""
  package var rounds: [Int] = []

  package init() {}

  package static let declaration = Declaration<Self>(
    "probe", "Tests memory at this moment, with nothing or something silenced. The brain is as before afterwards.",
    fields: [
      .name(
        "label", \.label, "name of this moment in claims and reports; in a repeat the round is added: night-3", required: true),
      .words("lesions", \.lesions, "what is silenced during the test; each is a state of its own"),
      .names("materials", \.materials, "what is tested; all that was studied if nothing is said"),
      .names("groups", \.groups, "only the items of these groups"),
      .words("tests", \.tests, "how memory is tested"),
      .word("cue", \.cue, "what is shown in cued recall"),
      .name("held_out", \.heldOut, "material with the new items of `generalization`"),
      .integers("rounds", \.rounds, 1...1_000_000, "in a repeat: only in these rounds"),
    ])
}

/// What is silenced.
package enum LesionName: String, CaseIterable, Sendable {
  case none, hippocampus, cortex
  case dentateGyrus = "dentate_gyrus"
  case ca3, ca1
  case monosynapticPathway = "monosynaptic_pathway"
  case trisynapticPathway = "trisynaptic_pathway"
}

/// How memory is tested.
package enum TestName: String, CaseIterable, Sendable {
  case cuedRecall = "cued_recall"
  case recognition
  case forcedChoice = "forced_choice"
  case generalization
  case savings
  case similarity
}

extension ProbePhase.CueKind: Word {
  package var summary: String {
    switch self {
    case .half: "half of the unique features (rounded down) and half of the shared ones (rounded up), fresh for each retrieval"
    case .whole: "the whole item"
    }
  }
}

extension LesionName: Word {
  package var summary: String {
    switch self {
    case .none: "nothing: the intact brain"
    case .hippocampus: "the hippocampus: what is left is the cortex alone"
    case .cortex: "the neocortex: what is left is the hippocampus alone"
    case .dentateGyrus: "dentate gyrus: no mossy drive"
    case .ca3: "CA3: what is left of the hippocampus is entorhinal cortex → CA1"
    case .ca1: "CA1: as the whole hippocampus, whose output it is"
    case .monosynapticPathway: "entorhinal cortex → CA1"
    case .trisynapticPathway: "dentate gyrus and CA3"
    }
  }
}

extension TestName: Word {
  package var summary: String {
    switch self {
    case .cuedRecall: "the rest of a memory from a part of it; fates are decided on this"
    case .recognition: "old or new: how well a whole item is reproduced, studied items against lures"
    case .forcedChoice: "own unique features against those of family partners, from a part of the item"
    case .generalization: "new members of a family: error against its prototype"
    case .savings: "relearning against learning something new of the same kind: presentations saved"
    case .similarity: "correlation between the codes of related and of unrelated items, region by region"
    }
  }
}
