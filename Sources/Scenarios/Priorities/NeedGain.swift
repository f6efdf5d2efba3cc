import NetworkModels

extension PriorityRule {
  /// Mattar & Daw's expected value of a backup, read for memories: need is how likely the memory is wanted (recent or rewarded ones are),
  /// gain how much the cortex still has to learn of it.
  package static let needGain = PriorityRule(
    "need_gain", "need × gain: recent or rewarded (κ 1, ρ 1), and still unknown to the cortex (ε 1)",
    equation: "G = s^−1.5 e · (1 + tag) (1 + f)", references: ["MattarDaw2018"],
    Priority(exponent: 1.5, salienceGain: 1, recencyGain: 1, errorExponent: 1))
}
