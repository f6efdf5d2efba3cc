import Declarations

/// A change of a pathway's weights, or of what it transmits.
package struct WeightsPhase: Declared {
  package var pathway = ""
  package var times = 1.0
  package var isShuffled = false
  package var transmission: Double?

  package init() {}

  package static let declaration = Declaration<Self>(
    "weights",
    "Multiplies the weights of a plastic pathway, or deals them out anew among its synapses: the same weights, no structure. "
      + "'transmission' is a factor on what any pathway transmits from here on, and learning leaves it alone.",
    references: ["Ecker2022"],
    fields: [
      .name("pathway", \.pathway, "which pathway; for a change of weights it must be plastic or have 'weights'", required: true),
      .number("times", \.times, .number, 0...1000, "factor", source: "convention"),
      .number(
        "transmission", \.transmission, .number, 0...1000,
        "factor on what arrives from here on, 1 at the beginning; at 0 nothing is learnt either"),
      .flag("shuffled", \.isShuffled, "whether they are shuffled: a negative control"),
    ])
}

extension WeightsPhase: PhaseSettings {
  package static var brain: (any BrainSettings.Type)? { CircuitSettings.self }

  package func unroll(
    _ timeline: inout Timeline, _ path: inout Timeline.Path, _ place: Timeline.Place, _ reader: inout Reader
  ) -> PhaseStep? {
    let step = PhaseStep(self, number: path.next("weights"))
    guard let circuit = timeline.circuit, !pathway.isEmpty, let number = circuit.pathway(pathway, at: place.mark, &reader) else {
      return step
    }
    let settings = circuit.pathways[number].value
    let changesWeights = transmission == nil || times != 1 || isShuffled
    if changesWeights, !settings.isPlastic, settings.weights == nil {
      reader.report(
        "all synapses of '\(pathway)' share one weight", at: place.mark,
        expected: "a pathway with a rule of plasticity, or 'weights'")
    }
    return step
  }
}
