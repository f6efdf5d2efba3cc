import CKernels
import NetworkModels

extension RateNetwork {
  /// What an accepted replay does for a trace of the same day (synaptic tagging and capture, Redondo & Morris 2011): the output of CA1
  /// learns its error on the units read out, the first `n` of the workspace, and only towards them.
  ///
  ///     V_h += e r h (1 − p) on those units,  r = mean recency of the CA3 winners
  ///
  /// The error makes it small for a strong trace; the tag makes it vanish on later days, so that traces fade as before.
  mutating func capture(_ n: Int, _ w: RateWorkspace) {
    let k3 = anatomy.ca3.active
    var recent = 0.0
    for i in 0..<k3 { recent += recency(Int(w.ca3Winners[i])) }
    let rate = Float(p.pathways.output.captureRate * recent / Double(k3))
    guard rate > 1e-6 else { return }
    w.target.base.update(repeating: 0, count: w.target.count)
    for i in 0..<n { w.target[Int(w.units[i])] = 1 }
    w.kernels.delta(
      output.writing(), output.stride, output.columns, w.ca1Winners.base, anatomy.ca1.active, w.target.base,
      w.target.base, Float(p.outputBias), rate)
  }

  /// Bounded Hebb without depression on the hippocampal trace of the pattern just replayed (off by default).
  mutating func restrengthen(_ n: Int, _ w: RateWorkspace) {
    let k3 = anatomy.ca3.active, rate = Float(p.restrengthening), ones = w.resources.base
    for i in 0..<max(k3, n) { ones[i] = 1 }
    spread(w.ca3Dense, w.ca3Winners)
    spread(w.ca1Dense, w.ca1Winners)
    let k = w.kernels, a = w.ca3Winners.base
    if p.pathways.recurrent.rule == .hebb {
      k.hebb(recurrent.writing(), recurrent.stride, a, ones, k3, w.ca3Dense.base, rate, 0)
      clearSelfConnections(a, k3)
    }
    if p.pathways.schaffer.rule == .hebb { k.hebb(schaffer.writing(), schaffer.stride, a, ones, k3, w.ca1Dense.base, rate, 0) }
    if p.pathways.perforant.rule == .hebb {
      k.hebb(perforant.writing(), perforant.stride, w.units.base, ones, n, w.ca3Dense.base, rate, 0)
    }
  }
}
