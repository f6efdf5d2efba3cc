import Declarations
import Materials
import NetworkModels

/// What phases of networks of layers refer to.
extension Timeline {
  /// Those of some materials that give trials for named layers.
  func trials(_ names: [String]) -> [String] {
    materials.filter { names.contains($0.name) && $0.trials != nil }.map(\.name)
  }

  /// Trials are lived by networks of layers only.
  func kindOfTrials(_ names: [String]) -> PhaseKind? {
    // A name that refers to nothing may be meant as such a material.
    if layered != nil, !names.isEmpty, names.allSatisfy({ material($0) == nil }) { return PhaseKind(brain: LayeredSettings.self) }
    return trials(names).first.map {
      PhaseKind(brain: LayeredSettings.self, why: "the material '\($0)', which gives trials for named layers,")
    }
  }

  /// The one material of a phase on trials; others are reported.
  func onlyTrials(_ names: [String], _ mark: Mark, _ reader: inout Reader) -> String? {
    if names.count > 1 {
      reader.report(
        "\(names.count) materials at once, and one of them gives trials", at: mark, expected: "one material with trials")
    }
    return trials(names).first
  }

  /// Refuses keys that only materials with trials have, or only those without.
  func refuse(_ keys: [GivenKey], _ phase: String, ofTrials: Bool, _ reader: inout Reader) {
    for key in keys {
      reader.report(
        ofTrials
          ? "only networks of layers have '\(key.name)' in a \(phase), with a material that gives trials"
          : "'\(key.name)' of \(phase) is of items, and this material gives trials", at: key.mark, expected: "no '\(key.name)'")
    }
  }

  /// Reports the name of a material that gives no trials.
  func checkTrials(_ name: String, _ mark: Mark, _ reader: inout Reader) {
    _ = reader.position(of: name, among: trials(materials.map(\.name)), "material with trials", at: mark)
  }

  /// Oscillations are learnt from where weights stand in full rows.
  func checkOscillation(_ rate: KeyPath<GradedProjection, Double>, _ mark: Mark, _ reader: inout Reader) {
    for projection in layered?.projections ?? [] where projection.value[keyPath: rate] > 0 && projection.value.isThin {
      reader.report(
        "'\(projection.name)' is too sparse to learn from an oscillation", at: mark,
        expected: "rate 0, or a share of at least \(GradedProjection.thinBelow)")
    }
  }
}
