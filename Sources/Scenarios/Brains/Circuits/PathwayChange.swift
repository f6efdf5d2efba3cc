import Declarations

/// A change of a pathway's weights, or of what it transmits.
package struct PathwayChange: Declared, Equatable {
  package var times = 1.0
  package var isShuffled = false
  package var transmission: Double?

  package init() {}

  package static let declaration = Declaration<Self>(
    "pathway_change",
    "Multiplies the weights of a pathway that is plastic or has 'weights', or deals them out anew among its synapses: the same weights, no "
      + "structure. 'transmission' is a factor on what any pathway transmits from here on, and learning leaves it alone.",
    references: ["Ecker2022"],
    fields: [
      .number("times", \.times, .number, 0...1000, "factor", source: "convention"),
      .flag("shuffled", \.isShuffled, "whether they are shuffled: a negative control"),
      .number(
        "transmission", \.transmission, .number, 0...1000,
        "factor on what arrives from here on, 1 at the beginning; at 0 nothing is learnt either"),
    ])

  /// Whether it is about weights.
  package var changesWeights: Bool { transmission == nil || times != 1 || isShuffled }
}

extension ChangePhase {
  /// The step of a circuit; pathway i of it has the random numbers of the step's number + i.
  func unroll(_ circuit: CircuitSettings, _ path: inout Timeline.Path, _ reader: inout Reader) -> PhaseStep {
    let number = path.next("change")
    for _ in pathways.dropFirst() { _ = path.next("change") }
    for change in pathways {
      guard let i = circuit.pathway(change.name, at: change.mark, &reader) else { continue }
      let settings = circuit.pathways[i].value
      if change.value.changesWeights, !settings.isPlastic, settings.weights == nil {
        reader.report(
          "all synapses of '\(change.name)' share one weight", at: change.mark,
          expected: "a pathway with a rule of plasticity, or 'weights'")
      }
    }
    return PhaseStep(self, number: number)
  }
}
