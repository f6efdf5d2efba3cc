import Analysis
import Testing

/// Engram cells and their recall on made-up activity.
struct EngramRecallTests {
  /// Two patterns, shown alternately for 1 s with a gap of 1 s; `rates[i]` are the spikes of each neuron in presentation i.
  private func responses(_ rates: [[Int]], duration: Double = 1000) -> StimulusResponses {
    let shown = rates.indices.map {
      StimulusPresentation(pattern: $0 % 2, start: Double($0) * 2000, end: Double($0) * 2000 + duration)
    }
    var responses = StimulusResponses(shown, patterns: 2, neurons: rates.first?.count ?? 0)
    for (i, spikes) in rates.enumerated() {
      for k in 0..<100 {
        for (cell, count) in spikes.enumerated() where k < count {
          responses.add(time: shown[i].start + duration * Double(k + 1) / 100, cell: Int32(cell))
        }
      }
      // In the gap, and just behind the end: no one's.
      for cell in spikes.indices { responses.add(time: shown[i].end + 0.1, cell: Int32(cell)) }
    }
    return responses
  }

  /// Cells above the threshold in the mean over a pattern's presentations; a rate equal to it is not above.
  @Test func cells() {
    let found = responses([[30, 10, 0, 12], [0, 20, 25, 0], [10, 10, 0, 10], [0, 0, 25, 0]])
    #expect(found.engrams(above: 10) == [[0, 3], [2]])
    #expect(found.engrams(above: 9.9) == [[0, 1, 3], [1, 2]])
    // Spikes at the edges: one at the end counts, one at the beginning does not.
    #expect(found.rate([0, 1], in: 0) == 20 && found.rate([], in: 0) == 0)
    #expect(responses([[30], [0]], duration: 500).rate([0], in: 0) == 60)
  }

  @Test func recall() throws {
    let engrams = [[0, 1], [2, 3]]
    func recall(_ rates: [[Int]]) throws -> EngramRecall { try #require(EngramRecall(responses(rates), of: engrams, above: 10)) }
    let perfect = try recall([[20, 20, 1, 1], [1, 1, 20, 20]])
    #expect((perfect.accuracy, perfect.truePositives, perfect.falsePositives, perfect.rate) == (1, 1, 0, 20))
    // Both engrams, the wrong one more strongly in the first presentation.
    let blended = try recall([[12, 12, 20, 20], [12, 12, 20, 20]])
    #expect((blended.accuracy, blended.truePositives, blended.falsePositives) == (0.5, 1, 1))
    // As strongly is not more strongly.
    #expect(try recall([[20, 20, 20, 20], [0, 0, 0, 0]]).accuracy == 0)
    let wrong = try recall([[0, 0, 20, 20], [20, 20, 0, 0]])
    #expect((wrong.accuracy, wrong.truePositives, wrong.falsePositives) == (0, 0, 1))
    // Silence, at the threshold, and where there is no engram.
    #expect(try recall([[10, 10, 0, 0], [0, 0, 10, 10]]) == recall([[10, 10, 0, 0], [0, 0, 10, 10]]))
    #expect(try recall([[10, 10, 0, 0], [0, 0, 10, 10]]).truePositives == 0)
    #expect(try #require(EngramRecall(responses([[9, 9], [9, 9]]), of: [[], []], above: 0)).truePositives == 0)
    #expect(EngramRecall(responses([]), of: engrams, above: 10) == nil)
  }

  @Test func overlap() {
    #expect(EngramRecall.overlap(of: [[0, 1, 2, 3], [5]], with: [[1, 2, 9], [5]]) == 0.75)
    // Patterns without cells say nothing.
    #expect(EngramRecall.overlap(of: [[], [5]], with: [[1], []]) == 0)
    #expect(EngramRecall.overlap(of: [[], []], with: [[1], [2]]) == nil)
  }
}
