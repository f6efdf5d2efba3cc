import NetworkModels

extension PriorityRule {
  package static let uniform = PriorityRule(
    "uniform", "all alike: synaptic scaling cancels strength (η 1.5), and what has been replayed steps back (φ .3)",
    equation: "G = s^−1.5 (1 − φ)^n, n events so far", references: ["Singh2022"], Priority(exponent: 1.5, fatigue: 0.3))
}
