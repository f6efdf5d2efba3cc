import NetworkModels
import Scenarios

extension DistractPhase: MemoryPhase {
  /// Each episode is a random pattern over the whole surface, as long as an item of full size. Its streams lie above those of waking hours.
  func live(_ life: Life, _ brain: inout any MemoryBrain, _ moment: inout Moment, _ step: PhaseStep) {
    let first = 1 << 23 | 2 * step.number
    brain.startNoise(life.key(.wake, first))
    var random = life.stream(.wake, first + 1)
    let all = (0..<life.surface.units).map { Int32($0) }
    for _ in 0..<episodes {
      let units = random.sample(life.surface.active, of: all).sorted()
      brain.learn(Presentation(units: units, strength: strength))
      moment.incidental.append(units)
    }
  }
}
