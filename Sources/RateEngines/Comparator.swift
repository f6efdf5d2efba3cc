import CKernels
import NetworkModels
import NumericalMethods

// What is retrieved is held against what was asked: CA1 gets both, from CA3 and from entorhinal cortex (Hasselmo & Schnell 1994; Lisman
// & Grace 2005). A mismatch silences the candidate and lets the next one come (reset, Carpenter & Grossberg 1987).
extension RateNetwork {
  /// Share of the cue among the winners of a store's evidence for entorhinal cortex, as far as that evidence is positive.
  ///
  ///     m = |cue ∩ top(y) ∩ {y > 0}| / |cue|
  ///
  /// Ranks, not levels: a weak trace matches as well as a strong one.
  func match(_ evidence: Buffer<Float>, _ cue: [Int32], _ count: Int, _ w: RateWorkspace) -> Float {
    guard count > 0 else { return 1 }
    w.compared.base.update(from: evidence.base, count: evidence.count)
    compete(w.entorhinalWinners, w.compared, anatomy.entorhinalCortex, .entorhinalMatch, w)
    w.target.base.update(repeating: 0, count: w.target.count)
    for i in 0..<anatomy.entorhinalCortex.active where evidence[Int(w.entorhinalWinners[i])] > 0 {
      w.target[Int(w.entorhinalWinners[i])] = 1
    }
    var same: Float = 0
    for i in 0..<count { same += w.target[Int(cue[i])] }
    return same / Float(count)
  }

  /// Silences the CA3 units of the present candidate for the rest of the retrieval, beside those silenced before.
  func reset(isFirst: Bool, _ w: RateWorkspace) {
    if isFirst { w.ca3Open.base.update(repeating: 1, count: w.ca3Open.count) }
    for i in 0..<w.ca3Winners.count { w.ca3Open[Int(w.ca3Winners[i])] = 0 }
  }

  /// Whether the perforant path, given the first `n` workspace units, leads back to the CA3 code that these were read out from.
  ///
  ///     |top(x W_pp) ∩ a| ≥ share |a|
  ///
  /// A blend does not close the loop: its features lead to the codes of the memories that they come from.
  func isReproduced(_ n: Int, _ w: RateWorkspace) -> Bool {
    guard p.reproductionNREM > 0 else { return true }
    let k3 = anatomy.ca3.active
    drive(w.ca3, perforant, w.units.base, n, w)
    compete(w.ca3Reproduced, w.ca3, anatomy.ca3, .ca3Reproduced, w)
    let same = Self.common(w.ca3Reproduced.base, k3, w.ca3Winners.base, k3)
    return Double(same) >= p.reproductionNREM * Double(k3)
  }
}
