import NetworkModels
import NumericalMethods
import RateEngines
import Testing

/// How strongly an experience is stored: by the item, the moment, and the time awake.
struct EncodingTests {
  private let items = Subject.items(3)

  private func plain(_ p: inout RateParameters) { (p.encodingVariability, p.itemVariability) = (0, 0) }

  private func strength(_ subject: Subject, _ units: [Int32]) -> Double {
    subject.brain.encodingStrength(units, subject.workspace)
  }

  /// S rises awake with 18.2 h and falls asleep with 4.2 h; a share f = .4 of it is lost.
  @Test func pressureWeakensEncodingAndSleepRestoresIt() {
    var subject = Subject(1, plain)
    #expect(strength(subject, items[0]) == 1)
    subject.brain.elapse(hours: 40)
    let tired = 1 - Elementary.exp(-40 / 18.2)
    #expect((strength(subject, items[0]) - (1 - 0.4 * tired)).magnitude < 1e-9)
    subject.brain.elapse(hours: 8, asleep: true)
    #expect((strength(subject, items[0]) - (1 - 0.4 * tired * Elementary.exp(-8 / 4.2))).magnitude < 1e-9)
    // The two hold over any split of the time.
    var split = Subject(1, plain)
    for _ in 0..<80 { split.brain.elapse(hours: 0.5) }
    for _ in 0..<16 { split.brain.elapse(hours: 0.5, asleep: true) }
    #expect((strength(split, items[0]) - strength(subject, items[0])).magnitude < 1e-12)
  }

  /// What is learnt after two days awake is known less well than after a night; with no effect of pressure, as well.
  @Test func aTiredBrainStoresLess() {
    func recall(_ wake: Double, _ sleep: Double, _ effect: Double) -> Double {
      var subject = Subject {
        Subject.quiet(&$0)
        $0.pressureEffect = effect
      }
      subject.brain.elapse(hours: wake)
      subject.brain.elapse(hours: sleep, asleep: true)
      subject.start(1)
      subject.learn(items, times: 1, strength: 0.3)
      return subject.recall(items, .neocortex)
    }
    let rested = recall(0, 0, 0.4), tired = recall(48, 0, 0.4), slept = recall(48, 10, 0.4)
    #expect(rested > tired + 0.1 && slept > tired + 0.08 && slept < rested, "\(rested), \(tired), \(slept)")
    #expect(recall(48, 0, 0) == recall(0, 0, 0))
  }

  /// An item is as easy or hard for a brain whenever it comes, another item or another brain is not.
  @Test func anItemsFactorIsItsOwn() {
    let subject = Subject { $0.encodingVariability = 0 }, other = Subject(2) { $0.encodingVariability = 0 }
    subject.start(1)
    let first = items.map { strength(subject, $0) }
    subject.start(2)
    #expect(items.map { strength(subject, $0) } == first)
    #expect(Set(first).count == 3 && !first.contains(1) && strength(other, items[0]) != first[0])
  }

  /// A moment's factor differs from moment to moment.
  @Test func aMomentsFactorIsNot() {
    let subject = Subject { $0.itemVariability = 0 }
    subject.start(1)
    #expect(Set((0..<10).map { _ in strength(subject, items[0]) }).count == 10)
  }

  /// Lognormal with mean 1 and the declared coefficient of variation, over items as over moments.
  @Test func factorsHaveMeanOne() {
    func check(_ values: [Double], _ name: String) {
      let n = Double(values.count), mean = values.reduce(0, +) / n
      let sd = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)).squareRoot()
      // Five standard errors of the mean; of the standard deviation a tenth.
      #expect((mean - 1).magnitude < 5 * 0.5 / n.squareRoot() && (sd - 0.5).magnitude < 0.05, "\(name): \(mean), \(sd)")
    }
    let moments = Subject { $0.itemVariability = 0 }, others = Subject { $0.encodingVariability = 0 }
    moments.start(1)
    check((0..<4000).map { _ in strength(moments, items[0]) }, "moments")
    check((0..<4000).map { strength(others, [Int32($0 / 100), Int32(100 + $0 % 100)]) }, "items")
  }

  /// Variability 0 and no pressure: strength 1 to the bit, and no draw.
  @Test func withoutVariabilityStrengthIsOne() {
    let subject = Subject(1, plain)
    for x in items { #expect(strength(subject, x) == 1) }
  }
}
