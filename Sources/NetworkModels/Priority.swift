/// Which traces replay favours: the gain of each CA3 unit in sleep.
package struct Priority: Sendable, Equatable {
  /// Exponent η of the trace strength: 0 strong first, 1.5 uniform, 3 weak first.
  package var exponent: Double
  /// Gain κ per unit of salience tag.
  package var salienceGain: Double
  /// Gain ρ of fresh traces, whose freshness falls to a half in the replay window.
  package var recencyGain: Double
  /// Exponent ε of the cortex's error on what the unit stands for.
  package var errorExponent: Double

  package init(
    exponent: Double = 0, salienceGain: Double = 0, recencyGain: Double = 0, errorExponent: Double = 0
  ) {
    (self.exponent, self.salienceGain, self.recencyGain, self.errorExponent) = (
      exponent, salienceGain, recencyGain, errorExponent
    )
  }
}
