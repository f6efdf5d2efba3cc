import NetworkModels

extension PriorityRule {
  package static let uniform = PriorityRule(
    "uniform", "all alike: synaptic scaling cancels strength (η 1.5)", equation: "G = s^−1.5", references: ["Singh2022"],
    Priority(exponent: 1.5))
}
