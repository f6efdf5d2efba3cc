import NetworkModels
import NumericalMethods
import RateEngines
import SpikingEngines
import Testing

/// What a trisynaptic engine must do beside what every brain must (`BrainConformanceTests`), whatever the level of description: the same
/// checks on rates and on spikes.
struct EngineConformanceTests {
  enum Level: CaseIterable {
    case rates, spikes
  }

  /// An engine's scratch memory, with networks that begin alike.
  struct Bench {
    let workspace: RateWorkspace

    init(_ level: Level) {
      let anatomy = Anatomy.trisynaptic
      workspace = RateWorkspace(
        anatomy: anatomy, competition: level == .spikes ? GammaRace(GammaSettings(), anatomy: anatomy) : nil)
    }

    func network() -> RateNetwork {
      RateNetwork(
        anatomy: .trisynaptic, parameters: RateParameters(), stream: StreamKey(seed: 1, subject: 1, purpose: Purpose(.brain)))
    }

    func start(_ number: Int) { workspace.noise.start(StreamKey(seed: 1, subject: 1, purpose: Purpose(.test, number))) }
  }

  func patterns(_ count: Int) -> [[Int32]] { (0..<count).map { i in (0..<20).map { Int32(20 * i + $0) } } }

  func mean(_ p: [Float], _ units: some Sequence<Int32>) -> Double {
    let values = units.map { Double(p[Int($0)]) }
    return values.reduce(0, +) / Double(values.count)
  }

  @Test(arguments: Level.allCases) func aNaiveBrainKnowsNothing(_ level: Level) {
    let bench = Bench(level)
    bench.start(0)
    let p = bench.network().recall(Array(patterns(1)[0].prefix(10)), lesion: [], bench.workspace)
    #expect(p.count == 200)
    // σ(b + noise) with b = −3 and sd .3 is .050 on average.
    #expect((mean(p, 10..<200) - 0.0495).magnitude < 0.01)
  }

  @Test(arguments: Level.allCases) func oneStudyIsRecalledByTheHippocampusNotByTheCortex(_ level: Level) {
    let bench = Bench(level)
    var brain = bench.network()
    bench.start(1)
    for _ in 0..<3 { for x in patterns(5) { brain.encode(Presentation(units: x), bench.workspace) } }
    // Some items are harder than others for a brain, and none of them is lost.
    var all = 0.0
    for x in patterns(5) {
      let cue = Array(x.prefix(10)), rest = x.suffix(10), p = mean(brain.recall(cue, lesion: .neocortex, bench.workspace), rest)
      all += p / 5
      #expect(p > 0.5)
      #expect(mean(brain.recall(cue, lesion: .hippocampus, bench.workspace), rest) < 0.15)
    }
    #expect(all > 0.75, "\(all)")
  }

  /// What time does depends on how much of it passes, not on how it is divided; and traces fade.
  @Test(arguments: Level.allCases) func tracesFadeWithTimeAlone(_ level: Level) {
    let bench = Bench(level)
    var whole = bench.network(), halves = whole
    bench.start(8)
    whole.encode(Presentation(units: patterns(1)[0]), bench.workspace)
    bench.start(8)
    halves.encode(Presentation(units: patterns(1)[0]), bench.workspace)
    let before = whole
    whole.elapse(hours: 100)
    halves.elapse(hours: 50)
    halves.elapse(hours: 50)
    bench.start(9)
    let a = whole.recall(Array(0..<10), lesion: .neocortex, bench.workspace)
    bench.start(9)
    let b = halves.recall(Array(0..<10), lesion: .neocortex, bench.workspace)
    for (x, y) in zip(a, b) { #expect((x - y).magnitude < 1e-5) }
    bench.start(9)
    #expect(mean(a, 10..<20) < mean(before.recall(Array(0..<10), lesion: .neocortex, bench.workspace), 10..<20) - 0.1)
  }

  @Test(arguments: Level.allCases) func replayTeachesTheCortexAndNothingElseDoes(_ level: Level) {
    let bench = Bench(level)
    var brain = bench.network()
    bench.start(10)
    for _ in 0..<3 { for x in patterns(5) { brain.encode(Presentation(units: x), bench.workspace) } }
    var awake = brain
    awake.elapse(hours: 8)
    brain.fallAsleep(Priority(exponent: 1), bench.workspace)
    bench.start(11)
    var accepted = 0
    for _ in 0..<200 {
      let outcome = brain.replay(ReplayAttempt(stage: .nrem), bench.workspace)
      guard outcome.isAccepted else { continue }
      accepted += 1
      // What is replayed is one of the memories.
      #expect(patterns(5).contains { Set($0).intersection(outcome.pattern).count >= 14 })
    }
    #expect(accepted > 120, "\(accepted)")
    func cortex(_ brain: RateNetwork) -> Double {
      patterns(5).reduce(0) {
        $0 + mean(brain.recall(Array($1.prefix(10)), lesion: .hippocampus, bench.workspace), $1.suffix(10)) / 5
      }
    }
    let (slept, sleepless) = (cortex(brain), cortex(awake))
    #expect(slept > 0.25 && sleepless < 0.1, "\(slept), \(sleepless)")
  }

  /// An event that is not coupled to cortex teaches it nothing.
  @Test(arguments: Level.allCases) func uncoupledEventsTeachNothing(_ level: Level) {
    let bench = Bench(level)
    var brain = bench.network()
    bench.start(12)
    for _ in 0..<3 { for x in patterns(5) { brain.encode(Presentation(units: x, teachesCortex: false), bench.workspace) } }
    brain.fallAsleep(Priority(), bench.workspace)
    for _ in 0..<50 { _ = brain.replay(ReplayAttempt(stage: .nrem, coupling: 0), bench.workspace) }
    #expect(mean(brain.recall(Array(0..<10), lesion: .hippocampus, bench.workspace), 10..<20) < 0.15)
  }

  @Test(arguments: Level.allCases) func nothingLearntNothingReplayed(_ level: Level) {
    let bench = Bench(level)
    var brain = bench.network()
    brain.fallAsleep(Priority(), bench.workspace)
    bench.start(13)
    for stage in [ReplayAttempt.Stage.nrem, .rem] {
      for _ in 0..<20 { #expect(!brain.replay(ReplayAttempt(stage: stage), bench.workspace).isAccepted) }
    }
  }

  @Test(arguments: Level.allCases) func dentateSeparatesNeocortexDoesNot(_ level: Level) {
    let bench = Bench(level)
    let brain = bench.network(), a = Array(Int32(0)..<20), b = Array(Int32(10)..<30)
    bench.start(14)
    // Of dentate gyrus, CA3, CA1 and neocortex.
    func overlap(_ region: Int) -> Double {
      let x = brain.response(to: a, kind: .initial, lesion: [], bench.workspace)[region]
      let y = brain.response(to: b, kind: .initial, lesion: [], bench.workspace)[region]
      return Double(Set(x).intersection(y).count) / Double(x.count)
    }
    #expect(overlap(0) < overlap(3))
    #expect(overlap(1) < 0.5)
  }
}
