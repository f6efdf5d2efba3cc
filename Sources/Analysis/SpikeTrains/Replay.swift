/// What an event replayed, as a decoder reads it.
package struct Replay: Sendable, Equatable {
  /// R: mean chance, 0 … 1, that the animal was within the band about the best line.
  package let score: Double
  /// How often shuffled cells score as high: (1 + #{R* ≥ R}) / (1 + shuffles).
  package let p: Double
  /// Of the best line, cm per ms along the track.
  package let slope: Double
  /// Relative to the direction of running; nil if the best line stands still.
  package let direction: ReplayDirection?
  /// |Replay speed| / running speed.
  package let compression: Double
  /// Of time and position under the posterior, −1 … 1: negative where positions descend.
  package let weightedCorrelation: Double?
  /// Bins with spikes.
  package let bins: Int
}
