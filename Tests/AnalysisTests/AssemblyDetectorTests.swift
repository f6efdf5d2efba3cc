import Analysis
import NumericalMethods
import Recordings
import Scenarios
import Testing

struct AssemblyDetectorTests {
  /// 60 cells at 4 Hz for 50 s; the members of an assembly fire a further spike each, with probability .8, at 100 moments of its own.
  private func planted(_ seed: Int, assemblies: [[Int]]) -> (trains: SpikeTrains, moments: [[Double]]) {
    var random = PlantedSpikes.random(seed, 10), spikes = PlantedSpikes.poisson(neurons: 60, rate: 4, duration: 50_000, &random)
    let moments = assemblies.map { members in
      (0..<100).map { _ in
        let bin = 25 * Double(random.below(2000))
        for cell in members where random.uniform() < 0.8 { spikes.append((bin + 25 * random.uniform(), cell)) }
        return bin
      }
    }
    return (PlantedSpikes.trains(spikes, neurons: 60, duration: 50_000), moments)
  }

  /// The last two share a cell.
  private let members = [[0, 1, 2, 3, 4, 5], [10, 20, 30, 40, 50], [20, 55, 56, 57, 58, 59]]

  @Test(arguments: 0..<8) func plantedAssembliesAreFound(_ seed: Int) throws {
    var settings = AssemblySettings()
    settings.bound = .tracyWidom
    var random = PlantedSpikes.random(seed, 11)
    let (trains, moments) = planted(seed, assemblies: members)
    let found = try AssemblyDetector(trains, settings: settings, random: &random)
    try #require(found.assemblies.count == 3, "\(found.eigenvalues.prefix(5)), \(found.bound)")
    let sets = found.assemblies.map(\.members)
    #expect(Set(sets) == Set(members), "\(sets)")
    // Active when planted, and not otherwise.
    let strengths = found.activations(in: trains)
    for (truth, times) in zip(members, moments) {
      let place = try #require(sets.firstIndex(of: truth)), strength = strengths[place]
      let bins = Set(times.map { Int($0 / 25 + 0.5) })
      let within = bins.reduce(0) { $0 + strength[$1] } / Double(bins.count)
      let outside = strength.indices.filter { !bins.contains($0) }.reduce(0) { $0 + strength[$1] } / Double(2000 - bins.count)
      #expect(within > 5 && outside.magnitude < 0.5, "\(within), \(outside)")
    }
  }

  /// Independent cells: by Tracy & Widom's law none in 95 of 100 recordings; by Marčenko & Pastur's edge, which the largest eigenvalue of
  /// noise exceeds in about one of six, never more than one or two.
  @Test func noiseHasNone() throws {
    var edge = 0, law = 0, most = 0
    let seeds = 40
    for seed in 0..<seeds {
      var random = PlantedSpikes.random(seed, 12)
      let found = try AssemblyDetector(planted(100 + seed, assemblies: []).trains, random: &random)
      let neurons = found.eigenvalues.count
      let wide = AssemblyDetector.bound(.tracyWidom, neurons: neurons, bins: 2000)
      #expect(found.bound == AssemblyDetector.bound(.marchenkoPastur, neurons: neurons, bins: 2000) && found.bound < wide)
      edge += found.assemblies.isEmpty ? 0 : 1
      law += found.eigenvalues.contains { $0 > wide } ? 1 : 0
      most = max(most, found.assemblies.count)
    }
    #expect(law <= 6 && edge <= 16 && most <= 2, "\(law), \(edge), \(most)")
  }

  /// (1 + √(60/2000))²; 1 + ½ for a quarter as many neurons as bins gives 2.25.
  @Test func bounds() {
    #expect(AssemblyDetector.bound(.marchenkoPastur, neurons: 250, bins: 1000) == 2.25)
    #expect(AssemblyDetector.bound(.marchenkoPastur, neurons: 0, bins: 0) == .infinity)
  }

  /// Activation by its definition, for two cells of which one fires alone.
  @Test func oneCellIsNoAssembly() throws {
    // Cells 0 and 1 together in bins 0–9, cell 0 alone in bins 20–29, of 40 bins; cell 2 never.
    var spikes: [(time: Double, cell: Int)] = []
    for bin in 0..<10 {
      spikes.append((25 * Double(bin) + 1, 0))
      spikes.append((25 * Double(bin) + 2, 1))
      spikes.append((25 * Double(bin + 20) + 1, 0))
    }
    let trains = PlantedSpikes.trains(spikes, neurons: 3, duration: 1000)
    var random = PlantedSpikes.random(1, 13)
    let found = try AssemblyDetector(trains, random: &random)
    // ½ of bins for cell 0: z = ±1. A quarter for cell 1: z = √3 or −1/√3; r = 1/√3. λ = 1 ± 1/√3, w = (1, 1)/√2.
    let root = 3.0.squareRoot(), first = try #require(found.eigenvalues.first)
    #expect((first - 1 - 1 / root).magnitude < 1e-9)
    let strengths = found.activations(in: trains)
    try #require(strengths.count == 1 && strengths[0].count == 40)
    let together = strengths[0][0], alone = strengths[0][25]
    #expect((together - root).magnitude < 1e-9 && (alone + 1 / root).magnitude < 1e-9)
    #expect(found.assemblies[0].weights[2] == 0)
  }

  @Test func eigenvectors() throws {
    let eigen = try SymmetricEigen([[2, 1], [1, 2]])
    #expect((eigen.values[0] - 3).magnitude < 1e-12 && (eigen.values[1] - 1).magnitude < 1e-12)
    #expect((eigen.vectors[0][0] - 0.5.squareRoot()).magnitude < 1e-12 && eigen.vectors[1].contains { $0 > 0.7 })
    let block = try SymmetricEigen([[2, 1, 0], [1, 2, 0], [0, 0, 5]]), half = 0.5.squareRoot()
    for (found, due) in zip(block.vectors.joined().prefix(6), [0, 0, 1, half, half, 0]) {
      #expect((found - due).magnitude < 1e-12)
    }
    #expect(try SymmetricEigen([]).values.isEmpty)
    #expect(throws: GSLError.self) { try SymmetricEigen([[1, 2]]) }
    #expect(throws: GSLError.self) { try SymmetricEigen([[.nan]]) }
  }

  @Test func limitsAreErrors() throws {
    var random = PlantedSpikes.random(1, 13)
    #expect(throws: GSLError.self) { try AssemblyDetector(SpikeTrains(neurons: 1001, duration: 1000), random: &random) }
    for trains in [
      SpikeTrains(neurons: 0, duration: 0), SpikeTrains(neurons: -1, duration: 10), SpikeTrains(neurons: 5, duration: 1000),
    ] {
      let found = try AssemblyDetector(trains, random: &random)
      #expect(found.assemblies.isEmpty && found.activations(in: trains).isEmpty)
    }
  }
}
