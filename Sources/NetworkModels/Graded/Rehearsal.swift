import Declarations

/// REM-like sleep in trials: memories that come up from noise are learnt from.
package struct Rehearsal: Sendable, Equatable {
  package var oscillation = InhibitionOscillation()
  package var rule = RehearsalRule.oscillating

  package init() {}
}

/// What is learnt from a memory that has come up.
package enum RehearsalRule: String, Word {
  case oscillating
  case hebbian
  case none

  package var summary: String {
    switch self {
    case .oscillating: "from one oscillation of inhibition: weak parts are strengthened, competitors weakened"
    case .hebbian: "Hebbian, from the settled state as it is"
    case .none: "nothing"
    }
  }
}

extension Rehearsal: Declared {
  package static let declaration = Declaration<Self>(
    "rehearsal",
    "Leaves a network of layers to itself, trial by trial: activations begin as noise, the network settles into one of its attractors, and "
      + "projections with a sleep_rate learn from it.",
    references: ["Norman2005"],
    fields: [
      .nested("oscillation", \.oscillation, "settling, and the oscillation of inhibition after it"),
      .word("rule", \.rule, "what is learnt from a settled state", source: "Norman2005"),
    ])
}
