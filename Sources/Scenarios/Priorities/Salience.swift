import NetworkModels

extension PriorityRule {
  package static let salience = PriorityRule(
    "salience", "rewarded or emotional memories first (η 1.5, κ 1)", equation: "G = s^−1.5 · (1 + tag)",
    references: ["Igloi2015"],
    Priority(exponent: 1.5, salienceGain: 1))
}
