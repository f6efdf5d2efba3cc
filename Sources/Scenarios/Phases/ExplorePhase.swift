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
