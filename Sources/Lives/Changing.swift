import RateEngines
import Scenarios

extension ChangePhase: LivedPhase {
  func live(_ life: Life, _ moment: inout Moment, _ step: PhaseStep) throws {
    if let circuits = life.circuits {
      moment.with(CircuitBrain.self) { brain, _ in circuits.change(&brain.network, self, step.number) }
    } else if let tasks = life.layered {
      moment.with(LayeredBrain.self) { brain, _ in tasks.change(&brain.network, self) }
    }
  }
}
