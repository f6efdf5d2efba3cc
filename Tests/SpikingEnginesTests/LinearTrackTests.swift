import NumericalMethods
import SpikingEngines
import Testing

/// Exploration of a linear track: where fields lie, and trains against the rates that they are drawn from.
struct LinearTrackTests {
  private static let key = StreamKey(seed: 3, subject: 1, purpose: Purpose(.test))

  /// Times (ms) of each cell's spikes.
  private static func trains(_ spikes: [Spike], _ cells: Int, step: Double) -> [[Double]] {
    var trains = [[Double]](repeating: [], count: cells)
    for spike in spikes { trains[Int(spike.neuron)].append((Double(spike.step) + 0.5) * step) }
    return trains
  }

  /// Half of the cells, in order, uniform on the track; those at the ends are chosen more often (.75 of them, by sampling without
  /// replacement: 1 − exp(−2 m) where 1 − exp(−m) is about a half).
  @Test func layout() throws {
    let track = LinearTrack(), centres = track.centres(cells: 8000, Self.key), fields = centres.compactMap { $0 }
    #expect(centres.count == 8000 && fields.count == 4000)
    #expect(fields == fields.sorted() && fields.allSatisfy { (0..<300).contains($0) })
    for quarter in 1..<4 {
      let below = fields.filter { $0 < 75 * Double(quarter) }.count
      #expect((below - 1000 * quarter).magnitude < 160)
    }
    var ends = 0
    for seed in UInt64(1)...5 {
      let centres = track.centres(cells: 8000, StreamKey(seed: seed, subject: 1, purpose: Purpose(.test)))
      ends += (Array(centres.prefix(100)) + centres.suffix(100)).filter { $0 != nil }.count
    }
    #expect((Double(ends) - 750).magnitude < 5 * (1000 * 0.75 * 0.25).squareRoot(), "\(ends)")
    var all = track
    all.placeCells = 1
    #expect(all.centres(cells: 100, Self.key).allSatisfy { $0 != nil } && all.centres(cells: 0, Self.key).isEmpty)
  }

  /// Numbers of spikes within 5 standard errors of the integral of the rate, in the field and away from it; cells without a field fire at
  /// the low rate; the dead time takes nothing from the rate and is kept.
  @Test func rates() throws {
    let track = LinearTrack(), seconds = 100.0, cells = 400, step = 0.1
    let centres: [Double?] = (0..<cells).map { $0 % 2 == 0 ? 150 : nil }
    let trains = Self.trains(track.spikes(centres, duration: seconds * 1000, step: step, Self.key), cells, step: step)
    var mean = [0.0, 0.0]
    for i in 0..<Int(seconds * 1000) {
      let time = Double(i) + 0.5, isInside = (track.position(at: time) - 150).magnitude < 7
      mean[isInside ? 1 : 0] += track.rate(150, at: time) / 1000
    }
    var found = [0.0, 0.0], silent = 0.0
    for (i, train) in trains.enumerated() {
      guard i % 2 == 0 else {
        silent += Double(train.count)
        continue
      }
      for time in train { found[(track.position(at: time) - 150).magnitude < 7 ? 1 : 0] += 1 }
      #expect(zip(train, train.dropFirst()).allSatisfy { $1 - $0 > track.refractory - 1.5 * step })
    }
    for (found, mean) in zip(found, mean) {
      let expected = mean * Double(cells / 2)
      #expect((found - expected).magnitude < 5 * expected.squareRoot(), "\(found), not \(expected)")
    }
    let expected = 0.1 * seconds * Double(cells / 2)
    #expect((silent - expected).magnitude < 5 * expected.squareRoot(), "\(silent), not \(expected)")
    // The largest rate is that of the middle at the best phase, the mean of a whole field that of the published trains.
    #expect(track.rate(nil, at: 5) == 0.1 && (mean[0] + mean[1]) / seconds > 0.3 && (mean[0] + mean[1]) / seconds < 0.4)
  }

  /// Without a dead time the integral of the rate between spikes is exponential (Kolmogorov & Smirnov, p about .001).
  @Test func exactDistribution() throws {
    var track = LinearTrack()
    track.refractory = 0
    (track.spread, track.field) = (30, 130)
    let centres: [Double?] = [20, 150, 299], step = 0.05, duration = 200_000.0
    let trains = Self.trains(track.spikes(centres, duration: duration, step: step, Self.key), 3, step: step)
    var values: [Double] = []
    for (centre, train) in zip(centres, trains) {
      var sum = 0.0, next = 0
      for i in 0..<Int(duration) {
        let time = Double(i) + 0.5
        while next < train.count, train[next] < Double(i) {
          values.append(1 - Elementary.exp(-sum))
          (sum, next) = (0, next + 1)
        }
        sum += track.rate(centre, at: time) / 1000
      }
    }
    values.sort()
    let n = Double(values.count)
    let distance = values.enumerated().map { max(Double($0 + 1) / n - $1, $1 - Double($0) / n) }.max() ?? 1
    #expect(n > 500 && distance < 1.95 / n.squareRoot(), "\(distance) of \(n)")
  }

  /// On the way through its field a cell fires ever earlier in theta, by half a cycle.
  @Test func phasePrecession() throws {
    let track = LinearTrack(), cells = 200
    let centres = [Double?](repeating: 150, count: cells)
    var sine = [Double](repeating: 0, count: 5), cosine = sine
    for spike in track.spikes(centres, duration: 200_000, step: 0.1, Self.key) {
      let time = (Double(spike.step) + 0.5) * 0.1, phase = 2 * 3.141592653589793 * track.theta * time / 1000
      let at = Int(((track.position(at: time) - 137.5) / 5).rounded(.down))
      guard sine.indices.contains(at) else { continue }
      sine[at] += Elementary.sin(phase)
      cosine[at] += Elementary.cos(phase)
    }
    // Turned by what is expected in the middle of each part, the mean phase is near 0.
    for (i, (s, c)) in zip(sine, cosine).enumerated() {
      let due = 3.141592653589793 * (140 + 5 * Double(i) - 135) / 30
      let along = c * Elementary.cos(due) - s * Elementary.sin(due), across = s * Elementary.cos(due) + c * Elementary.sin(due)
      #expect(along > 0 && (across / along).magnitude < 0.1, "part \(i): \(across / along)")
    }
  }

  /// The same key gives the same; a train does not depend on other cells, on how long it goes on, or on the step.
  @Test func reproducible() throws {
    let track = LinearTrack(), centres = track.centres(cells: 60, Self.key)
    let spikes = track.spikes(centres, duration: 60_000, step: 0.1, Self.key)
    #expect(
      track.centres(cells: 60, Self.key) == centres && track.spikes(centres, duration: 60_000, step: 0.1, Self.key) == spikes)
    #expect(zip(spikes, spikes.dropFirst()).allSatisfy { ($0.step, $0.neuron) < ($1.step, $1.neuron) })
    #expect(spikes.count > 300 && spikes.allSatisfy { (0..<600_000).contains($0.step) })
    let few = track.spikes(Array(centres.prefix(20)), duration: 60_000, step: 0.1, Self.key)
    #expect(few == spikes.filter { $0.neuron < 20 })
    #expect(track.spikes(centres, duration: 20_000, step: 0.1, Self.key) == spikes.filter { $0.step < 200_000 })
    let coarse = track.spikes(centres, duration: 60_000, step: 1, Self.key)
    #expect(Set(coarse) == Set(spikes.map { Spike(step: $0.step / 10, neuron: $0.neuron) }))
    let other = StreamKey(seed: 4, subject: 1, purpose: Purpose(.test))
    #expect(track.centres(cells: 60, other) != centres && track.spikes(centres, duration: 60_000, step: 0.1, other) != spikes)
  }

  /// Nonsense gives no spikes rather than a trap; fields may lie off the track.
  @Test func extremes() throws {
    var track = LinearTrack()
    for step in [0, -1, Double.nan] { #expect(track.spikes([10], duration: 1000, step: step, Self.key).isEmpty) }
    #expect(track.spikes([10], duration: .infinity, step: 1, Self.key).isEmpty)
    #expect(track.spikes([], duration: 1000, step: 1, Self.key).isEmpty)
    for centre in [-500.0, 800] { #expect(track.spikes([centre], duration: 20_000, step: 1, Self.key).isEmpty) }
    (track.peakRate, track.outsideRate) = (0, 0)
    #expect(track.spikes([10, nil], duration: 20_000, step: 1, Self.key).isEmpty)
    track.peakRate = 1000
    #expect(track.spikes([100], duration: 20_000, step: 1, Self.key).count < 4000)
  }
}
