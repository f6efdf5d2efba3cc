import CKernels
import Materials
import NetworkModels
import NumericalMethods
import RateEngines

/// What is timed: subjects of the default study (15 memories in 3 categories, 3 epochs) and their first night (100 NREM and
/// 100 REM events under the standard priority, then 8 h of decay).
struct Workload {
  let anatomy: Anatomy
  let kernels: UnsafePointer<engram_kernels>
  let workspace: RateWorkspace

  init(size: Double, kernels: UnsafePointer<engram_kernels>) {
    anatomy = Anatomy.trisynaptic.scaled(by: size)
    self.kernels = kernels
    workspace = RateWorkspace(anatomy: anatomy, kernels: kernels)
  }

  func wired(_ subject: Int) -> RateNetwork {
    RateNetwork(
      anatomy: anatomy, parameters: RateParameters(), stream: StreamKey(seed: 1, subject: subject, purpose: Purpose(.brain)),
      kernels: kernels)
  }

  func items(_ subject: Int) -> [[Int32]] {
    var random = RandomStream(seed: 1, subject: subject, purpose: Purpose(.materials))
    let layer = InputLayer(units: anatomy.entorhinalCortex.units, active: anatomy.entorhinalCortex.active, size: anatomy.size)
    var pool = UnitPool(units: layer.units, random: &random)
    return Categories().realize(name: "items", layer: layer, pool: &pool, others: [:], random: &random).items.map(\.units)
  }

  func study(_ network: inout RateNetwork, _ items: [[Int32]], _ subject: Int) {
    workspace.noise.start(StreamKey(seed: 1, subject: subject, purpose: Purpose(.study)))
    var random = RandomStream(seed: 1, subject: subject, purpose: Purpose(.study, 1))
    for _ in 0..<3 { for i in random.shuffled(Array(items.indices)) { network.encode(Presentation(units: items[i]), workspace) } }
  }

  /// Returns how many NREM and REM events the cortex learnt from.
  func sleep(_ network: inout RateNetwork, _ subject: Int) -> (nrem: Int, rem: Int) {
    workspace.noise.start(StreamKey(seed: 1, subject: subject, purpose: Purpose(.sleep)))
    network.fallAsleep(Priority(salienceGain: 2, recencyGain: 2), workspace)
    var accepted = (nrem: 0, rem: 0)
    for _ in 0..<10 {
      for _ in 0..<10 where network.replay(ReplayAttempt(stage: .nrem), workspace).isAccepted { accepted.nrem += 1 }
      for _ in 0..<10 where network.replay(ReplayAttempt(stage: .rem), workspace).isAccepted { accepted.rem += 1 }
    }
    network.elapse(hours: 8, asleep: true)
    return accepted
  }
}
