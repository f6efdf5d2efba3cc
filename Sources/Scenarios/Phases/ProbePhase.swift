import Declarations
import Materials

/// A test of memory; changes nothing.
package struct ProbePhase: Declared {
  package enum CueKind: String, CaseIterable, Sendable {
    case half, whole
  }

  package var label = ""
  package var lesions = [LesionSettings()]
  package var materials: [String] = []
  package var groups: [String] = []
  package var tests = [TestName.cuedRecall]
  package var cue = CueKind.half
  package var heldOut = ""
  package var rounds: [Int] = []
  /// Keys that only items have, as far as the file gives them.
  var given: [GivenKey] = []

  package init() {}

  package static let declaration = Declaration<Self>(
    "probe",
    "Tests memory at this moment, with nothing or something silenced. The brain is as before afterwards. A material that gives trials for named "
      + "layers is probed with all its tests.",
    fields: [
      .name(
        "label", \.label, "name of this moment in claims and reports; in a repeat the round is added: night-3", required: true),
      LesionSettings.list(\.lesions),
      .names("materials", \.materials, "what is tested; all that was studied if nothing is said"),
      .names("groups", \.groups, "only the items of these groups"),
      .words("tests", \.tests, "how memory is tested").noted(in: \.given),
      .word("cue", \.cue, "what is shown in cued recall").noted(in: \.given),
      .name("held_out", \.heldOut, "material with the new items of `generalization`").noted(in: \.given),
      .integers("rounds", \.rounds, 1...1_000_000, "in a repeat: only in these rounds"),
    ])
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

  package func kind(_ timeline: Timeline) -> PhaseKind? { timeline.kindOfTrials(probed(timeline)) }

  /// What is named, or all trials where there is nothing else.
  private func probed(_ timeline: Timeline) -> [String] {
    let trials = timeline.trials(timeline.materials.map(\.name))
    return materials.isEmpty && trials.count == timeline.materials.count ? trials : materials
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
    var phase = self
    phase.lesions.removeAll { isMissing($0, &timeline, path, place, &reader) }
    guard timeline.trials(probed(timeline)).isEmpty else {
      timeline.refuse(given, "probe", ofTrials: false, &reader)
      var probe = LayeredProbe()
      probe.material = timeline.onlyTrials(probed(timeline), place.mark, &reader) ?? ""
      (probe.label, probe.groups, probe.lesions) = (label, groups, phase.lesions)
      return probe.unroll(&timeline, &path, place, &reader)
    }
    if path.studied.isEmpty, reader.issues.isEmpty {
      reader.report("a probe before anything is studied", at: place.mark, expected: "a study before it")
    }
    for name in materials where timeline.material(name) != nil && !path.studied.contains(name) {
      reader.report("'\(name)' is probed before it is studied", at: place.mark, expected: "a study of '\(name)' before")
    }
    if tests.contains(.generalization) { checkHeldOut(timeline, place.mark, &reader) }
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
    _ lesion: LesionSettings, _ timeline: inout Timeline, _ path: Timeline.Path, _ place: Timeline.Place, _ reader: inout Reader
  ) -> Bool {
    guard let obstacle = timeline.obstacle(lesion, mustAnswer: true) else { return false }
    let mark = obstacle.mark ?? lesion.mark
    guard timeline.brain.isForeign else {
      reader.report(obstacle.message, at: mark, expected: obstacle.expected, suggestion: obstacle.suggestion)
      return true
    }
    let reason = "\(obstacle.message) (line \(mark.line))"
    timeline.concede(obstacle.message, line: mark.line)
    timeline.unlived.append(
      .init(
        branch: path.branch.joined(separator: "."), label: Timeline.name(label, place.rounds), lesion: lesion.name,
        reason: reason))
    return true
  }
}
