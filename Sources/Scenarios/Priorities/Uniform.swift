import NetworkModels

extension PriorityRule {
  package static let uniform = PriorityRule(
    "uniform", "all alike: synaptic scaling cancels strength (η 2)", equation: "G = s^−2", references: ["Singh2022"],
    Priority(exponent: 2))
}
