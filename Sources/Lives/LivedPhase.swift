import NetworkModels
import Scenarios

/// How a phase is lived, and which numbers it leaves.
protocol LivedPhase: PhaseSettings {
  /// Takes a moment through it.
  func live(_ life: Life, _ moment: inout Moment, _ step: PhaseStep) throws
  /// Names of the tests and numbers of the states that it leaves.
  func scores(_ scenario: Scenario) -> [String]
}

extension LivedPhase {
  func scores(_ scenario: Scenario) -> [String] { [] }
}

/// A phase that any brain with items can live.
protocol MemoryPhase: LivedPhase {
  func live(_ life: Life, _ brain: inout any MemoryBrain, _ moment: inout Moment, _ step: PhaseStep) throws
}

extension MemoryPhase {
  func live(_ life: Life, _ moment: inout Moment, _ step: PhaseStep) throws {
    try moment.with((any MemoryBrain).self) { brain, moment in try live(life, &brain, &moment, step) }
  }
}
