import Declarations
import Materials

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

extension ProbePhase: PhaseSettings {
  package var needs: [Ability] { [.items] }
  package var wishes: [Ability] { tests.contains(.recognition) ? [.recognition] : [] }
  package var isChange: Bool { false }

  package func honoured(_ map: BrainMap) -> ProbePhase {
    var phase = self
    if !map.abilities.contains(.recognition) { phase.tests.removeAll { $0 == .recognition } }
    return phase
  }

  package func leaves(_ place: Timeline.Place) -> [(label: String?, lesion: String)] {
    if !rounds.isEmpty, let round = place.rounds.last, !rounds.contains(round) { return [] }
    return lesions.map { (Timeline.name(label, place.rounds), $0.name) }
  }

  package func unroll(
    _ timeline: inout Timeline, _ path: inout Timeline.Path, _ place: Timeline.Place, _ reader: inout Reader
  ) -> PhaseStep? {
    if !rounds.isEmpty {
      guard let round = place.rounds.last, let times = place.times.last else {
        reader.report(
          "'rounds' has a meaning inside a repeat only", at: place.mark,
          expected: "no 'rounds', or the probe inside 'repeat: {times: …, of: [...]}'")
        return nil
      }
      if let beyond = rounds.first(where: { $0 > times }) {
        reader.report("round \(beyond) never comes", at: place.mark, expected: "'rounds' with rounds from 1 to \(times)")
      }
      guard rounds.contains(round) else { return nil }
    }
    timeline.check(materials, groups, at: place.mark, &reader)
    if path.studied.isEmpty, reader.issues.isEmpty {
      reader.report("a probe before anything is studied", at: place.mark, expected: "a study before it")
    }
    for name in materials where timeline.material(name) != nil && !path.studied.contains(name) {
      reader.report("'\(name)' is probed before it is studied", at: place.mark, expected: "a study of '\(name)' before")
    }
    if tests.contains(.generalization) { checkHeldOut(timeline, place.mark, &reader) }
    var phase = self
    phase.lesions.removeAll { isMissing($0, &timeline, path, place, &reader) }
    let states = timeline.addStates(label, place.rounds, phase.lesions.map(\.name), what: "probe", place.mark, &path, &reader)
    return PhaseStep(phase, number: path.next("probe"), states: states)
  }

  private func checkHeldOut(_ timeline: Timeline, _ mark: Mark, _ reader: inout Reader) {
    if heldOut.isEmpty {
      reader.report("generalization needs new items", at: mark, expected: "'held_out: <a material with generator held_out>'")
    } else if !(timeline.material(heldOut)?.generator is HeldOut) {
      let names = timeline.materials.filter { $0.generator is HeldOut }.map(\.name)
      reader.report(
        "'\(heldOut)' is not a held-out material", at: mark,
        expected: names.isEmpty ? "a material with generator held_out" : "one of \(names.joined(separator: ", "))")
    }
  }

  /// Whether the brain does not have what a lesion silences. It is a mistake of the file, unless the brain is another one than the file's.
  private func isMissing(
    _ lesion: LesionName, _ timeline: inout Timeline, _ path: Timeline.Path, _ place: Timeline.Place, _ reader: inout Reader
  ) -> Bool {
    let map = timeline.map, noun = timeline.brain.noun
    guard map.lesion(lesion.name) == nil else { return false }
    let names = map.silenceable, isThere = (map.parts + map.wires + map.stores.map(\.name)).contains(lesion.name)
    let message =
      isThere ? "\(noun) answers in '\(lesion.name)', which cannot be silent" : "\(noun) has no part or store '\(lesion.name)'"
    guard timeline.brain.isForeign else {
      reader.report(
        message, at: lesion.mark, expected: "one of \(names.prefix(24).joined(separator: ", "))",
        suggestion: NearMiss.of(lesion.name, among: names))
      return true
    }
    let reason = "\(message) (line \(lesion.mark.line))"
    timeline.concede(message, line: lesion.mark.line)
    timeline.unlived.append(
      .init(
        branch: path.branch.joined(separator: "."), label: Timeline.name(label, place.rounds), lesion: lesion.name,
        reason: reason))
    return true
  }
}
