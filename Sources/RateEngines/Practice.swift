import CKernels
import NetworkModels
import NumericalMethods

// What a retrieval does beyond learning what came back: it deepens the trace that answered, and weakens the one that nearly did.
extension RateNetwork {
  /// Learns what was retrieved from a cue. If the hippocampus finds a trace that matches the cue, the first hidden variable of its
  /// synapses moves towards their weights: it is forgotten more slowly from here on (Roediger & Karpicke 2006). Then its CA3 units are
  /// silenced, and if another stored pattern answers the same cue, the output of that competitor weakens (Anderson, Bjork & Bjork 1994;
  /// Norman, Newman & Detre 2007).
  ///
  ///     u₂ += ζ (u₁ − u₂) on active rows × active columns;   V_h ← (1 − ω) V_h from the competitor's CA1 winners to its features
  package mutating func practise(_ retrieved: Presentation, cue: [Int32], _ w: RateWorkspace) {
    if p.vigilance > 0, p.deepening > 0 || p.rivalWeakening > 0, isFound(cue, w) {
      let codes = (a: list(w.ca3Winners), h: list(w.ca1Winners))
      if p.deepening > 0 { deepen(retrieved.units, codes.a, codes.h) }
      if p.rivalWeakening > 0 { weakenRival(of: retrieved.units, cue, w) }
    }
    encode(retrieved, w)
  }

  /// Whether the hippocampus answers a cue with a trace that matches it; what answers is left in the workspace.
  private func isFound(_ cue: [Int32], _ w: RateWorkspace) -> Bool {
    let count = min(cue.count, anatomy.entorhinalCortex.units)
    return isAnsweredByHippocampus(cue, count, lesion: [], silent: .none, w)
  }

  private func list(_ winners: Winners) -> [Int32] { (0..<winners.count).map { winners[$0] } }

  private mutating func deepen(_ units: [Int32], _ a: [Int32], _ h: [Int32]) {
    hidden[.perforant]?.deepen(perforant, rows: units, columns: a, by: p.deepening)
    hidden[.recurrent]?.deepen(recurrent, rows: a, columns: a, by: p.deepening)
    hidden[.schaffer]?.deepen(schaffer, rows: a, columns: h, by: p.deepening)
    hidden[.output]?.deepen(output, rows: h, columns: units, by: p.deepening)
  }

  /// The next candidate for the same cue, with the one before silenced: if it is a stored pattern that fits part of the cue, its own
  /// features weaken.
  private mutating func weakenRival(of units: [Int32], _ cue: [Int32], _ w: RateWorkspace) {
    let count = min(cue.count, anatomy.entorhinalCortex.units)
    reset(isFirst: true, w)
    hippocampalRetrieval(cue, count, lesion: [], silent: .none, isReset: true, w)
    guard Double(match(w.entorhinal, cue, count, w)) >= Self.rivalMatch,
      support(w.ca3Winners.base, w.ca3Winners.count) >= p.supportNREM
    else { return }
    let own = Set(units), left = Float(1 - p.rivalWeakening), weights = output.writing(), stride = output.stride
    for j in 0..<output.columns where w.entorhinal[j] > 0 && !own.contains(Int32(j)) {
      for i in 0..<w.ca1Winners.count { weights[Int(w.ca1Winners[i]) * stride + j] *= left }
    }
  }

  /// Share of the cue that a competitor reproduces: a member of the family fits what the family shares.
  private static let rivalMatch = 0.25
}
