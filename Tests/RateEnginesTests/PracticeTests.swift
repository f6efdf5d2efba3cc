import NetworkModels
import NumericalMethods
import RateEngines
import Testing

/// What a retrieval does beyond learning what came back: what answered lasts longer, and what nearly answered weakens.
struct PracticeTests {
  private let items = Subject.items(4)

  /// Two members of a family, 10 units in common; the second one is the rival.
  private let target = Array(Int32(0)..<20), rival = Array(Int32(0)..<10) + Array(Int32(100)..<110)
  /// What the family shares, and one unit of the target's own: it leads to the target, and nearly to the rival.
  private var cue: [Int32] { Array(0..<13) }

  /// Deepening without the learning that goes with it: presentations of no strength.
  private func practised(_ subject: Subject) -> Subject {
    var subject = subject
    subject.start(5)
    for _ in 0..<3 {
      for x in items { subject.brain.practise(Presentation(units: x, strength: 0), cue: Array(x.prefix(10)), subject.workspace) }
    }
    return subject
  }

  private func learned(_ change: (inout RateParameters) -> Void) -> Subject {
    var subject = Subject {
      Subject.quiet(&$0)
      $0.rivalWeakening = 0
      change(&$0)
    }
    subject.start(1)
    subject.learn(items)
    return subject
  }

  private func bits(_ subject: Subject) -> [UInt32] { items.flatMap { subject.answer($0, .neocortex).map(\.bitPattern) } }

  /// It moves nothing at once, and what is left after weeks is more.
  @Test func deepeningSlowsForgetting() {
    var plain = learned { _ in }, deep = practised(plain)
    #expect(bits(deep) == bits(plain))
    plain.brain.elapse(hours: 21 * 24)
    deep.brain.elapse(hours: 21 * 24)
    let (less, more) = (plain.recall(items, .neocortex), deep.recall(items, .neocortex))
    #expect(more > less + 0.03, "\(less), \(more)")
  }

  /// Nothing is deepened where the brain does not retrieve: the cue is of something else.
  @Test func whatIsNotFoundIsNotDeepened() {
    let plain = learned { _ in }
    var asked = plain
    asked.start(5)
    asked.brain.practise(Presentation(units: Array(150..<170), strength: 0), cue: Array(150..<160), asked.workspace)
    func later(_ subject: Subject) -> [UInt32] {
      var subject = subject
      subject.brain.elapse(hours: 500)
      return bits(subject)
    }
    #expect(later(asked) == later(plain))
  }

  /// Mean answers of what is a member's own, after the other one was practised or studied again.
  private func own(_ number: Int, _ change: (inout RateParameters) -> Void, _ act: (inout Subject) -> Void) -> (
    target: Double, rival: Double
  ) {
    var subject = Subject(number) {
      Subject.quiet(&$0)
      change(&$0)
    }
    subject.start(1)
    subject.learn([rival, target])
    subject.start(2)
    act(&subject)
    func answer(_ units: [Int32], _ cue: [Int32]) -> Double {
      let p = subject.brain.recall(cue, lesion: .neocortex, subject.workspace)
      return units.reduce(0) { $0 + logOdds(p[Int($1)]) } / Double(units.count)
    }
    return (answer(Array(15..<20), Array(0..<15)), answer(Array(105..<110), Array(0..<10) + Array(100..<105)))
  }

  /// Practice costs the rival, study of the same item does not; nor does practice in a brain that retrieval does not change.
  @Test func theRivalLoses() {
    var loss = 0.0, studied = 0.0
    for number in 1...10 {
      func practise(_ subject: inout Subject) {
        for _ in 0..<3 { subject.brain.practise(Presentation(units: target), cue: cue, subject.workspace) }
      }
      func study(_ subject: inout Subject) {
        for _ in 0..<3 { subject.brain.encode(Presentation(units: target, teachesCortex: false), subject.workspace) }
      }
      let before = own(number, { _ in }) { _ in }
      loss += (before.rival - own(number, { _ in }, practise).rival) / 10
      studied += (before.rival - own(number, { _ in }, study).rival) / 10
      let none = own(number, { ($0.deepening, $0.rivalWeakening) = (0, 0) }) { subject in
        for _ in 0..<3 {
          subject.brain.practise(Presentation(units: target, teachesCortex: false), cue: cue, subject.workspace)
        }
      }
      #expect(none == own(number, { _ in }, study))
    }
    // In log-odds: study of a relative costs a little, since errors are shared.
    #expect(loss > 1 && studied.magnitude < loss / 4, "\(loss) after practice, \(studied) after study")
  }

  /// All of it goes with the two numbers that the ablation `no_retrieval_change` sets to nought: practice is study.
  @Test func withoutRetrievalChangePracticeIsStudy() {
    let subject = learned { $0.deepening = 0 }
    var practised = subject, studied = subject
    for x in items {
      practised.brain.practise(Presentation(units: x), cue: Array(x.prefix(10)), practised.workspace)
      studied.brain.encode(Presentation(units: x), studied.workspace)
    }
    practised.brain.elapse(hours: 500)
    studied.brain.elapse(hours: 500)
    #expect(bits(practised) == bits(studied))
  }
}
