import Declarations
import NumericalMethods

/// Spikes that come in bursts, with silence between them: ripples that reach a circuit.
package struct BurstTrain: Sendable, Equatable {
  package var rate = 0.5
  package var gap = 200.0
  package var duration = 80.0
  package var firing = 50.0
  package var share = 0.3

  package init() {}
}

extension BurstTrain: Declared {
  package static let declaration = Declaration<Self>(
    "bursts", "Bursts at random times, as ripples come, and nothing between them; nothing reaches these neurons.",
    equation: "intervals: gap + exponential with mean 1/rate − gap", references: ["Buzsaki2015"],
    fields: [
      .number("rate", \.rate, .frequency, 0.001...20, "bursts", source: "Buzsaki2015"),
      .number("gap", \.gap, .duration, 0...10_000, "shortest time from one burst's beginning to the next", source: "convention"),
      .number("duration", \.duration, .duration, 1...10_000, "of a burst", source: "Buzsaki2015"),
      .number("firing", \.firing, .frequency, 0...1000, "rate of each neuron that takes part", source: "convention"),
      .number(
        "share", \.share, .fraction, 0...1, "of the neurons that take part in a burst, others each time", source: "convention"),
    ])
}

/// Makes the spikes of bursts, a stretch at a time. A value: a copy goes on with the same bursts.
package struct BurstSource: Sendable {
  private let train: BurstTrain
  private let neurons: Int
  private var random: RandomStream
  /// When the next burst begins, ms.
  private var next: Double
  /// Spikes of a burst that reaches beyond its stretch.
  private var pending: [Spike] = []

  package init(_ train: BurstTrain, neurons: Int, _ key: StreamKey) {
    self.train = train
    self.neurons = neurons
    random = RandomStream(key)
    next = 0
    next = interval()
  }

  /// Draws what is to come, behind the next burst, from another stream.
  package mutating func draw(from key: StreamKey) { random = RandomStream(key) }

  private mutating func exponential(_ mean: Double) -> Double {
    -mean * Elementary.log((Double(random.word()) + 0.5) * 0x1p-32)
  }

  private mutating func interval() -> Double { train.gap + exponential(max(0, 1000 / train.rate - train.gap)) }

  /// Spikes before the step `limit` that were not given yet, in order, in steps of `step` ms.
  package mutating func spikes(before limit: Int64, step: Double) -> [Spike] {
    var spikes = pending
    while next < Double(limit) * step {
      for neuron in 0..<neurons where random.uniform() < train.share {
        var time = train.firing > 0 ? exponential(1000 / train.firing) : .infinity, last = Int64(-1)
        while time < train.duration {
          let at = Int64((next + time) / step)
          if at > last { spikes.append(Spike(step: at, neuron: Int32(neuron))) }
          last = at
          time += exponential(1000 / train.firing)
        }
      }
      next += interval()
    }
    // Bursts that overlap may have the same spike twice.
    spikes.sort { ($0.step, $0.neuron) < ($1.step, $1.neuron) }
    var result: [Spike] = []
    pending = []
    for spike in spikes where spike != result.last {
      if spike.step < limit { result.append(spike) } else { pending.append(spike) }
    }
    return result
  }
}
