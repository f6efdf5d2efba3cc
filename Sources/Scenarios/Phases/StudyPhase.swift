import Declarations
import Materials

/// Learning the materials.
package struct StudyPhase: Declared {
  package enum Order: String, CaseIterable, Sendable {
    case random, listed, sequence
  }

  package enum Attention: String, CaseIterable, Sendable {
    case all
    case toCriterion = "to_criterion"
  }

  package var materials: [String] = []
  package var groups: [String] = []
  package var epochs = 3
  package var order = Order.random
  package var strength = Variable.constant(1)
  package var trace = 0.0
  package var cortex = true
  package var attention = Attention.all
  package var sharedAttention = 0.3
  package var until: Criterion?
  /// What only networks of layers have, on a material that gives trials for named layers.
  package var layered = LayeredStudy()
  /// Keys that only items or only trials have, as far as the file gives them.
  var given: [GivenKey] = []

  package init() {}

  package static let declaration = Declaration<Self>(
    "study",
    "Items are presented one by one; hippocampus and cortex learn each presentation. A material that gives trials for named layers is trained "
      + "trial by trial, by networks of layers only.",
    references: ["Schapiro2017"],
    fields: [
      .names("materials", \.materials, "what is studied", required: true),
      .names("groups", \.groups, "only the items of these groups"),
      .integer(
        "epochs", \.epochs, 1...10_000, "presentations of every item (with `order: sequence`, passes through the sequence)"),
      .word("order", \.order, "order of the items within an epoch").noted(in: \.given),
      .variable(
        "strength", \.strength, 0...100, "multiplies the learning rates; a distribution is drawn once per item and subject"
      ).noted(in: \.given),
      .number("trace", \.trace, .fraction, 0...1, "activity of the previous item that is still there").noted(in: \.given),
      .flag("cortex", \.cortex, "whether the neocortex learns while awake").noted(in: \.given),
      .word("attention", \.attention, "which features' errors are learnt from").noted(in: \.given),
      .number(
        "shared_attention", \.sharedAttention, .fraction, 0...1,
        "with to_criterion: share of presentations on which shared features are attended while unique ones are not learnt"
      ).noted(in: \.given),
      .nested("until", \.until, "stop at a criterion instead of after `epochs`"),
    ] + LayeredStudy.declaration.fields.map { $0.lifted(to: \.layered, in: \.given) })
}

/// When study ends: the share of withheld shared and unique features recalled, intact, after a block of all items.
package struct Criterion: Declared, Equatable {
  package enum Measure: String, CaseIterable, Sendable {
    case cuedRecall = "cued_recall"
  }

  package var measure = Measure.cuedRecall
  package var atLeast = 0.66
  package var orAfter = 30
  package var inARow: Int?

  package init() {}

  package static let declaration = Declaration<Self>(
    "until",
    "Study ends when both shared and unique features reach the criterion; where a network of layers is trained by trials, when the share of right "
      + "trials in a test after an epoch does, in every group that is trained.",
    fields: [
      .word("measure", \.measure, "what is tested after each block"),
      .number(
        "at_least", \.atLeast, .fraction, 0...1, "criterion for shared and for unique features, or for every group of trials",
        source: "Schapiro2017"),
      .integer("or_after", \.orAfter, 1...100_000, "last block, or epoch", noun: "blocks"),
      .integer("in_a_row", \.inARow, 1...10_000, "blocks in a row that reach it; one if nothing is said", source: "Singh2022"),
    ])
}

extension StudyPhase.Order: Word {
  package var summary: String {
    switch self {
    case .random: "a new random order in each epoch"
    case .listed: "as in the material"
    case .sequence: "the stream that the material defines (pairs, graph walks)"
    }
  }
}

extension StudyPhase.Attention: Word {
  package var summary: String {
    switch self {
    case .all: "all features, always"
    case .toCriterion: "features of the kind (unique, shared) that has not reached the criterion"
    }
  }
}

extension Criterion.Measure: Word {
  package var summary: String {
    "share of withheld features with probability of at least one half, hippocampus and cortex intact"
  }
}

extension StudyPhase: PhaseSettings {
  package var needs: [Ability] { [.items] + (trace > 0 ? [.traces] : []) }
  package var wishes: [Ability] { attention == .toCriterion ? [.attention] : [] }

  package func unhonoured(_ brain: BrainChoice, _ map: BrainMap) -> [String] {
    guard !cortex, map.spared == nil else { return [] }
    let isAll = map.stores.map(\.name) == ["cortex"]
    return ["'cortex: false' is not honoured: \(brain.noun) has no store \(isAll ? "but " : "")'cortex'"]
  }

  package func honoured(_ map: BrainMap) -> StudyPhase {
    var phase = self
    if map.spared == nil { phase.cortex = true }
    if !map.abilities.contains(.attention) { phase.attention = .all }
    return phase
  }

  package func kind(_ timeline: Timeline) -> PhaseKind? { timeline.kindOfTrials(materials) }

  package func unroll(
    _ timeline: inout Timeline, _ path: inout Timeline.Path, _ place: Timeline.Place, _ reader: inout Reader
  ) -> PhaseStep? {
    timeline.check(materials, groups, at: place.mark, &reader)
    let ofTrials = LayeredStudy.declaration.fields.map(\.name)
    guard timeline.trials(materials).isEmpty else {
      let material = timeline.onlyTrials(materials, place.mark, &reader)
      timeline.refuse(given.filter { !ofTrials.contains($0.name) }, "study", ofTrials: false, &reader)
      if groups.count > 1 {
        reader.report("trials of \(groups.count) groups at once", at: place.mark, expected: "one group, or all: no 'groups'")
      }
      var study = layered
      (study.material, study.group, study.until) = (material ?? "", groups.first ?? "", until)
      study.epochs = until?.orAfter ?? epochs
      return study.unroll(&timeline, &path, place, &reader)
    }
    if materials.allSatisfy({ timeline.material($0) != nil }) {
      timeline.refuse(given.filter { ofTrials.contains($0.name) }, "study", ofTrials: true, &reader)
    }
    for name in materials {
      let generator = timeline.material(name)?.generator
      if order == .sequence, let generator, !generator.hasSequence {
        reader.report("'\(name)' has no sequence of its own", at: place.mark, expected: "order: random or listed")
      }
      if generator is HeldOut {
        reader.report(
          "'\(name)' is held out and cannot be studied", at: place.mark, expected: "a material that is not of held_out")
      }
      if !path.studied.contains(name) { path.studied.append(name) }
      if !timeline.studied.contains(name) { timeline.studied.append(name) }
    }
    return PhaseStep(self, number: path.next("study"))
  }
}
