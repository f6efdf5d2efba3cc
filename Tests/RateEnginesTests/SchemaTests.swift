import NetworkModels
import NumericalMethods
import RateEngines
import Testing

/// How much faster the cortex learns by what it already foresees of a pattern.
struct SchemaTests {
  private let known = Array(Int32(0)..<20), new = Array(Int32(100)..<120)
  /// Its first half is that of the known pattern.
  private let half = Array(Int32(0)..<10) + Array(Int32(100)..<110)

  /// A cortex that was taught patterns until it expects them wholly.
  private func taught(_ patterns: [[Int32]], _ change: (inout RateParameters) -> Void = { _ in }) -> Subject {
    var subject = Subject {
      Subject.quiet(&$0)
      $0.pathways.cortices[0].output.wakeRate = 0.02
      change(&$0)
    }
    subject.start(1)
    subject.learn(patterns, times: 100, teachesCortex: true)
    return subject
  }

  /// The gain of a pattern that the cortex sees whole.
  private func gain(_ subject: Subject, _ pattern: [Int32]) -> Double {
    _ = subject.brain.response(to: pattern, kind: .initial, lesion: [], subject.workspace)
    return subject.brain.schemaGain(0, pattern.count, subject.workspace)
  }

  /// Nothing foreseen: exactly 1. All foreseen: little more. Half, and nothing else: most.
  @Test func whatHalfFitsIsLearntFastest() {
    #expect(gain(taught([]), known) == 1)
    let gains = (new: gain(taught([known]), new), whole: gain(taught([known]), known), half: gain(taught([Array(0..<10)]), half))
    #expect(gains.new < 1.2 && gains.whole < 3 && gains.half > 10 && gains.half <= 17.2, "\(gains)")
  }

  /// The half that fits is foreseen together with another half than the one that comes: no schema, a conflict.
  @Test func whatContradictsIsLearntNoFaster() {
    let fits = gain(taught([Array(0..<10)]), half), contradicts = gain(taught([known]), half)
    #expect(contradicts < 3 && fits > 3 * contradicts, "\(fits), \(contradicts)")
  }

  /// The cortex learns by it, awake and in NREM: what half fits is known after fewer presentations; under `no_schema` it is not.
  @Test func theGainIsLearntBy() {
    func learnt(_ schemaGain: Double, knows patterns: [[Int32]]) -> Double {
      var subject = taught(patterns) { $0.schemaGain = schemaGain }
      func evidence() -> Double {
        subject.start(3)
        let p = subject.brain.recall(half, lesion: .hippocampus, subject.workspace)
        return (110..<120).reduce(0) { $0 + logOdds(p[$1 - 10]) } / 10
      }
      let before = evidence()
      subject.start(4)
      subject.brain.encode(Presentation(units: half, strength: 0.1), subject.workspace)
      return evidence() - before
    }
    let with = learnt(20, knows: [Array(0..<10)]), without = learnt(0, knows: [Array(0..<10)])
    #expect(with > 3 * without && without > 0, "\(with), \(without)")
    let new = learnt(20, knows: []), newWithout = learnt(0, knows: [])
    #expect((new - newWithout).magnitude < 1e-6, "\(new), \(newWithout)")
  }
}
