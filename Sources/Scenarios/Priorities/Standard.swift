import NetworkModels

extension PriorityRule {
  package static let standard = PriorityRule(
    "standard", "strength decides, and what is rewarded or fresh comes more often (η 0, κ 1, ρ 1)",
    equation: "G = (1 + tag) (1 + f)",
    references: ["Singh2022", "Igloi2015", "Kudrimoti1999"], Priority(salienceGain: 1, recencyGain: 1))
}
