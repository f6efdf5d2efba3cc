import NetworkModels

extension PriorityRule {
  package static let uniform = PriorityRule(
    "uniform", "all alike, as far as traces can be read out: what has been replayed steps back, and recovers (φ .3, over a hundred attempts)",
    equation: "G ← (1 − φ) G for what has been replayed", references: ["Singh2022"], Priority(fatigue: 0.3)
  )
}
