import Analysis
import NumericalMethods
import Recordings
import Testing

struct FiringTallyTests {
  private func tally(_ trains: SpikeTrains) -> FiringTally {
    var tally = FiringTally(neurons: trains.neurons, duration: trains.duration)
    for (time, cell) in zip(trains.times, trains.cells) { tally.add(time: time, cell: cell) }
    return tally
  }

  /// 40 of 50 neurons at 20 Hz for 100 s: CV and Fano factor 1. A CV from 2000 intervals has standard error .016, their mean .0025; a Fano
  /// factor from 2000 bins .032.
  @Test func poissonTrains() throws {
    var random = PlantedSpikes.random(1)
    let spikes = PlantedSpikes.poisson(neurons: 40, rate: 20, duration: 100_000, &random)
    let s = tally(PlantedSpikes.trains(spikes, neurons: 50, duration: 100_000))
    let cv = try #require(s.irregularity), fano = try #require(s.fano)
    #expect((cv - 1).magnitude < 0.01, "\(cv)")
    #expect((fano - 1).magnitude < 0.13, "\(fano)")
    #expect(((s.rate ?? -1) - 16).magnitude < 0.2 && ((s.silent ?? -1) - 0.2).magnitude < 1e-12)
  }

  /// Every 10 ms: no variation. Neuron 1 has two spikes, too few to say.
  @Test func regularTrain() throws {
    let spikes = (0..<100).map { (time: 5 + 10 * Double($0), cell: 0) } + [(time: 1, cell: 1), (time: 900, cell: 1)]
    let trains = PlantedSpikes.trains(spikes, neurons: 2, duration: 1000)
    let s = tally(trains)
    #expect(try #require(s.irregularity) < 1e-12 && (s.rate ?? -1) == 51 && (s.silent ?? -1) == 0)
  }

  /// Intervals of 10 and 30 ms by turns: mean 20, variance 100.
  @Test func alternatingTrain() throws {
    var time = 0.0, spikes: [(time: Double, cell: Int)] = [(0, 0)]
    for i in 0..<100 {
      time += i % 2 == 0 ? 10 : 30
      spikes.append((time, 0))
    }
    let s = tally(PlantedSpikes.trains(spikes, neurons: 1, duration: 2001))
    #expect((try #require(s.irregularity) - 0.5).magnitude < 1e-12)
  }

  /// All 10 neurons in one bin of five, in 100 bins: mean 2, variance 1600/99.
  @Test func synchronousPopulation() throws {
    let spikes = (0..<20).flatMap { i in (0..<10).map { (time: 100 * Double(i) + 25, cell: $0) } }
    let s = tally(PlantedSpikes.trains(spikes, neurons: 10, duration: 2000))
    #expect((try #require(s.fano) - 800 / 99.0).magnitude < 1e-9)
  }

  @Test func nothingIsNil() {
    #expect(tally(SpikeTrains(neurons: 0, duration: 1000)).rate == nil)
    #expect(tally(SpikeTrains(neurons: 5, duration: 0)).rate == nil)
    #expect(tally(SpikeTrains(neurons: 5, duration: .nan)).rate == nil)
    let silent = tally(SpikeTrains(neurons: 5, duration: 1000))
    #expect(silent.silent == 1 && silent.rate == 0 && silent.irregularity == nil && silent.fano == nil)
  }
}
