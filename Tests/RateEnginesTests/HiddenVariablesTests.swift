import NetworkModels
import NumericalMethods
import RateEngines
import Testing

/// What lies behind the weights of a brain: time acts by it, and everything that clears or shrinks a weight does so to it.
struct HiddenVariablesTests {
  static let stores: [TrisynapticLesion] = [.neocortex, .hippocampus]
  private let items = Subject.items(4)

  /// A brain whose two stores know four items.
  private func learned(_ change: (inout RateParameters) -> Void = { _ in }) -> Subject {
    var subject = Subject {
      Subject.quiet(&$0)
      $0.pathways.cortices[0].output.wakeRate = 0.01
      change(&$0)
    }
    subject.start(1)
    subject.learn(items, times: 20, teachesCortex: true)
    return subject
  }

  private func answers(_ subject: Subject, _ store: TrisynapticLesion) -> [Float] { items.flatMap { subject.answer($0, store) } }

  private func difference(_ a: [Float], _ b: [Float]) -> Float { zip(a, b).map { ($0 - $1).magnitude }.max() ?? 1 }

  /// A year is a year, in months, days or uneven parts.
  @Test(arguments: stores) func aYearCanBeSplitAnyhow(_ store: TrisynapticLesion) {
    let before = learned()
    func after(_ hours: [Double]) -> [Float] {
      var subject = before
      for h in hours { subject.brain.elapse(hours: h) }
      return answers(subject, store)
    }
    let whole = after([8760])
    #expect(difference(whole, answers(before, store)) > 0.05)
    for parts in [Array(repeating: 730, count: 12), Array(repeating: 24, count: 365), [0.01, 1, 23, 500, 8235.99]] as [[Double]] {
      #expect(difference(after(parts), whole) < 1e-4, "\(parts.count) parts")
    }
  }

  /// Asleep the hippocampus feels half of the time; cortex all of it.
  @Test func sleepSlowsTheHippocampusOnly() {
    let before = learned()
    func after(_ hours: Double, asleep: Bool, _ store: TrisynapticLesion) -> [Float] {
      var subject = before
      subject.brain.elapse(hours: hours, asleep: asleep)
      return answers(subject, store)
    }
    #expect(after(200, asleep: true, .neocortex) == after(100, asleep: false, .neocortex))
    #expect(after(200, asleep: true, .hippocampus) == after(200, asleep: false, .hippocampus))
  }

  /// Before any time has passed there is nothing behind the weights, and none passes in no time.
  @Test(arguments: stores) func nothingBeforeTimePasses(_ store: TrisynapticLesion) {
    var chain = learned(), single = learned { $0.pathways.forgetAtOneRate() }
    #expect(answers(chain, store) == answers(single, store))
    let before = answers(chain, store)
    chain.brain.elapse(hours: 0)
    #expect(answers(chain, store) == before)
    chain.brain.elapse(hours: 2000)
    single.brain.elapse(hours: 2000)
    // With one time constant the hippocampus has lost all; what lies behind the weights gives it back.
    #expect(chain.recall(items, store) > single.recall(items, store) + 0.02)
  }

  /// With one time, evidence falls as exp(−t/τ).
  @Test func oneTimeIsExponential() {
    var subject = learned {
      Subject.lasting(&$0)
      $0.pathways.output.decay = Decay(hours: 100)
    }
    func evidence() -> [Double] { subject.answer(items[0], .neocortex).map { logOdds($0) + 3 } }
    let before = evidence()
    subject.brain.elapse(hours: 70)
    let after = evidence(), left = Elementary.exp(-0.7)
    for unit in 10..<20 { #expect(before[unit] > 3 && (after[unit] - left * before[unit]).magnitude < 0.01 * before[unit]) }
  }

  /// What was erased does not come back from behind the weights.
  @Test(arguments: zip(stores, [[1, 2, 3], [4]])) func erasedIsErased(_ store: TrisynapticLesion, _ parts: [Int]) {
    var subject = learned()
    subject.brain.elapse(hours: 300)
    #expect(subject.recall(items, store) > 0.3)
    subject.brain.erase(parts: parts)
    let erased = subject.recall(items, store)
    subject.brain.elapse(hours: 300)
    #expect(erased < 0.06 && subject.recall(items, store) < 0.06)
  }

  /// Down-scaling shrinks what lies behind as well: before or after a time, it is the same.
  @Test(arguments: stores) func downscalingReachesBehindTheWeights(_ store: TrisynapticLesion) {
    var early = learned()
    early.brain.elapse(hours: 300)
    var late = early
    early.brain.downscale(to: 0.7)
    early.brain.elapse(hours: 500)
    late.brain.elapse(hours: 500)
    late.brain.downscale(to: 0.7)
    #expect(difference(answers(early, store), answers(late, store)) < 1e-4)
  }
}
