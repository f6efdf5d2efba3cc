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
      return [TrisynapticLesion.hippocampus, .neocortex, []].flatMap { brain.recall(Array(0..<10), lesion: $0, workspace) }.map(
        \.bitPattern)
    }
    #expect(run(try #require(engram_kernels_named(variant))) == run(try #require(engram_kernels_named("default"))))
  }

  /// Ill-formed presentations are passed over instead of crashing.
  @Test func oddPresentations() {
    var brain = network()
    brain.encode(Presentation(units: []), workspace)
    brain.encode(Presentation(units: Array(0..<200)), workspace)
    brain.encode(Presentation(units: [3], strength: 0), workspace)
    brain.encode(Presentation(units: [3], attended: [4]), workspace)
    _ = brain.recall([], lesion: [], workspace)
    _ = brain.recall(Array(0..<200), lesion: [.neocortex, .ca1], workspace)
  }

  @Test func sizesScaleByTheRule() {
    let half = Anatomy.trisynaptic.scaled(by: 0.5), four = Anatomy.trisynaptic.scaled(by: 4)
    #expect(half.entorhinalCortex == Anatomy.Layer(units: 100, active: 10) && half.ca3 == Anatomy.trisynaptic.ca3)
    #expect(four.neocortex == Anatomy.Layer(units: 1600, active: 320))
  }
}
