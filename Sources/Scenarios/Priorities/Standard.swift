import NetworkModels

extension PriorityRule {
  package static let standard = PriorityRule(
    "standard", "strength decides, and what is rewarded or fresh comes more often (η 0, κ 2, ρ 2)",
    equation: "G = (1 + 2 tag) (1 + 2 f)",
    references: ["Singh2022", "Igloi2015", "Kudrimoti1999"], Priority(salienceGain: 2, recencyGain: 2))
}
