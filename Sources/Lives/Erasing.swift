import NetworkModels
import Scenarios

extension ErasePhase: MemoryPhase {
  func live(_ life: Life, _ brain: inout any MemoryBrain, _ moment: inout Moment, _ step: PhaseStep) {
    if let number = life.plan.map.stores.firstIndex(where: { $0.name == store }) { brain.erase(store: number) }
  }
}
