import NetworkModels

/// A region that learns slowly, with its pathways from and to entorhinal cortex.
struct Cortex: Sendable {
  /// As competition sees it: of separate slots, one wins.
  let layer: Anatomy.Layer
  var input, output: Matrix
  /// What lies behind the output's weights.
  var hidden = HiddenVariables()
  /// Slots in use, where they are separate.
  var slotsTaken = 0
  /// How often it has learnt each entorhinal unit.
  var commitment: Matrix
  /// Short-term resources of its units, set anew at sleep onset.
  var resource: Matrix

  init(_ number: Int, _ wiring: Wiring) {
    var layer = wiring.anatomy.cortices[number]
    if wiring.parameters.separateSlots { layer.active = 1 }
    self.layer = layer
    input = wiring.weights(.corticalInput, cortex: number)
    output = wiring.weights(.corticalOutput, cortex: number)
    commitment = Matrix(rows: 1, columns: wiring.anatomy.entorhinalCortex.units)
    resource = Matrix(rows: 1, columns: layer.units)
  }

  /// What it has learnt fades.
  mutating func pass(hours: Double, _ decay: Decay) { hidden.pass(hours: hours, decay, &output) }

  /// Loses what it has learnt.
  mutating func erase(_ number: Int, _ wiring: Wiring) {
    input = wiring.weights(.corticalInput, cortex: number)
    output = wiring.weights(.corticalOutput, cortex: number)
    hidden = HiddenVariables()
    commitment.fill(0)
    slotsTaken = 0
  }
}
