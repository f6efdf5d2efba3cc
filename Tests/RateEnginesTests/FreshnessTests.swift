import NetworkModels
import RateEngines
import Testing

/// A trace's power to teach the cortex by replay: whole at first, half after the window of 24 h.
struct FreshnessTests {
  private let items = Subject.items(3)

  /// Cortical recall after a sleep, `hours` after study; nothing fades, and nothing but age differs.
  private func cortex(_ hours: Double, coupling: Double = 1, _ change: (inout RateParameters) -> Void = { _ in }) -> [Float] {
    var subject = Subject {
      Subject.quiet(&$0)
      Subject.lasting(&$0)
      $0.pathways.output.captureRate = 0
      change(&$0)
    }
    subject.start(1)
    subject.learn(items)
    subject.brain.elapse(hours: hours)
    subject.start(2)
    #expect(subject.sleep(60, coupling: coupling) > 20)
    return items.flatMap { Array(subject.answer($0, .hippocampus)[Int($0[10])...Int($0[19])]) }
  }

  private func mean(_ p: [Float]) -> Double { p.reduce(0) { $0 + Double($1) } / Double(p.count) }

  @Test func anOldTraceTeachesLess() {
    let values = [0, 24, 72, 720].map { mean(cortex($0)) }
    for (fresh, old) in zip(values, values.dropFirst()) { #expect(fresh > old, "\(values)") }
    #expect(values[0] > values[1] + 0.2 && values[1] > values[2] + 0.1 && values[3] < 0.06, "\(values)")
  }

  /// 1/(1 + (age/window)²): at the age of the window an event teaches what a half coupled one of a fresh trace does, to the bit.
  @Test func atTheWindowItIsAHalf() {
    #expect(cortex(24) == cortex(0, coupling: 0.5))
    #expect(cortex(24) != cortex(0))
    #expect(cortex(48) == cortex(24) { $0.replayWindow = 12 })
  }
}
