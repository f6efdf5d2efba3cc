import Declarations
import Materials
import NetworkModels

/// Phases of feed-forward networks on the timeline.
extension Timeline {
  mutating func backpropagate(
    _ phase: BackpropagatePhase, _ mark: Mark, _ path: inout Path, _ reader: inout Reader
  ) -> Step? {
    var tasks = Set(phase.tasks.map { $0 - 1 })
    if phase.isNext {
      if !tasks.isEmpty {
        reader.report("'next' and 'tasks' both say what is learnt", at: mark, expected: "one of them")
      }
      guard let next = (0..<DigitSet.tasks).first(where: { !path.trained.contains($0) }) else {
        reader.report(
          "there is no next task: all \(DigitSet.tasks) have been learnt", at: mark, expected: "'tasks', or fewer rounds")
        return nil
      }
      tasks = [next]
    }
    if tasks.isEmpty { tasks = Set(0..<DigitSet.tasks) }
    path.trained.formUnion(tasks)
    defer { path.train += 1 }
    return .backpropagate(tasks: tasks, epochs: phase.epochs, number: path.train + path.offset)
  }

  mutating func sleepReplay(
    _ phase: SleepReplayPhase, _ rounds: [Int], _ mark: Mark, _ path: inout Path, _ reader: inout Reader
  ) -> Step? {
    if path.trained.isEmpty {
      reader.report("a sleep before anything is learnt", at: mark, expected: "'backpropagate' before it")
    }
    defer { path.autonomous += 1 }
    return addStates(phase.label, rounds, ["none"], what: "sleep", mark, &path, &reader).first.map {
      .sleepReplay(phase, number: path.autonomous + path.offset, state: $0)
    }
  }
}
