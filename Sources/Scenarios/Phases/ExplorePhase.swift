import Declarations
import NetworkModels

/// Runs along a track: a population fires as place cells do, and its plastic pathways onto itself learn.
package struct ExplorePhase: Declared {
  package var population = ""
  package var duration = 400_000.0
  package var track = LinearTrack()

  package init() {}

  package static let declaration = Declaration<Self>(
    "explore",
    "Runs along a linear track: a population fires as place cells do, whatever reaches it, and its plastic pathways onto itself learn "
      + "(without their delay). Fields stay the same in later explorations.",
    references: ["Ecker2022"],
    fields: [
      .name("population", \.population, "whose neurons are place cells", required: true),
      .number("duration", \.duration, .duration, 1...100_000_000, "how long", source: "Ecker2022"),
      .nested("track", \.track, "the track, its place cells and how they fire"),
    ])
}

extension ExplorePhase: PhaseSettings {
  package static var brain: (any BrainSettings.Type)? { CircuitSettings.self }

  package func unroll(
    _ timeline: inout Timeline, _ path: inout Timeline.Path, _ place: Timeline.Place, _ reader: inout Reader
  ) -> PhaseStep? {
    let step = PhaseStep(self, number: path.next("explore"))
    guard let circuit = timeline.circuit, !population.isEmpty, circuit.population(population, at: place.mark, &reader) != nil
    else {
      return step
    }
    path.explored.insert(population)
    path.hours += duration / 3_600_000
    let pathways = circuit.pathways.map(\.value)
    if !pathways.contains(where: { $0.isPlastic && $0.from == population && $0.to == population }) {
      reader.report(
        "nothing learns: '\(population)' has no plastic pathway onto itself", at: place.mark,
        expected: "a pathway with a rule of plasticity")
    }
    if duration / circuit.step > 4e9 { reader.report("too many steps", at: place.mark, expected: "at most 4,000,000,000") }
    return step
  }
}
