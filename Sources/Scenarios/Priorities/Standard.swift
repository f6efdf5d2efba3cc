import NetworkModels

extension PriorityRule {
  package static let standard = PriorityRule(
    "standard", "strength decides, and what was rewarded or emotional comes more often (η 0, κ 1)", equation: "G = 1 + tag",
    references: ["Singh2022", "Igloi2015"], Priority(exponent: 0, salienceGain: 1))
}
