import CKernels
import NetworkModels

/// A cortex of separate slots: one unit for each pattern, none of them shared. It is what overlapping codes are compared with: it neither
/// generalizes by shared units nor forgets by interference.
extension RateNetwork {
  /// The cortical layer as competition sees it: of slots, one wins.
  var cortexLayer: Anatomy.Layer {
    var layer = anatomy.neocortex
    if p.separateSlots { layer.active = 1 }
    return layer
  }

  /// The slot of the pattern in the first `n` workspace units: the one that knows `Self.known` of it, else the next free one, whose
  /// input weights become the pattern. Where all are taken, the most similar one.
  mutating func slot(_ n: Int, _ w: RateWorkspace) -> Int32 {
    drive(w.cortex, cortexInput, w.units.base, w.amplitudes.base, n, w)
    var best = 0, whole: Float = 0
    for j in 1..<anatomy.neocortex.units where w.cortex[j] > w.cortex[best] { best = j }
    for i in 0..<n { whole += w.amplitudes[i] }
    guard w.cortex[best] < Self.known * whole, slotsTaken < anatomy.neocortex.units else { return Int32(best) }
    let input = cortexInput.writing(), slot = slotsTaken
    for i in 0..<n { input[Int(w.units[i]) * cortexInput.stride + slot] = w.amplitudes[i] }
    slotsTaken += 1
    return Int32(slot)
  }

  /// V_c += e k_c (x − p) for the pattern's slot, k_c the units of an overlapping code: the log-odds change by as much.
  mutating func learnInSlot(_ n: Int, rate: Double, _ w: RateWorkspace) {
    w.cortexWinners[0] = slot(n, w)
    w.target.base.update(repeating: 0, count: w.target.count)
    for i in 0..<n { w.target[Int(w.units[i])] = w.amplitudes[i] }
    w.kernels.delta(
      cortexOutput.writing(), cortexOutput.stride, cortexOutput.columns, w.cortexWinners.base, 1, w.target.base, nil,
      Float(p.outputBias), Float(rate * Double(anatomy.neocortex.active)))
  }

  /// Share of a pattern by which it is recognised; families of this field share less.
  private static let known: Float = 0.95
}
