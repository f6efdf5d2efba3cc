import Declarations
import NetworkModels

/// Study of a material that gives trials for named layers: trial by trial, in a network of layers.
package struct LayeredStudy: Declared {
  /// What a study says of any material.
  package var material = ""
  package var group = ""
  package var epochs = 1
  package var until: Criterion?

  package var label = ""
  package var isCued = false
  package var trials: Int?
  package var lesion = LesionSettings()
  package var rates: [NamedRate] = []
  package var oscillation: InhibitionOscillation?

  package init() {}

  package static let declaration = Declaration<Self>(
    "study of trials",
    "What only networks of layers have in a study: a material with trials is trained trial by trial, in four quarters of 25 cycles with the theta "
      + "phases of projections; targets are clamped in the last, and learning is at the end.",
    references: ["Ketz2013"],
    fields: [
      .name("label", \.label, "name of this study in claims and reports"),
      .flag(
        "cued", \.isCued,
        "retrieval practice: trials show what tests show, at the strengths of tests, with the targets as feedback in the last quarter",
        source: "Zheng2022"),
      .integer(
        "trials", \.trials, 1...100_000,
        "trials of an epoch, in its order, from where the study of this material before ended; all of them if nothing is said"),
      LesionSettings.field(\.lesion),
      NamedRate.field("rates", \.rates, "learning rates of projections from here on, by name"),
      .nested(
        "oscillation", \.oscillation,
        "instead of the four quarters: the network settles on what is shown, and learns from an oscillation of inhibition"),
    ])
}

extension LayeredStudy: PhaseSettings {
  package static var brain: (any BrainSettings.Type)? { LayeredSettings.self }

  package func unroll(
    _ timeline: inout Timeline, _ path: inout Timeline.Path, _ place: Timeline.Place, _ reader: inout Reader
  ) -> PhaseStep? {
    timeline.check(lesion, &reader)
    if oscillation != nil { timeline.checkOscillation(\.rate, place.mark, &reader) }
    let names = timeline.layered?.projections.map(\.name) ?? []
    for rate in rates { _ = reader.position(of: rate.name, among: names, "projection", at: rate.mark) }
    let hasItems = timeline.material(material)?.generator.outline.isEmpty == false
    if hasItems, !timeline.studied.contains(material) { timeline.studied.append(material) }
    let states = timeline.addStates(label, isNeeded: false, place.rounds, ["none"], what: "study", place.mark, &path, &reader)
    return PhaseStep(self, number: path.next("train"), states: states)
  }
}
