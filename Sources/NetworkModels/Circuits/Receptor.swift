import Declarations

/// One kind of synaptic input: what a spike of weight 1 does, which rises (or jumps) to 1 and decays.
package struct Receptor: Sendable, Equatable {
  package var rise = 0.0
  package var decay = 5.0
  package var reversal = 0.0

  package init() {}

  package init(rise: Double = 0, decay: Double, reversal: Double = 0) {
    self.rise = rise
    self.decay = decay
    self.reversal = reversal
  }
}

extension Receptor: Declared {
  package static let declaration = Declaration<Self>(
    "receptor", "A synaptic input that rises and decays exponentially; its largest value is the weight.",
    equation: "g(t) = weight · k (exp(−t/decay) − exp(−t/rise)); without rise weight · exp(−t/decay)", references: ["Brette2007"],
    fields: [
      .number("rise", \.rise, .duration, 0...1000, "time constant of the rise; 0 ms: a jump", source: "Brette2007"),
      .number("decay", \.decay, .duration, 0.01...10_000, "time constant of the decay", source: "Brette2007"),
      .number("reversal", \.reversal, .voltage, -200...200, "reversal potential, of conductances", source: "Brette2007"),
    ])
}
