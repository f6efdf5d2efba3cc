import Declarations
import NetworkModels

/// A probe of a material that gives trials for named layers: all its tests, of which nothing is learnt.
package struct LayeredProbe: Declared {
  package var label = ""
  package var material = ""
  package var groups: [String] = []
  package var lesions: [LesionSettings] = []

  package init() {}

  package static let declaration = Declaration<Self>(
    "probe of trials",
    "A probe of a material with trials: what a network of layers answers to all tests, and how similar its layers' activations are between "
      + "items.",
    references: ["Ketz2013"], fields: [])
}

extension LayeredProbe: PhaseSettings {
  package static var brain: (any BrainSettings.Type)? { LayeredSettings.self }

  package func unroll(
    _ timeline: inout Timeline, _ path: inout Timeline.Path, _ place: Timeline.Place, _ reader: inout Reader
  ) -> PhaseStep? {
    PhaseStep(
      self, states: timeline.addStates(label, place.rounds, lesions.map(\.name), what: "probe", place.mark, &path, &reader))
  }
}
