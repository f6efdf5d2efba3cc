import Declarations

/// A test of memory; changes nothing.
package struct ProbePhase: Declared {
  package enum CueKind: String, CaseIterable, Sendable {
    case half, whole
  }

  package var label = ""
  package var lesions = [LesionName(name: "none", mark: Mark(file: "", line: 1, column: 1))]
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
      LesionName.field(\.lesions),
      .names("materials", \.materials, "what is tested; all that was studied if nothing is said"),
      .names("groups", \.groups, "only the items of these groups"),
      .words("tests", \.tests, "how memory is tested"),
      .word("cue", \.cue, "what is shown in cued recall"),
      .name("held_out", \.heldOut, "material with the new items of `generalization`"),
      .integers("rounds", \.rounds, 1...1_000_000, "in a repeat: only in these rounds"),
    ])
}

/// The name of what is silenced during a probe: none, a store, a part, a wire of the brain.
package struct LesionName: Sendable, Equatable {
  package var name: String
  package var mark: Mark

  static func field(_ path: Field<ProbePhase>.Path<[LesionName]>) -> Field<ProbePhase> {
    Field(
      "lesions",
      "what is silenced during the test, by the brain's names (none, a store, a part, a wire); each is a state of its own",
      form: .either([.list(.name, count: 1...64), .name])
    ) { reader, node, root in
      let list = reader.list(node, count: 1...64) { reader, node in
        reader.name(node).map { LesionName(name: $0, mark: node.mark) }
      }
      if let list { root[keyPath: path] = list }
    } show: {
      .list($0[keyPath: path].map { .text($0.name) })
    }
  }
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

extension TestName: Word {
  package var summary: String {
    switch self {
    case .cuedRecall: "the rest of a memory from a part of it; fates are decided on this"
    case .recognition: "old or new: how well a whole item is reproduced, studied items against lures"
    case .forcedChoice: "own unique features against those of family partners, from a part of the item"
    case .generalization: "new members of a family: error against its prototype"
    case .savings: "relearning against learning something new of the same kind: presentations saved"
    case .similarity: "correlation between the codes of related and of unrelated items, part by part"
    }
  }
}
