import CKernels
import NetworkModels
import NumericalMethods

// Two stores know parts of the same past. One of them answers; the other may only make surer what the first has said.
extension RateNetwork {
  /// Log-odds of the answer into `entorhinal`, from what the hippocampus (`entorhinal`) and the cortices (`entorhinalOther`) retrieved by
  /// themselves.
  ///
  ///     κ_s = mean σ(b + y_s) over the winners of store s outside the cue
  ///     the hippocampus leads if it matches the cue and κ_h ≥ κ_c − δ, else the cortex
  ///     y_i = b + y_lead,i + max(0, y_other,i) where i is a positive winner of the leader, else b + y_lead,i
  ///
  /// The index chooses and the cortex strengthens what was chosen (Teyler & DiScenna 1986): log-odds of the two add, so that a memory
  /// stays as good while it moves from one to the other, and no faint trace of one store overrules a good one of the other.
  func arbitrate(_ cue: [Int32], _ count: Int, hippocampus: Bool, cortex: Bool, _ w: RateWorkspace) {
    let y = w.entorhinal, c = w.entorhinalOther, bias = Float(p.outputBias)
    switch (hippocampus, cortex) {
    case (true, true):
      let sureC = sureness(c, cue, count, w), sureH = sureness(y, cue, count, w)
      // The winners of the hippocampus stand in the workspace.
      if sureH >= sureC - Float(p.lead) {
        for i in 0..<anatomy.entorhinalCortex.active {
          let unit = Int(w.entorhinalWinners[i])
          if y[unit] > 0 { y[unit] += max(0, c[unit]) }
        }
      } else {
        _ = sureness(c, cue, count, w)
        for i in 0..<anatomy.entorhinalCortex.active {
          let unit = Int(w.entorhinalWinners[i])
          if c[unit] > 0 { c[unit] += max(0, y[unit]) }
        }
        y.base.update(from: c.base, count: y.count)
      }
      for j in 0..<y.count { y[j] += bias }
    case (true, false): for j in 0..<y.count { y[j] += bias }
    case (false, true): for j in 0..<y.count { y[j] = bias + c[j] }
    case (false, false): y.base.update(repeating: bias, count: y.count)
    }
  }

  /// Mean probability of a store's winners outside the cue, as its evidence has it; leaves them and the cue in `entorhinalWinners`.
  private func sureness(_ evidence: Buffer<Float>, _ cue: [Int32], _ count: Int, _ w: RateWorkspace) -> Float {
    let z = w.compared, bias = Float(p.outputBias)
    z.base.update(from: evidence.base, count: z.count)
    for i in 0..<count { z[Int(cue[i])] = 1e30 }
    compete(w.entorhinalWinners, z, anatomy.entorhinalCortex, .entorhinalMatch, w)
    var sum = 0.0, n = 0
    for i in 0..<w.entorhinalWinners.count {
      let unit = Int(w.entorhinalWinners[i])
      guard z[unit] != 1e30 else { continue }
      sum += 1 / (1 + Elementary.exp(-Double(bias + evidence[unit])))
      n += 1
    }
    return n > 0 ? Float(sum / Double(n)) : 1
  }
}
