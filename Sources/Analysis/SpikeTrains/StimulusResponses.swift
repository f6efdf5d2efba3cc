/// A stimulus that was shown, in ms since the stretch began.
package struct StimulusPresentation: Sendable, Equatable {
  package var pattern: Int
  package var start: Double
  package var end: Double

  package init(pattern: Int, start: Double, end: Double) {
    (self.pattern, self.start, self.end) = (pattern, start, end)
  }
}

/// How many spikes each neuron fires in each presentation of a stimulus, counted while it fires.
package struct StimulusResponses: Sendable {
  package let presentations: [StimulusPresentation]
  package let patterns: Int
  /// By presentation, then neuron.
  private var counts: [[Int32]]
  /// The presentation that has not ended yet.
  private var now = 0

  /// Presentations in order of time, none within another.
  package init(_ presentations: [StimulusPresentation], patterns: Int, neurons: Int) {
    self.presentations = presentations
    self.patterns = patterns
    counts = Array(repeating: Array(repeating: 0, count: neurons), count: presentations.count)
  }

  /// A spike at `time` ms, no earlier than those before it; a spike at the end of a presentation belongs to it.
  package mutating func add(time: Double, cell: Int32) {
    while now < presentations.count, time > presentations[now].end { now += 1 }
    guard now < presentations.count, time > presentations[now].start, counts[now].indices.contains(Int(cell)) else { return }
    counts[now][Int(cell)] += 1
  }

  /// Mean rate (Hz) of some neurons in one presentation; 0 of none.
  package func rate(_ cells: [Int], in presentation: Int) -> Double {
    guard !cells.isEmpty else { return 0 }
    let shown = presentations[presentation]
    let spikes = cells.reduce(0) { $0 + Int(counts[presentation][$1]) }
    return Double(spikes) / Double(cells.count) / (shown.end - shown.start) * 1000
  }

  /// For each pattern the neurons whose rate over its presentations exceeds `rate` Hz: none where it was not shown.
  package func engrams(above rate: Double) -> [[Int]] {
    (0..<patterns).map { pattern in
      let shown = presentations.indices.filter { presentations[$0].pattern == pattern }
      let seconds = shown.reduce(0) { $0 + presentations[$1].end - presentations[$1].start } / 1000
      guard seconds > 0 else { return [] }
      return (counts.first ?? []).indices.filter { cell in
        Double(shown.reduce(0) { $0 + Int(counts[$1][cell]) }) / seconds > rate
      }
    }
  }
}
