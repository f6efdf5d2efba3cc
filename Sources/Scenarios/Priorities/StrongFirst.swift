import NetworkModels

extension PriorityRule {
  package static let strongFirst = PriorityRule(
    "strong_first", "strength decides: what was learnt well is replayed more (η 0)", equation: "G = 1", references: ["Singh2022"],
    Priority(exponent: 0))
}
