import NetworkModels
import NumericalMethods
import RateEngines
import Testing

/// What is retrieved is held against the cue, what is replayed against the code that it comes from; and what replay captures.
struct ComparatorTests {
  let workspace = RateWorkspace(anatomy: .trisynaptic)
  static let off: @Sendable (inout RateParameters) -> Void = { $0.vigilance = 0 }

  func network(_ subject: Int = 1, _ change: (inout RateParameters) -> Void = { _ in }) -> RateNetwork {
    var parameters = RateParameters()
    change(&parameters)
    return RateNetwork(
      anatomy: .trisynaptic, parameters: parameters,
      stream: StreamKey(seed: 1, subject: subject, purpose: Purpose(.brain)))
  }

  func start(_ subject: Int, _ number: Int) {
    workspace.noise.start(StreamKey(seed: 3, subject: subject, purpose: Purpose(.test, number)))
  }

  func mean(_ p: [Float], _ units: [Int32]) -> Double {
    units.reduce(0) { $0 + Double(p[Int($1)]) } / Double(units.count)
  }

  /// Half of an item that was never seen, with four of its ten units from one that was.
  @Test(arguments: 1...5) func aCueThatOnlyResemblesAMemoryIsNotTakenForIt(_ subject: Int) {
    func others(_ change: (inout RateParameters) -> Void) -> Double {
      var brain = network(subject, change)
      start(subject, 1)
      for _ in 0..<3 { brain.encode(Presentation(units: Array(0..<20), teachesCortex: false), workspace) }
      start(subject, 2)
      return mean(brain.recall(Array(0..<4) + Array(100..<106), lesion: [], workspace), Array(4..<20))
    }
    #expect(others(Self.off) > 0.5)
    #expect(others { _ in } < 0.1)
  }

  /// A retrieval that matches costs no draw and changes no bit.
  @Test func aMemoryIsAnsweredAsBefore() {
    func answer(_ change: (inout RateParameters) -> Void) -> [Float] {
      var brain = network(1, change)
      start(1, 3)
      for _ in 0..<3 { brain.encode(Presentation(units: Array(0..<20)), workspace) }
      start(1, 4)
      return brain.recall(Array(0..<10), lesion: [], workspace)
    }
    #expect(answer(Self.off) == answer { _ in })
  }

  /// Of two siblings with 14 units in common, cued is the weaker one: the reset lets it come after the stronger one.
  @Test func theNeighbourGetsItsTurn() {
    func own(_ resets: Int) -> Double {
      var sum = 0.0
      for subject in 1...20 {
        var brain = network(subject) { $0.resets = resets }
        start(subject, 5)
        let weak = Array(Int32(0)..<14) + Array(Int32(20)..<26)
        for _ in 0..<3 { brain.encode(Presentation(units: weak, strength: 0.35, teachesCortex: false), workspace) }
        for _ in 0..<6 { brain.encode(Presentation(units: Array(0..<20), teachesCortex: false), workspace) }
        start(subject, 6)
        sum += mean(brain.recall(Array(0..<7) + [20, 21, 22], lesion: [], workspace), [23, 24, 25]) / 20
      }
      return sum
    }
    let (none, one) = (own(0), own(1))
    #expect(one > none + 0.1, "\(none), \(one)")
  }

  /// Twelve weakly learnt items of four families, some far better than others.
  func families(_ subject: Int, _ change: (inout RateParameters) -> Void) -> (brain: RateNetwork, items: [[Int32]]) {
    var brain = network(subject, change)
    start(subject, 7)
    let items = (0..<12).map { i in
      let shared = Int32(14 * (i / 3)), own = Int32(56 + 6 * i)
      return Array(shared..<(shared + 14)) + Array(own..<(own + 6))
    }
    for _ in 0..<20 {
      for (i, x) in items.enumerated() {
        brain.encode(Presentation(units: x, strength: [0.2, 0.07, 0.03][i % 3], teachesCortex: false), workspace)
      }
    }
    return (brain, items)
  }

  @Test func blendsAreNotReplayed() {
    func overlap(_ change: (inout RateParameters) -> Void) -> (mean: Double, accepted: Int) {
      var sum = 0.0, accepted = 0
      for subject in 1...4 {
        var (brain, items) = families(subject) {
          ($0.encodingVariability, $0.itemVariability) = (0, 0)
          change(&$0)
        }
        brain.fallAsleep(Priority(exponent: 1), workspace)
        start(subject, 8)
        for _ in 0..<300 {
          let outcome = brain.replay(ReplayAttempt(stage: .nrem), workspace)
          guard outcome.isAccepted else { continue }
          accepted += 1
          sum += Double(items.map { Set($0).intersection(outcome.pattern).count }.max() ?? 0) / 20
        }
      }
      return (sum / Double(max(accepted, 1)), accepted)
    }
    let all = overlap { $0.reproductionNREM = 0 }
    let chosen = overlap { _ in }
    // Of what is read out and is of no memory, at most half is left.
    #expect(1 - chosen.mean < (1 - all.mean) / 2 && chosen.accepted > 240, "\(all), \(chosen)")
  }

  /// Replay strengthens the read-out of a trace of the same day, and no longer that of an older one.
  @Test func captureNeedsAFreshTrace() {
    func gain(after hours: Double, _ change: (inout RateParameters) -> Void = { _ in }) -> Double {
      var (brain, items) = families(2, change)
      brain.elapse(hours: hours)
      func recalled() -> Double {
        start(2, 9)
        var sum = 0.0
        for x in items {
          let p = brain.recall(Array(x[0..<7] + x[14..<17]), lesion: .neocortex, workspace)
          sum += mean(p, Array(x[7..<14] + x[17..<20])) / Double(items.count)
        }
        return sum
      }
      let before = recalled()
      brain.fallAsleep(Priority(exponent: 1), workspace)
      start(2, 10)
      for _ in 0..<100 { _ = brain.replay(ReplayAttempt(stage: .nrem), workspace) }
      return recalled() - before
    }
    let (fresh, old) = (gain(after: 0), gain(after: 48))
    #expect(fresh > 0.003 && fresh > 20 * old.magnitude, "\(fresh), \(old)")
    #expect(gain(after: 0) { $0.pathways.output.captureRate = 0 } == 0)
  }
}
