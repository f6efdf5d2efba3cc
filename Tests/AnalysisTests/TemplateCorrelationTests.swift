import Analysis
import NumericalMethods
import Recordings
import Testing

struct TemplateCorrelationTests {
  private let track = PlantedTrack(cells: 30)

  @Test(arguments: [TemplateCorrelation.SpikeTime.mean, .first], [true, false])
  func plantedSequences(_ time: TemplateCorrelation.SpikeTime, _ isForward: Bool) throws {
    var least = 1.0
    for seed in 0..<20 {
      var random = PlantedSpikes.random(seed, 7)
      let (trains, event) = track.event(from: isForward ? 0 : 300, to: isForward ? 300 : 0, compression: 20, &random)
      let found = try #require(
        TemplateCorrelation(trains, in: event, template: Array(0..<30), by: time, permutations: 200, random: &random))
      #expect(found.direction == (isForward ? .forward : .backward) && found.p < 0.01, "\(found)")
      least = min(least, found.correlation.magnitude)
    }
    #expect(least > (time == .mean ? 0.9 : 0.8), "\(least)")
  }

  /// Templates in random order: p is uniform.
  @Test func shuffledTemplatesAreNot() throws {
    var significant = 0, below = 0
    let events = 300
    for seed in 0..<events {
      var random = PlantedSpikes.random(seed, 8)
      let (trains, event) = track.event(from: 100, to: 200, compression: 20, &random)
      let template = random.shuffled(Array(0..<30))
      let found = try #require(
        TemplateCorrelation(trains, in: event, template: template, permutations: 99, random: &random))
      if found.p <= 0.05 { significant += 1 }
      if found.p <= 0.5 { below += 1 }
    }
    // 15 expected, SD 3.8; 150, SD 8.7.
    #expect((4...27).contains(significant) && (124...176).contains(below), "\(significant), \(below)")
  }

  /// Five cells; the last comes first: ρ = 1 − 6 Σ d² / (n (n² − 1)) = 1 − 6 · 20 / 120 = 0 … by its own first spikes, and 1 by the others'.
  @Test func closedForms() throws {
    var random = PlantedSpikes.random(1, 9)
    let trains = PlantedSpikes.trains(
      [(10, 0), (20, 1), (30, 2), (40, 3), (1, 4), (99, 4)], neurons: 5, duration: 100)
    let event = ActivityEvent(start: 0, end: 100)
    let byMean = try #require(TemplateCorrelation(trains, in: event, template: [0, 1, 2, 3, 4], random: &random))
    let byFirst = try #require(TemplateCorrelation(trains, in: event, template: [0, 1, 2, 3, 4], by: .first, random: &random))
    #expect(byMean.correlation == 1 && byFirst.correlation.magnitude < 1e-12 && byFirst.p > 0.9)
    // 2 of 120 orders are as good.
    #expect((byMean.p - 2.0 / 120).magnitude < 0.015)
    let backward = try #require(TemplateCorrelation(trains, in: event, template: [4, 3, 2, 1, 0], random: &random))
    #expect(backward.correlation == -1 && backward.direction == .backward)
  }

  @Test func ranksShareTies() {
    #expect(RankCorrelation.ranks([3, 1, 3, 2]) == [3.5, 1, 3.5, 2])
    #expect(RankCorrelation.ranks([]).isEmpty && RankCorrelation.spearman([1, 1], [1, 2]) == nil)
  }

  @Test func nothingIsNil() {
    var random = PlantedSpikes.random(1, 9)
    let event = ActivityEvent(start: 0, end: 100)
    let silent = SpikeTrains(neurons: 5, duration: 100)
    #expect(TemplateCorrelation(silent, in: event, template: [0, 1, 2, 3, 4], random: &random) == nil)
    #expect(TemplateCorrelation(silent, in: event, template: [], leastCells: 0, random: &random) == nil)
    let four = PlantedSpikes.trains([(10, 0), (20, 1), (30, 2), (40, 3)], neurons: 5, duration: 100)
    #expect(TemplateCorrelation(four, in: event, template: [0, 1, 2, 3, 4, 77, -1], random: &random) == nil)
  }
}
