import NetworkModels
import Scenarios
import Testing

/// What is replayed how often under each rule.
struct PriorityTests {
  /// How often each of the three learnt items is replayed in a night; `learn` says how.
  private func replays(
    _ rule: PriorityRule, without ablations: String = "", learn: (Bench, inout any MemoryBrain) throws -> Void
  ) throws -> [Int] {
    let bench = try Bench(Candidate.standard, "ablate=[\(ablations)]"), items = try bench.items()
    var counts = [0, 0, 0]
    for subject in 1...6 {
      var brain = try bench.newborn(subject)
      brain.startNoise(bench.key(subject))
      try learn(bench, &brain)
      brain.fallAsleep(rule.priority)
      for _ in 0..<100 {
        let outcome = brain.replay(ReplayAttempt(stage: .nrem))
        guard outcome.isAccepted else { continue }
        if let i = counts.indices.first(where: { Set(items[$0]).intersection(outcome.pattern).count >= 14 }) { counts[i] += 1 }
      }
    }
    return counts
  }

  private func share(_ counts: [Int], _ i: Int) -> Double { Double(counts[i]) / Double(counts.reduce(0, +)) }

  /// Three items of different strength: under `standard` the stronger is replayed more often; `uniform` should even that out.
  @Test func uniformIsMoreEvenThanStandard() throws {
    func counts(_ rule: PriorityRule) throws -> [Int] {
      try replays(rule) { bench, brain in
        for _ in 0..<3 {
          for (item, strength) in zip(try bench.items(), [1, 0.5, 0.25]) {
            brain.learn(Presentation(units: item, strength: strength, teachesCortex: false))
          }
        }
      }
    }
    let even = try counts(.uniform), usual = try counts(.standard)
    #expect(usual.reduce(0, +) > 400 && share(usual, 0) > share(usual, 1) && share(usual, 1) > share(usual, 2), "\(usual)")
    #expect(even.reduce(0, +) > 150, "\(even), \(usual)")
    #expect(share(even, 0) < share(usual, 0) - 0.05 && share(even, 2) > share(usual, 2) + 0.03, "\(even), \(usual)")
  }

  /// By default what is rewarded comes more often; without the influence of tags it makes no difference.
  @Test func salienceActsByDefault() throws {
    func counts(_ salience: Double, without ablations: String = "") throws -> [Int] {
      try replays(.standard, without: ablations) { bench, brain in
        for _ in 0..<3 {
          for (i, item) in try bench.items().prefix(3).enumerated() {
            brain.learn(Presentation(units: item, strength: 0.5, salience: i == 0 ? salience : 0, teachesCortex: false))
          }
        }
      }
    }
    let tagged = try counts(1), plain = try counts(0)
    #expect(share(tagged, 0) > share(plain, 0) + 0.1, "\(tagged), \(plain)")
    #expect(try counts(1, without: "no_salience") == plain)
  }
}
