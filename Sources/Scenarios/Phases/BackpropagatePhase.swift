import Declarations
import Materials

/// Training of a feed-forward network.
package struct BackpropagatePhase: Declared {
  package var tasks: [Int] = []
  package var isNext = false
  package var epochs = 2

  package init() {}

  package static let declaration = Declaration<Self>(
    "backpropagate",
    "Trains a feed-forward network by back-propagation on the training examples of some tasks, shuffled in every epoch.",
    references: ["Tadros2022"],
    fields: [
      .integers(
        "tasks", \.tasks, 1...DigitSet.tasks, "which tasks, mixed; all of them if nothing is said", count: 1...DigitSet.tasks),
      .flag("next", \.isNext, "instead of 'tasks': the first task that has not been learnt; for rounds of a repeat"),
      .integer("epochs", \.epochs, 1...100_000, "epochs", source: "Tadros2022"),
    ])
}

extension BackpropagatePhase: PhaseSettings {
  package static var brain: (any BrainSettings.Type)? { FeedForwardSettings.self }

  package func unroll(
    _ timeline: inout Timeline, _ path: inout Timeline.Path, _ place: Timeline.Place, _ reader: inout Reader
  ) -> PhaseStep? {
    var phase = self
    if isNext {
      if !tasks.isEmpty {
        reader.report("'next' and 'tasks' both say what is learnt", at: place.mark, expected: "one of them")
      }
      guard let next = (1...DigitSet.tasks).first(where: { !path.trained.contains($0) }) else {
        reader.report(
          "there is no next task: all \(DigitSet.tasks) have been learnt", at: place.mark, expected: "'tasks', or fewer rounds")
        return nil
      }
      (phase.tasks, phase.isNext) = ([next], false)
    }
    if phase.tasks.isEmpty { phase.tasks = Array(1...DigitSet.tasks) }
    path.trained.formUnion(phase.tasks)
    return PhaseStep(phase, number: path.next("train"))
  }
}
