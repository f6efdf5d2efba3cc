import CKernels
import Declarations
import Lives
import Materials
import NetworkModels
import NumericalMethods
import Runs
import Scenarios

/// A brain that has nothing: no parts, no stores, no sleep. Whatever it is asked, it says one half.
struct ConstantAnswer: Declared {
  static let declaration = Declaration<Self>("constant", "Says one half.", fields: [])
}

extension ConstantAnswer: BrainModel {
  static let noun = "a constant answer"
  var description: String { "one half, whatever is asked" }
  var size: String { "no units" }
  var ablations: [Ablation] { [] }
  func check(_ reader: inout Reader) {}

  var map: BrainMap {
    var map = BrainMap()
    map.surface = InputLayer(units: 200, active: 20, size: 1)
    map.abilities = [.items]
    return map
  }

  func maker(_ plan: Plan, kernels: UnsafePointer<engram_kernels>) -> any BrainMaker { Maker() }

  private final class Maker: BrainMaker {
    func brain(of subject: Int) -> any Brain { ConstantBrain() }
  }
}

private struct ConstantBrain: MemoryBrain {
  func startNoise(_ key: StreamKey) {}
  func withNoise(_ key: StreamKey, _ body: () -> Void) { body() }
  mutating func learn(_ presentation: Presentation) {}
  func answer(to cue: [Int32], lesion: Lesion) -> [Float] { [Float](repeating: 0.5, count: 200) }
  func codes(of pattern: [Int32], kind: ResponseKind, lesion: Lesion) -> [Code?] { [] }
  mutating func fallAsleep(_ priority: Priority) {}
  mutating func replay(_ attempt: ReplayAttempt) -> ReplayOutcome { ReplayOutcome(isAccepted: false, pattern: []) }
  mutating func erase(store: Int) {}
}
