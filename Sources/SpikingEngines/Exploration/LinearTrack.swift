import Declarations
import NumericalMethods

/// Running along a linear track, lap after lap: which cells have a place field, where it lies, and how they fire.
package struct LinearTrack: Sendable, Equatable {
  package var length = 300.0
  package var speed = 32.43567842
  package var placeCells = 0.5
  package var endShare = 0.0125
  package var endPreference = 2.0
  package var field = 30.0
  package var spread = 6.971
  package var peakRate = 20.0
  package var outsideRate = 0.1
  package var theta = 7.0
  package var refractory = 5.0

  package init() {}
}

extension LinearTrack: Declared {
  package static let declaration = Declaration<Self>(
    "linear_track",
    "Runs along a linear track in one direction, each from its beginning; place cells fire in order of their numbers.",
    equation: "rate = peak_rate · exp(−(x − centre)²/(2 spread²)) · max(0, cos(2π theta t + π (x − centre + field/2)/field)), "
      + "x = speed · t modulo length",
    references: ["Ecker2022"],
    fields: [
      .number("length", \.length, .number, 1...100_000, "of the track, in cm", source: "Ecker2022"),
      .number("speed", \.speed, .number, 0.01...10_000, "of the animal, in cm/s", source: "Ecker2022"),
      .number("place_cells", \.placeCells, .fraction, 0...1, "share of cells that have a field", source: "Ecker2022"),
      .number(
        "end_share", \.endShare, .fraction, 0...0.5, "share of cells that belong to either end of the track", source: "Ecker2022"),
      .number(
        "end_preference", \.endPreference, .number, 0.01...100,
        "how much more readily these are chosen as place cells (so that ends, where neighbours are missing, do not fall silent)",
        source: "Ecker2022"),
      .number(
        "field", \.field, .number, 0.01...100_000, "length of a place field, in cm: phases go through half a turn in it",
        source: "Ecker2022"),
      .number("spread", \.spread, .number, 0.01...100_000, "standard deviation of the tuning, in cm", source: "Ecker2022"),
      .number(
        "peak_rate", \.peakRate, .frequency, 0...1000, "rate in the middle of a field, at the best phase", source: "Ecker2022"),
      .number("outside_rate", \.outsideRate, .frequency, 0...1000, "rate of cells without a field", source: "Ecker2022"),
      .number("theta", \.theta, .frequency, 0...100, "frequency of the theta rhythm", source: "Ecker2022"),
      .number("refractory", \.refractory, .duration, 0...1000, "shortest interval between a cell's spikes", source: "Ecker2022"),
    ])
}

extension LinearTrack {
  /// Where the animal is after `time` ms, in cm.
  package func position(at time: Double) -> Double {
    let way = speed * time / 1000
    return max(0, way - length * (way / length).rounded(.down))
  }

  /// Rate at `position` over the rate in the middle of the field at `centre` (cm), at the best phase.
  package func tuning(_ centre: Double, at position: Double) -> Double {
    let distance = (position - centre) / spread
    return Elementary.exp(-distance * distance / 2)
  }

  /// Rate (Hz) of a cell with a field around `centre` after `time` ms; nil: without a field.
  package func rate(_ centre: Double?, at time: Double) -> Double {
    guard let centre else { return outsideRate }
    let x = position(at: time)
    return peakRate * tuning(centre, at: x) * modulation(centre, x, time)
  }

  /// Theta: its phase moves ahead by half a turn on the way through the field.
  private func modulation(_ centre: Double, _ x: Double, _ time: Double) -> Double {
    let phase = 2 * theta * time / 1000 + (x - centre + field / 2) / field
    return max(0, Elementary.cos(3.141592653589793 * phase))
  }

  /// Middles of the place fields (cm), ascending with the cells' numbers; nil: a cell without a field. The fields are uniform on the track,
  /// each of all `cells` has a place there; the chosen ones keep theirs.
  package func centres(cells: Int, _ key: StreamKey) -> [Double?] {
    guard cells > 0 else { return [] }
    var random = RandomStream(key)
    let places = (0..<cells).map { _ in random.uniform(0, length) }.sorted()
    // Sampled without replacement by weight: the first ones of exponential times with these rates.
    let end = Int((endShare * Double(cells)).rounded())
    let times = (0..<cells).map { i in
      -Elementary.log((Double(random.word()) + 0.5) * 0x1p-32) / (min(i, cells - 1 - i) < end ? endPreference : 1)
    }
    let order = times.indices.sorted { (times[$0], $0) < (times[$1], $1) }
    var centres = [Double?](repeating: nil, count: cells)
    for i in order.prefix(Int((placeCells * Double(cells)).rounded())) { centres[i] = places[i] }
    return centres
  }

  /// Spikes of cells with these fields in the first `duration` ms of exploration, in steps of `step` ms and in order: inhomogeneous Poisson
  /// trains with a dead time, after which the rate is as much higher as it takes to keep the mean. A cell's train depends on the key, its
  /// number and its field alone. A spike leaves at the end of its step; a second one in the same step is dropped.
  package func spikes(_ centres: [Double?], duration: Double, step: Double, _ key: StreamKey) -> [Spike] {
    guard step > 0, duration.isFinite, duration / step < 0x1p40 else { return [] }
    var spikes: [Spike] = []
    for (i, centre) in centres.enumerated() {
      var random = RandomStream(key, part: i + 1), last = Int64(-1)
      let keep = { (time: Double) in
        let at = Int64(time / step)
        guard at > last else { return }
        spikes.append(Spike(step: at, neuron: Int32(i)))
        last = at
      }
      if let centre { train(centre, duration, &random, keep) } else { train(duration, &random, keep) }
    }
    return spikes.sorted { ($0.step, $0.neuron) < ($1.step, $1.neuron) }
  }

  /// Rate (Hz) behind the dead time that makes `rate` of the whole, as far as there is one.
  private func hazard(_ rate: Double) -> Double { rate / max(0.1, 1 - rate * refractory / 1000) }

  /// ms to the next event at `rate` Hz.
  private func wait(_ rate: Double, _ random: inout RandomStream) -> Double {
    rate > 0 ? -1000 * Elementary.log((Double(random.word()) + 0.5) * 0x1p-32) / rate : .infinity
  }

  private func train(_ duration: Double, _ random: inout RandomStream, _ keep: (Double) -> Void) {
    let rate = hazard(outsideRate)
    var time = wait(rate, &random)
    while time < duration {
      keep(time)
      time += refractory + wait(rate, &random)
    }
  }

  /// By thinning (Lewis & Shedler 1979) of a process whose rate is constant near the field and low, but nowhere too low, away from it. Where
  /// that rate changes the wait begins anew, as an exponential one may.
  private func train(_ centre: Double, _ duration: Double, _ random: inout RandomStream, _ keep: (Double) -> Void) {
    let lap = 1000 * length / speed, reach = 3 * spread
    let enter = min(max(0, centre - reach), length) / length * lap, leave = min(max(0, centre + reach), length) / length * lap
    let near = hazard(peakRate), away = hazard(peakRate * tuning(0, at: reach))
    var start = 0.0, free = 0.0
    while start < duration {
      for (from, to, bound) in [(0, enter, away), (enter, leave, near), (leave, lap, away)] {
        let end = min(start + to, duration)
        var time = start + from
        while true {
          time = max(time, free) + wait(bound, &random)
          guard time < end else { break }
          let x = speed * (time - start) / 1000, most = peakRate * tuning(centre, at: x), level = bound * random.uniform()
          guard level < hazard(most), level < hazard(most * modulation(centre, x, time)) else { continue }
          keep(time)
          free = time + refractory
        }
      }
      start += lap
    }
  }
}
