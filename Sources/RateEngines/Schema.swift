import NetworkModels
import NumericalMethods

extension RateNetwork {
  /// How much faster a cortex learns a pattern that it half foresees (Tse et al. 2007; McClelland 2013): the evidence of its winners is
  /// held against the pattern in the first `n` workspace units. A factor, without unit.
  ///
  ///     f = mean p over the pattern − Σ (p − p₀) over all other units / n,  p = σ(b + c V_c),  p₀ = σ(b)
  ///     gain = 1 + g max(0, f − 0.1) · 4 (1 − f)
  ///
  /// What is wholly new has nothing to be tied to, what is known needs no more, and what contradicts foresees the wrong units.
  package func schemaGain(_ k: Int, _ n: Int, _ w: RateWorkspace) -> Double {
    guard p.schemaGain > 0 else { return 1 }
    let winners = w.cortices[k].winners, units = anatomy.entorhinalCortex.units, bias = Float(p.outputBias)
    drive(w.compared, cortices[k].output, winners.base, winners.count, w)
    for j in 0..<w.compared.count { w.compared[j] += bias }
    w.kernels.sigmoid(w.compared.base, w.compared.base, w.compared.count)
    let base = Float(1 / (1 + Elementary.exp(-p.outputBias)))
    var all: Float = 0, own: Float = 0
    for j in 0..<units { all += max(0, w.compared[j] - base) }
    var wrong = all
    for i in 0..<n {
      let value = w.compared[Int(w.units[i])]
      own += value
      wrong -= max(0, value - base)
    }
    let fit = Double((own - wrong) / Float(n))
    return 1 + p.schemaGain * max(0, fit - 0.1) * 4 * max(0, 1 - fit)
  }
}
