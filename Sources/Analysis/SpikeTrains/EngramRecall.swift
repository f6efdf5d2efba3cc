/// Which engrams stimuli bring back.
package struct EngramRecall: Sendable, Equatable {
  /// Share of presentations that recall the engram of their pattern, and no other one more strongly.
  package var accuracy = 0.0
  /// Share of presentations that recall it at all; share of other engrams that are recalled with or in place of it.
  package var truePositives = 0.0
  package var falsePositives = 0.0
  /// Mean rate (Hz) of the cells of a pattern's engram while it is shown.
  package var rate = 0.0

  /// An engram is recalled where the mean rate of its cells exceeds `rate` Hz. nil: nothing was shown.
  package init?(_ responses: StimulusResponses, of engrams: [[Int]], above rate: Double) {
    let shown = responses.presentations.indices
    guard !shown.isEmpty, engrams.count == responses.patterns else { return nil }
    var right = 0, own = 0, others = 0
    for i in shown {
      let rates = engrams.map { responses.rate($0, in: i) }, pattern = responses.presentations[i].pattern
      let isRecalled = rates[pattern] > rate
      if isRecalled { own += 1 }
      self.rate += rates[pattern] / Double(shown.count)
      if isRecalled, rates.indices.allSatisfy({ $0 == pattern || rates[$0] < rates[pattern] }) { right += 1 }
      others += rates.indices.count { $0 != pattern && rates[$0] > rate }
    }
    accuracy = Double(right) / Double(shown.count)
    truePositives = Double(own) / Double(shown.count)
    falsePositives = engrams.count > 1 ? Double(others) / Double(shown.count * (engrams.count - 1)) : 0
  }

  /// Mean over engrams of the share of their cells that are cells of the same pattern's engram in `now`; nil without cells.
  package static func overlap(of engrams: [[Int]], with now: [[Int]]) -> Double? {
    let shares = zip(engrams, now).compactMap { before, after -> Double? in
      before.isEmpty ? nil : Double(Set(before).intersection(after).count) / Double(before.count)
    }
    return shares.isEmpty ? nil : shares.reduce(0, +) / Double(shares.count)
  }
}
