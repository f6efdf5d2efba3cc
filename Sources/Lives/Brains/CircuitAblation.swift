import Scenarios

extension CircuitSettings {
  /// The circuit without what is taken out of it. Random wiring of what is left is the same.
  func without(_ ablations: [Ablation]) -> CircuitSettings {
    var circuit = self
    for i in circuit.populations.indices where ablations.contains(.noAdaptation) {
      circuit.populations[i].value.adaptive?.coupling = 0
      circuit.populations[i].value.adaptive?.jump = 0
    }
    for i in circuit.pathways.indices {
      if ablations.contains(.noInhibitoryPlasticity) { circuit.pathways[i].value.inhibitory?.rate = 0 }
      if ablations.contains(.noShortTerm) { circuit.pathways[i].value.shortTerm = nil }
      if ablations.contains(.noRecurrence), isRecurrent(pathways[i].value) {
        (circuit.pathways[i].value.probability, circuit.pathways[i].value.isOneToOne) = (0, false)
      }
    }
    return circuit
  }
}
