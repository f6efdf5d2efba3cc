import Analysis
import NumericalMethods
import Recordings
import Scenarios
import Testing

struct ReplayDecoderTests {
  private let track = PlantedTrack(cells: 60)

  private func decoder(shuffles: Int, velocity: Double = PlantedTrack.speed) throws -> ReplayDecoder {
    var settings = DecodingSettings()
    settings.shuffles = shuffles
    return try ReplayDecoder(tuning: track.tuning, trackLength: PlantedTrack.length, runVelocity: velocity, settings: settings)
  }

  /// Forward and backward sequences over 200 cm at 10 and 20 times the speed of running: found, in the right direction, at the right
  /// speed to 10 %.
  @Test(arguments: [10.0, 20.0], [true, false]) func plantedSequences(_ compression: Double, _ isForward: Bool) throws {
    let decoder = try decoder(shuffles: 39)
    var ratios = Moments()
    for seed in 0..<20 {
      var random = PlantedSpikes.random(seed, 3)
      let (trains, event) = track.event(
        from: isForward ? 50 : 250, to: isForward ? 250 : 50, compression: compression, &random)
      let replay = try #require(decoder.replay(in: event, of: trains, random: &random))
      #expect(replay.p <= 0.05 && replay.direction == (isForward ? .forward : .backward), "\(replay)")
      #expect((replay.compression / compression - 1).magnitude < 0.1, "\(replay)")
      #expect((replay.slope > 0) == isForward && (replay.slope.magnitude * 1000 / 32.43 - replay.compression).magnitude < 1e-9)
      let correlation = try #require(replay.weightedCorrelation)
      #expect(correlation * (isForward ? 1 : -1) > 0.9, "\(replay)")
      ratios.add(replay.compression / compression)
    }
    #expect((ratios.mean - 1).magnitude < 0.03, "\(ratios.mean)")
  }

  /// An animal that ran towards 0 replays forward when positions descend.
  @Test func directionIsRelativeToRunning() throws {
    var random = PlantedSpikes.random(1, 4)
    let (trains, event) = track.event(from: 250, to: 50, compression: 15, &random)
    let replay = try #require(
      try decoder(shuffles: 0, velocity: -PlantedTrack.speed).replay(in: event, of: trains, random: &random))
    #expect(replay.direction == .forward && replay.slope < 0 && replay.p == 1)
  }

  /// Sequences of cells with each other's names are significant at the nominal share, and rarely correlated.
  @Test func shuffledCellsAreNot() throws {
    let decoder = try decoder(shuffles: 39), events = 120
    var significant = 0, below = 0
    for seed in 0..<events {
      var random = PlantedSpikes.random(seed, 5)
      let names = random.shuffled(Array(0..<60))
      let (trains, event) = track.event(from: 100, to: 200, compression: 20, names: names, &random)
      let replay = try #require(decoder.replay(in: event, of: trains, random: &random))
      if replay.p <= 0.05 { significant += 1 }
      if replay.p <= 0.5 { below += 1 }
    }
    // 6 expected, SD 2.4; 60, SD 5.5.
    #expect((0...13).contains(significant) && (43...77).contains(below), "\(significant), \(below)")
  }

  /// Two cells, two positions, in closed form: one spike of cell 0 in 10 ms gives 20 e^(−.22) against 2 e^(−.22) … here with equal sums 10:1.
  @Test func posteriorInClosedForm() throws {
    let decoder = try ReplayDecoder(tuning: [[20, 2], [2, 20]], trackLength: 10, runVelocity: 1)
    let trains = PlantedSpikes.trains([(5, 0), (25, 0), (26, 0), (27, 1)], neurons: 2, duration: 30)
    let posterior = try #require(decoder.posterior(in: ActivityEvent(start: 0, end: 30), of: trains))
    #expect(posterior.bins == [0, 2])
    for value in [posterior.values[0], posterior.values[2]] { #expect((value - 10.0 / 11).magnitude < 1e-12) }
    // Unequal sums: 5 Hz more at position 1 take e^(−.05) off.
    let uneven = try ReplayDecoder(tuning: [[20, 2], [2, 25]], trackLength: 10, runVelocity: 1)
    let odds = Elementary.exp(-0.22) * 20 / (Elementary.exp(-0.27) * 2)
    let first = try #require(uneven.posterior(in: ActivityEvent(start: 0, end: 30), of: trains)).values[0]
    #expect((first - odds / (1 + odds)).magnitude < 1e-12)
  }

  /// Thousands of spikes in a bin: logarithms of −10⁴ and less, and still a distribution.
  @Test func posteriorIsStable() throws {
    let decoder = try decoder(shuffles: 0)
    let spikes = (0..<50_000).map { (time: 1 + Double($0) * 1e-4, cell: $0 % 60) }
    let posterior = try #require(
      decoder.posterior(in: ActivityEvent(start: 0, end: 10), of: PlantedSpikes.trains(spikes, neurons: 60, duration: 10)))
    #expect((posterior.values.reduce(0, +) - 1).magnitude < 1e-12 && posterior.values.allSatisfy(\.isFinite))
  }

  /// The same stream, the same answer, where p is not at its least.
  @Test func shufflesAreReproducible() throws {
    let decoder = try decoder(shuffles: 200)
    var random = PlantedSpikes.random(3, 6)
    let names = random.shuffled(Array(0..<60))
    let (trains, event) = track.event(from: 100, to: 200, compression: 20, names: names, &random)
    var first = random, second = random
    #expect(decoder.replay(in: event, of: trains, random: &first) == decoder.replay(in: event, of: trains, random: &second))
  }

  @Test func nothingIsNil() throws {
    let decoder = try decoder(shuffles: 5)
    var random = PlantedSpikes.random(1)
    let silent = SpikeTrains(neurons: 60, duration: 1000)
    #expect(decoder.replay(in: ActivityEvent(start: 0, end: 500), of: silent, random: &random) == nil)
    #expect(decoder.replay(in: ActivityEvent(start: 500, end: 0), of: silent, random: &random) == nil)
    #expect(decoder.replay(in: ActivityEvent(start: 0, end: .nan), of: silent, random: &random) == nil)
    for tuning in [[], [[1]], [[1, 2], [1]], [[1, .nan]], [[-1, 2]]] as [[[Double]]] {
      #expect(throws: GSLError.self) { try ReplayDecoder(tuning: tuning, trackLength: 10, runVelocity: 1) }
    }
    #expect(throws: GSLError.self) { try ReplayDecoder(tuning: [[1, 2]], trackLength: 10, runVelocity: 0) }
  }
}
