import NetworkModels
import RateEngines
import Scenarios

/// A phase that only networks of layers live, on tasks.
protocol LayeredPhase: LivedPhase {
  func live(_ tasks: LayeredTasks, _ brain: inout LayeredBrain, _ moment: inout Moment, _ step: PhaseStep)
  func scores(_ network: LayeredSettings) -> [String]
}

extension LayeredPhase {
  func live(_ life: Life, _ moment: inout Moment, _ step: PhaseStep) throws {
    guard let tasks = life.layered else { return }
    moment.with(LayeredBrain.self) { brain, moment in live(tasks, &brain, &moment, step) }
  }

  func scores(_ scenario: Scenario) -> [String] { scenario.graded.map { scores($0) } ?? [] }
}

extension TrainPhase: LayeredPhase {
  func live(_ tasks: LayeredTasks, _ brain: inout LayeredBrain, _ moment: inout Moment, _ step: PhaseStep) {
    tasks.train(&brain.network, &moment, self, step.number, step.state, brain.workspace)
  }

  func scores(_ network: LayeredSettings) -> [String] { LayeredSettings.trainingScores }
}

extension TestPhase: LayeredPhase {
  func live(_ tasks: LayeredTasks, _ brain: inout LayeredBrain, _ moment: inout Moment, _ step: PhaseStep) {
    tasks.test(brain.network, self, step.state, brain.workspace)
  }

  func scores(_ network: LayeredSettings) -> [String] { network.scores(of: self) }
}

extension AutonomousSleep: LayeredPhase {
  func live(_ tasks: LayeredTasks, _ brain: inout LayeredBrain, _ moment: inout Moment, _ step: PhaseStep) {
    tasks.sleep(&brain.network, self, step.number, step.state, brain.workspace)
  }

  func scores(_ network: LayeredSettings) -> [String] { network.scores(of: self) }
}

extension ConsolidatePhase: LayeredPhase {
  func live(_ tasks: LayeredTasks, _ brain: inout LayeredBrain, _ moment: inout Moment, _ step: PhaseStep) {
    tasks.consolidate(&brain.network, self, step.number, step.state, brain.workspace)
  }

  func scores(_ network: LayeredSettings) -> [String] { network.scores(of: self) }
}

extension Rehearsal: LayeredPhase {
  func live(_ tasks: LayeredTasks, _ brain: inout LayeredBrain, _ moment: inout Moment, _ step: PhaseStep) {
    tasks.rehearse(&brain.network, self, step.number, step.state, brain.workspace)
  }

  func scores(_ network: LayeredSettings) -> [String] { network.scores(of: self) }
}
