import NetworkModels
import NumericalMethods
import Scenarios

extension Life {
  /// The days before the timeline. Nothing of them is recorded, and their randomness is their own: the timeline's is the same without them.
  func liveHistory(_ moment: inout Moment) {
    guard let history = plan.timeline.history else { return }
    let wake = WakePhase(), replay = SleepPhase().honoured(plan.map).replay
    _ = moment.with((any MemoryBrain).self) { brain, moment in
      for (number, stretch) in history.stretches.enumerated() {
        brain.startNoise(key(.history, 2 * number))
        if stretch.isAsleep {
          brain.fallAsleep(replay.inForce)
          for stage in replay.events(hours: stretch.hours) { _ = brain.replay(ReplayAttempt(stage: stage)) }
          brain.pass(hours: stretch.hours, asleep: true)
          brain.wakeUp()
        } else {
          var random = stream(.history, 2 * number + 1)
          for _ in 0..<wake.episodes(in: stretch.hours) {
            experience(&brain, &moment, strength: wake.incidentalStrength, &random)
          }
          brain.pass(hours: stretch.hours, asleep: false)
        }
      }
    }
  }
}
