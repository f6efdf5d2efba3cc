import CKernels
import NetworkModels

/// A cortex of separate slots: one unit for each pattern, none of them shared. It is what overlapping codes are compared with: it neither
/// generalizes by shared units nor forgets by interference.
extension RateNetwork {
  /// The slot of the pattern in the first `n` workspace units in cortex `k`: the one that knows `Self.known` of it, else the next free
  /// one, whose input weights become the pattern. Where all are taken, the most similar one.
  private mutating func slot(_ k: Int, _ n: Int, _ w: RateWorkspace) -> Int32 {
    let net = w.cortices[k].net, units = cortices[k].layer.units
    drive(net, cortices[k].input, w.units.base, w.amplitudes.base, n, w)
    var best = 0, whole: Float = 0
    for j in 1..<units where net[j] > net[best] { best = j }
    for i in 0..<n { whole += w.amplitudes[i] }
    guard net[best] < Self.known * whole, cortices[k].slotsTaken < units else { return Int32(best) }
    let input = cortices[k].input.writing(), stride = cortices[k].input.stride, slot = cortices[k].slotsTaken
    for i in 0..<n { input[Int(w.units[i]) * stride + slot] = w.amplitudes[i] }
    cortices[k].slotsTaken += 1
    return Int32(slot)
  }

  /// V_c += e k_c (x − p) for the pattern's slot, k_c the units of an overlapping code: the log-odds change by as much.
  mutating func learnInSlot(_ k: Int, _ n: Int, rate: Double, _ w: RateWorkspace) {
    let winners = w.cortices[k].winners
    winners[0] = slot(k, n, w)
    guard p.pathways.cortices[k].output.rule == .delta else { return }
    w.target.base.update(repeating: 0, count: w.target.count)
    for i in 0..<n { w.target[Int(w.units[i])] = w.amplitudes[i] }
    let weights = cortices[k].output.writing(), stride = cortices[k].output.stride, columns = cortices[k].output.columns
    w.kernels.delta(
      weights, stride, columns, winners.base, 1, w.target.base, nil, Float(p.outputBias),
      Float(rate * Double(anatomy.cortices[k].active)))
  }

  /// Share of a pattern by which it is recognised; families of this field share less.
  private static let known: Float = 0.95
}
