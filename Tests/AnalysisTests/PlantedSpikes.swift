import Analysis
import NumericalMethods
import Recordings

/// Spikes with known answers.
enum PlantedSpikes {
  static func random(_ seed: Int, _ number: Int = 0) -> RandomStream {
    RandomStream(seed: 11, subject: seed, purpose: Purpose(.test, number))
  }

  static func trains(_ spikes: [(time: Double, cell: Int)], neurons: Int, duration: Double) -> SpikeTrains {
    var trains = SpikeTrains(neurons: neurons, duration: duration)
    for spike in spikes.sorted(by: { $0.time < $1.time }) { trains.append(time: spike.time, cell: Int32(spike.cell)) }
    return trains
  }

  /// One neuron's spikes at `rate` Hz from `start` to `end` ms, each interval exponential.
  static func poisson(rate: Double, from start: Double, to end: Double, _ random: inout RandomStream) -> [Double] {
    var times: [Double] = [], time = start
    while rate > 0 {
      time -= Elementary.log(1 - random.uniform()) / rate * 1000
      guard time < end else { break }
      times.append(time)
    }
    return times
  }

  static func poisson(neurons: Int, rate: Double, duration: Double, _ random: inout RandomStream) -> [(time: Double, cell: Int)] {
    (0..<neurons).flatMap { cell in poisson(rate: rate, from: 0, to: duration, &random).map { ($0, cell) } }
  }
}

/// Place cells along a track of 300 cm in 50 positions, run at 32.43 cm/s: fields of 15 cm SD, 20 Hz at their centres.
struct PlantedTrack {
  static let length = 300.0, speed = 32.43, positions = 50

  let cells: Int

  func rate(_ cell: Int, at place: Double) -> Double {
    let z = (place - (Double(cell) + 0.5) * Self.length / Double(cells)) / 15
    return 20 * Elementary.exp(-z * z / 2)
  }

  var tuning: [[Double]] {
    (0..<cells).map { cell in
      (0..<Self.positions).map { rate(cell, at: (Double($0) + 0.5) * Self.length / Double(Self.positions)) }
    }
  }

  /// A run from `start` to `end` cm, `compression` times as fast as the animal ran, from 100 ms on, with rates `gain` times those of
  /// running; `names[i]`: which neuron has the i-th field.
  func event(
    from start: Double, to end: Double, compression: Double, gain: Double = 4, names: [Int]? = nil, _ random: inout RandomStream
  ) -> (trains: SpikeTrains, event: ActivityEvent) {
    let duration = abs(end - start) / (Self.speed * compression) * 1000
    var spikes: [(time: Double, cell: Int)] = []
    for cell in 0..<cells {
      for time in PlantedSpikes.poisson(rate: 20 * gain, from: 0, to: duration, &random) {
        let place = start + (end - start) * time / duration
        if random.uniform() * 20 < rate(cell, at: place) { spikes.append((100 + time, names?[cell] ?? cell)) }
      }
    }
    return (
      PlantedSpikes.trains(spikes, neurons: cells, duration: duration + 200),
      ActivityEvent(start: 100, end: 100 + duration)
    )
  }
}
