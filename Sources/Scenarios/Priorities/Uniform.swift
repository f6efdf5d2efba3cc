import NetworkModels

extension PriorityRule {
  package static let uniform = PriorityRule(
    "uniform", "all alike: what has been replayed steps back, and all others come forward (φ .2)",
    equation: "G ← (1 − φ) G for what has been replayed, then mean G as before", references: ["Singh2022"], Priority(fatigue: 0.2)
  )
}
