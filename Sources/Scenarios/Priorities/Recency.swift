import NetworkModels

extension PriorityRule {
  package static let recency = PriorityRule(
    "recency", "what was experienced last first (η 1.5, ρ 2); freshness halves in a day", equation: "G = s^−1.5 · (1 + 2 f)",
    references: ["MattarDaw2018"], Priority(exponent: 1.5, recencyGain: 2))
}
