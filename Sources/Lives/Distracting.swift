import NetworkModels
import Scenarios

extension DistractPhase: MemoryPhase {
  /// Its streams lie above those of waking hours.
  func live(_ life: Life, _ brain: inout any MemoryBrain, _ moment: inout Moment, _ step: PhaseStep) {
    let first = 1 << 23 | 2 * step.number
    brain.startNoise(life.key(.wake, first))
    var random = life.stream(.wake, first + 1)
    for _ in 0..<episodes { life.experience(&brain, &moment, strength: strength, &random) }
  }
}
