import NetworkModels

extension PriorityRule {
  package static let weakFirst = PriorityRule(
    "weak_first", "weak traces first (η 3)", equation: "G = s^−3", references: ["Schapiro2018"], Priority(exponent: 3))
}
