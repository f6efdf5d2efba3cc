import Analysis
import NumericalMethods
import Scenarios

/// When which stimulus is shown in a stretch of a circuit's activity, and at which rates the neurons fire that show it.
struct StimulusSchedule {
  /// Some steps at the same rates.
  struct Piece {
    var steps: Int
    /// By population; none where they stay as they are.
    var rates: [(population: Int, rates: [Double])] = []
  }

  private(set) var shown: [StimulusPresentation] = []
  private(set) var pieces: [Piece] = []

  init(_ settings: StimulusSettings, _ circuit: CircuitSettings, duration: Double, _ key: StreamKey) {
    func steps(_ time: Double) -> Int { Int((time / circuit.step).rounded()) }
    var random = RandomStream(key), order: [Int] = [], done = 0
    func piece(until end: Int, _ pattern: Int?) {
      pieces.append(Piece(steps: end - done, rates: Self.rates(settings, circuit, pattern)))
      done = end
    }
    for i in 0..<settings.count(in: duration) {
      if order.isEmpty { order = random.shuffled(Array(0..<settings.patterns)) }
      let pattern = order.removeLast(), start = Double(i) * (settings.duration + settings.gap) + settings.gap
      piece(until: steps(start), nil)
      let before = done
      piece(until: steps(start + settings.duration), pattern)
      shown.append(StimulusPresentation(pattern: pattern, start: Double(before) * circuit.step, end: Double(done) * circuit.step))
    }
    piece(until: max(done, steps(duration)), nil)
  }

  private static func rates(
    _ settings: StimulusSettings, _ circuit: CircuitSettings, _ pattern: Int?
  ) -> [(population: Int, rates: [Double])] {
    settings.populations.compactMap { name in
      guard let number = circuit.number(of: name), let own = circuit.populations[number].value.poisson?.rate else { return nil }
      guard let pattern else { return (number, [own]) }
      let count = circuit.populations[number].value.count
      var rates = [Double](repeating: own, count: count)
      for neuron in settings.neurons(of: pattern, among: count) { rates[neuron] = settings.rate }
      return (number, rates)
    }
  }
}
