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
