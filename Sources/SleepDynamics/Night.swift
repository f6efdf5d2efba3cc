/// What happened in a sleep (or a quiet waking rest), with times in hours from its beginning: the one thing that the rest of the program
/// sees of the equations.
package struct Night: Sendable, Equatable {
  /// A time span.
  package struct Span: Sendable, Equatable {
    package var start: Double
    package var end: Double
  }

  /// A sharp-wave ripple, and how it met the cortex.
  package struct Ripple: Sendable, Equatable {
    package var time: Double
    package var stage: SleepStage
    package var isInUp: Bool
    package var isInSpindle: Bool
    /// Evoked by a cue: which one of the night's, or nil.
    package var cue: Int?
  }

  package var hypnogram: Hypnogram
  /// Sleep pressure at the beginning and the end, hour on the clock at the beginning.
  package var pressure = (start: 0.0, end: 0.0)
  package var clock = 0.0
  /// DOWN states of neocortex; between them it is up.
  package var downs: [Span] = []
  package var spindles: [Span] = []
  package var ripples: [Ripple] = []
  /// Times at which the cortex replays alone.
  package var remEvents: [Double] = []
  /// Cues that were played.
  package var cues = 0

  package init(hypnogram: Hypnogram) { self.hypnogram = hypnogram }

  package static func == (a: Night, b: Night) -> Bool {
    a.hypnogram == b.hypnogram && a.pressure == b.pressure && a.clock == b.clock && a.downs == b.downs && a.spindles == b.spindles
      && a.ripples == b.ripples && a.remEvents == b.remEvents && a.cues == b.cues
  }

  package func stage(at time: Double) -> SleepStage {
    let epochs = hypnogram.epochs
    guard !epochs.isEmpty else { return .wake }
    return epochs[min(max(Int(time / Hypnogram.epoch), 0), epochs.count - 1)]
  }

  /// Whether `time` lies in one of the ascending spans.
  package static func contains(_ spans: [Span], _ time: Double) -> Bool {
    var low = 0, high = spans.count
    while low < high {
      let middle = (low + high) / 2
      if spans[middle].start <= time { low = middle + 1 } else { high = middle }
    }
    return low > 0 && time < spans[low - 1].end
  }

  package func isUp(at time: Double) -> Bool { !Self.contains(downs, time) }
  package func isInSpindle(at time: Double) -> Bool { Self.contains(spindles, time) }
}
