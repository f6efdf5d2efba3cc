import Analysis
import NumericalMethods
import Recordings
import Testing

struct ActivityEventTests {
  /// 200 neurons at 0.8 Hz for 20 s, by 8 Hz faster in some stretches.
  private func planted(_ seed: Int, rate: Double = 0.8, bursts: [(start: Double, end: Double)]) -> SpikeTrains {
    var random = PlantedSpikes.random(seed, 2)
    var spikes = PlantedSpikes.poisson(neurons: 200, rate: rate, duration: 20_000, &random)
    for burst in bursts {
      for cell in 0..<200 {
        spikes += PlantedSpikes.poisson(rate: 8, from: burst.start, to: burst.end, &random).map { ($0, cell) }
      }
    }
    return PlantedSpikes.trains(spikes, neurons: 200, duration: 20_000)
  }

  /// The last is too short for a ripple.
  private let bursts = [(start: 3000.0, end: 3400.0), (start: 9000.0, end: 9300.0), (start: 15_000.0, end: 15_100.0)]

  @Test(arguments: 0..<10) func plantedEventsAreFound(_ seed: Int) {
    let events = HighActivityEvents().find(in: planted(seed, bursts: bursts))
    #expect(events.map(\.start) == [3000, 9000] && events.map(\.end) == [3400, 9300], "\(events)")
    #expect(events.allSatisfy { $0.peakRate > 6 })
  }

  @Test func flatNoiseHasNone() {
    for seed in 0..<10 { #expect(HighActivityEvents().find(in: planted(seed, bursts: [])).isEmpty) }
  }

  /// One neuron, one spike in each bin of 20 ms: 50 Hz throughout. A threshold met exactly is met, and 13 bins are 260 ms.
  @Test func thresholdsAreInclusive() {
    func trains(_ bins: Int) -> SpikeTrains {
      PlantedSpikes.trains((0..<bins).map { (time: 200 + 20 * Double($0) + 1, cell: 0) }, neurons: 1, duration: 1000)
    }
    var settings = HighActivityEvents()
    settings.threshold = 50
    #expect(settings.find(in: trains(13)) == [ActivityEvent(start: 200, end: 460, peakRate: 50)])
    #expect(settings.find(in: trains(12)).isEmpty)
    settings.threshold = 51
    #expect(settings.find(in: trains(13)).isEmpty)
    // To the end of the recording.
    settings.threshold = 50
    #expect(settings.find(in: trains(40)) == [ActivityEvent(start: 200, end: 1000, peakRate: 50)])
  }

  /// Relative to the rate itself all three stretches stand out, within two or three SD of the kernel where nothing else fires; noise may
  /// stay above the mean for longer, but adds no event.
  @Test(arguments: 0..<5) func burstsAreFound(_ seed: Int) throws {
    for (rate, slack) in [(0.0, 40.0), (0.8, 150.0)] {
      let events = RateBursts().find(in: planted(seed, rate: rate, bursts: bursts))
      try #require(events.count == 3, "\(events)")
      for (event, burst) in zip(events, bursts) {
        #expect(event.start < burst.start + 10 && event.start > burst.start - slack, "\(event)")
        #expect(event.end > burst.end - 10 && event.end < burst.end + slack, "\(event)")
      }
    }
  }

  @Test func smoothingKeepsTheMean() {
    let rate = PopulationRate(bin: 1, values: (0..<500).map { $0 == 250 ? 100 : 0 }).smoothed(sd: 5)
    #expect((rate.values.reduce(0, +) - 100).magnitude < 1e-9)
    #expect((rate.values[250] - 100 / (5 * 6.283185307179586.squareRoot())).magnitude < 1e-3)
    #expect(PopulationRate(bin: 1, values: [3, 3, 3]).smoothed(sd: 50).values.allSatisfy { ($0 - 3).magnitude < 1e-12 })
  }

  @Test func nothingIsEmpty() {
    for trains in [
      SpikeTrains(neurons: 0, duration: 0), SpikeTrains(neurons: 3, duration: 1000), SpikeTrains(neurons: 3, duration: .nan),
    ] {
      #expect(HighActivityEvents().find(in: trains).isEmpty && RateBursts().find(in: trains).isEmpty)
    }
  }
}
