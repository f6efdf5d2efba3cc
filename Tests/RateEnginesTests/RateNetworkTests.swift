import CKernels
import NetworkModels
import NumericalMethods
import RateEngines
import Testing

struct RateNetworkTests {
  let anatomy = Anatomy.trisynaptic
  let workspace = RateWorkspace(anatomy: .trisynaptic)

  func network(
    _ subject: Int = 1, _ parameters: RateParameters = RateParameters(),
    kernels: UnsafePointer<engram_kernels> = engram_kernels_selected()
  ) -> RateNetwork {
    RateNetwork(
      anatomy: anatomy, parameters: parameters, stream: StreamKey(seed: 1, subject: subject, purpose: Purpose(.brain)),
      kernels: kernels)
  }

  func patterns(_ count: Int) -> [[Int32]] { (0..<count).map { i in (0..<20).map { Int32(20 * i + $0) } } }

  func start(_ number: Int) { workspace.noise.start(StreamKey(seed: 1, subject: 1, purpose: Purpose(.test, number))) }

  func mean(_ p: [Float], _ units: some Sequence<Int32>) -> Double {
    let values = units.map { Double(p[Int($0)]) }
    return values.reduce(0, +) / Double(values.count)
  }

  @Test func aNaiveBrainKnowsNothing() {
    start(0)
    let p = network().recall(Array(patterns(1)[0].prefix(10)), lesion: [], workspace)
    #expect(p.count == 200)
    // σ(b + noise) with b = −3 and sd .3 is .050 on average.
    #expect((mean(p, 10..<200) - 0.0495).magnitude < 0.01)
  }

  @Test func oneStudyIsRecalledByTheHippocampusNotByTheCortex() {
    var brain = network()
    start(1)
    for _ in 0..<3 { for x in patterns(5) { brain.encode(Presentation(units: x), workspace) } }
    for x in patterns(5) {
      let cue = Array(x.prefix(10)), rest = x.suffix(10)
      #expect(mean(brain.recall(cue, lesion: .neocortex, workspace), rest) > 0.8)
      #expect(mean(brain.recall(cue, lesion: .hippocampus, workspace), rest) < 0.15)
    }
  }

  @Test func aCopyIsABrainOfItsOwn() {
    var brain = network()
    start(2)
    brain.encode(Presentation(units: patterns(1)[0]), workspace)
    let copy = brain
    start(3)
    let before = copy.recall([0, 1, 2], lesion: [], workspace)
    start(4)
    for x in patterns(8) { brain.encode(Presentation(units: x), workspace) }
    brain.erase(.hippocampus)
    brain.elapse(hours: 1000)
    start(3)
    #expect(copy.recall([0, 1, 2], lesion: [], workspace) == before)
  }

  @Test func recallChangesNothing() {
    var brain = network()
    start(5)
    for x in patterns(4) { brain.encode(Presentation(units: x), workspace) }
    start(6)
    let first = brain.recall([0, 1, 2, 3], lesion: [], workspace)
    for lesion in [Lesion.hippocampus, .neocortex, .dentateGyrus, .ca3, .ca1, .monosynapticPathway, .trisynapticPathway] {
      _ = brain.recall([20, 21, 22], lesion: lesion, workspace)
    }
    start(6)
    #expect(brain.recall([0, 1, 2, 3], lesion: [], workspace) == first)
  }

  @Test func erasedStoresRecallNothing() {
    var brain = network()
    start(7)
    for _ in 0..<3 { brain.encode(Presentation(units: patterns(1)[0]), workspace) }
    brain.erase(.hippocampus)
    #expect(mean(brain.recall(Array(0..<10), lesion: [], workspace), 10..<20) < 0.15)
  }

  /// Fast weights fall as exp(−t/τ): two steps of t/2 are one of t, and the output's log-odds follow the closed form.
  @Test func tracesDecayExponentially() {
    var whole = network(), halves = whole
    start(8)
    whole.encode(Presentation(units: patterns(1)[0]), workspace)
    start(8)
    halves.encode(Presentation(units: patterns(1)[0]), workspace)
    whole.elapse(hours: 100)
    halves.elapse(hours: 50)
    halves.elapse(hours: 50)
    start(9)
    let a = whole.recall(Array(0..<10), lesion: .neocortex, workspace)
    start(9)
    let b = halves.recall(Array(0..<10), lesion: .neocortex, workspace)
    for (x, y) in zip(a, b) { #expect((x - y).magnitude < 1e-5) }
  }

  @Test func replayTeachesTheCortexAndNothingElseDoes() {
    var brain = network()
    start(10)
    for _ in 0..<3 { for x in patterns(5) { brain.encode(Presentation(units: x), workspace) } }
    var awake = brain
    awake.elapse(hours: 8)
    brain.fallAsleep(Priority(exponent: 1), workspace)
    start(11)
    var accepted = 0
    for _ in 0..<100 {
      let outcome = brain.replay(ReplayAttempt(stage: .nrem), workspace)
      guard outcome.isAccepted else { continue }
      accepted += 1
      // What is replayed is one of the memories.
      #expect(patterns(5).contains { Set($0).intersection(outcome.pattern).count >= 14 })
    }
    #expect(accepted > 60)
    let rest = Int32(10)..<20
    #expect(mean(brain.recall(Array(0..<10), lesion: .hippocampus, workspace), rest) > 0.7)
    #expect(mean(awake.recall(Array(0..<10), lesion: .hippocampus, workspace), rest) < 0.15)
  }

  /// An event that is not coupled to cortex teaches it nothing.
  @Test func uncoupledEventsTeachNothing() {
    var brain = network()
    start(12)
    for _ in 0..<3 { for x in patterns(5) { brain.encode(Presentation(units: x, teachesCortex: false), workspace) } }
    brain.fallAsleep(Priority(), workspace)
    for _ in 0..<50 { _ = brain.replay(ReplayAttempt(stage: .nrem, coupling: 0), workspace) }
    #expect(mean(brain.recall(Array(0..<10), lesion: .hippocampus, workspace), 10..<20) < 0.15)
  }

  @Test func nothingLearntNothingReplayed() {
    var brain = network()
    brain.fallAsleep(Priority(), workspace)
    start(13)
    for stage in [ReplayAttempt.Stage.nrem, .rem] {
      for _ in 0..<20 { #expect(!brain.replay(ReplayAttempt(stage: stage), workspace).isAccepted) }
    }
  }

  @Test func dentateSeparatesNeocortexDoesNot() throws {
    let brain = network(), a = Array(Int32(0)..<20), b = Array(Int32(10)..<30)
    start(14)
    func overlap(_ region: Region) throws -> Double {
      let x = try #require(brain.response(to: a, kind: .initial, lesion: [], workspace)[region])
      let y = try #require(brain.response(to: b, kind: .initial, lesion: [], workspace)[region])
      return Double(Set(x).intersection(y).count) / Double(x.count)
    }
    #expect(try overlap(.dentateGyrus) < overlap(.neocortex))
    #expect(try overlap(.ca3) < 0.5)
  }

  /// The same bits on every kernel variant: study, night and recall.
  @Test(arguments: KernelTests.variants) func sameBitsOnEveryProcessor(_ variant: String) throws {
    func run(_ kernels: UnsafePointer<engram_kernels>) -> [UInt32] {
      let workspace = RateWorkspace(anatomy: anatomy, kernels: kernels)
      var brain = network(3, kernels: kernels)
      workspace.noise.start(StreamKey(seed: 2, subject: 3, purpose: Purpose(.test)))
      for _ in 0..<3 { for x in patterns(8) { brain.encode(Presentation(units: x), workspace) } }
      brain.fallAsleep(Priority(exponent: 3, salienceGain: 0.5), workspace)
      for i in 0..<60 { _ = brain.replay(ReplayAttempt(stage: i % 2 == 0 ? .nrem : .rem), workspace) }
      brain.elapse(hours: 24)
      return [Lesion.hippocampus, .neocortex, []].flatMap { brain.recall(Array(0..<10), lesion: $0, workspace) }.map(\.bitPattern)
    }
    #expect(run(try #require(engram_kernels_named(variant))) == run(try #require(engram_kernels_named("default"))))
  }

  /// Ill-formed presentations are passed over instead of crashing.
  @Test func oddPresentations() {
    var brain = network()
    brain.encode(Presentation(units: []), workspace)
    brain.encode(Presentation(units: Array(0..<200)), workspace)
    brain.encode(Presentation(units: [3], strength: 0), workspace)
    brain.encode(Presentation(units: [3], attended: []), workspace)
    _ = brain.recall([], lesion: [], workspace)
    _ = brain.recall(Array(0..<200), lesion: [.neocortex, .ca1], workspace)
  }

  @Test func sizesScaleByTheRule() {
    let half = Anatomy.trisynaptic.scaled(by: 0.5), four = Anatomy.trisynaptic.scaled(by: 4)
    #expect(half.entorhinalCortex == Anatomy.Layer(units: 100, active: 10) && half.ca3 == Anatomy.trisynaptic.ca3)
    #expect(four.neocortex == Anatomy.Layer(units: 1600, active: 320))
  }
}
