import Analysis
import NumericalMethods
import Recordings
import Testing

struct FiringStatisticsTests {
  /// 40 of 50 neurons at 20 Hz for 100 s: CV and Fano factor 1. A CV from 2000 intervals has standard error .016, their mean .0025; a Fano
  /// factor from 2000 bins .032.
  @Test func poissonTrains() throws {
    var random = PlantedSpikes.random(1)
    let spikes = PlantedSpikes.poisson(neurons: 40, rate: 20, duration: 100_000, &random)
    let s = try #require(FiringStatistics(PlantedSpikes.trains(spikes, neurons: 50, duration: 100_000)))
    let cv = try #require(s.intervalCV), fano = try #require(s.populationFano)
    #expect((cv - 1).magnitude < 0.01, "\(cv)")
    #expect((fano - 1).magnitude < 0.13, "\(fano)")
    #expect((s.meanRate - 16).magnitude < 0.2 && (s.silentShare - 0.2).magnitude < 1e-12)
  }

  /// Every 10 ms: no variation. Neuron 1 has two spikes, too few to say.
  @Test func regularTrain() throws {
    let spikes = (0..<100).map { (time: 5 + 10 * Double($0), cell: 0) } + [(time: 1, cell: 1), (time: 900, cell: 1)]
    let trains = PlantedSpikes.trains(spikes, neurons: 2, duration: 1000)
    let s = try #require(FiringStatistics(trains, bin: 10))
    #expect(try #require(s.intervalCV) < 1e-12 && s.meanRate == 51 && s.silentShare == 0)
  }

  /// Intervals of 10 and 30 ms by turns: mean 20, variance (n/(n − 1)) · 100.
  @Test func alternatingTrain() throws {
    var time = 0.0, spikes: [(time: Double, cell: Int)] = [(0, 0)]
    for i in 0..<100 {
      time += i % 2 == 0 ? 10 : 30
      spikes.append((time, 0))
    }
    let s = try #require(FiringStatistics(PlantedSpikes.trains(spikes, neurons: 1, duration: 2001)))
    #expect((try #require(s.intervalCV) - (100.0 / 99).squareRoot() / 2).magnitude < 1e-12)
  }

  /// All 10 neurons in the same bins, or none: count 10 in every second bin, variance 25 · n/(n − 1), mean 5.
  @Test func synchronousPopulation() throws {
    let spikes = (0..<50).flatMap { i in (0..<10).map { (time: 100 * Double(i) + 25, cell: $0) } }
    let s = try #require(FiringStatistics(PlantedSpikes.trains(spikes, neurons: 10, duration: 5000), bin: 50))
    #expect((try #require(s.populationFano) - 5 * 100 / 99.0).magnitude < 1e-9)
  }

  /// Only what lies in the window counts.
  @Test func windows() throws {
    let trains = PlantedSpikes.trains((0..<100).map { (time: 10 * Double($0), cell: 0) }, neurons: 1, duration: 1000)
    let s = try #require(FiringStatistics(trains, from: 200, to: 400))
    #expect(s.meanRate == 100 && FiringStatistics(trains, from: 1000)?.meanRate == nil)
  }

  @Test func nothingIsNil() {
    #expect(FiringStatistics(SpikeTrains(neurons: 0, duration: 1000)) == nil)
    #expect(FiringStatistics(SpikeTrains(neurons: 5, duration: 0)) == nil)
    #expect(FiringStatistics(SpikeTrains(neurons: 5, duration: .nan)) == nil)
    let silent = FiringStatistics(SpikeTrains(neurons: 5, duration: 1000))
    #expect(silent?.silentShare == 1 && silent?.meanRate == 0 && silent?.intervalCV == nil && silent?.populationFano == nil)
  }
}
