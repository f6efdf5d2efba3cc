import NetworkModels
import RateEngines
import Scenarios

/// A phase that only networks of layers live.
protocol LayeredPhase: LivedPhase {
  func live(_ tasks: LayeredTasks, _ brain: inout LayeredBrain, _ moment: inout Moment, _ step: PhaseStep)
}

extension LayeredPhase {
  func live(_ life: Life, _ moment: inout Moment, _ step: PhaseStep) throws {
    guard let tasks = life.layered else { return }
    moment.with(LayeredBrain.self) { brain, moment in live(tasks, &brain, &moment, step) }
  }
}

extension LayeredStudy: LayeredPhase {
  func live(_ tasks: LayeredTasks, _ brain: inout LayeredBrain, _ moment: inout Moment, _ step: PhaseStep) {
    tasks.train(&brain.network, &moment, self, step.number, step.states.first, brain.workspace)
  }
}

extension LayeredProbe: LayeredPhase {
  func live(_ tasks: LayeredTasks, _ brain: inout LayeredBrain, _ moment: inout Moment, _ step: PhaseStep) {
    tasks.probe(brain.network, self, step.states, brain.workspace)
  }
}

extension LayeredSleep: LayeredPhase {
  func live(_ tasks: LayeredTasks, _ brain: inout LayeredBrain, _ moment: inout Moment, _ step: PhaseStep) {
    tasks.sleep(&brain.network, self, step.number, step.states.first, brain.workspace)
  }
}
