import CKernels
import NetworkModels
import NumericalMethods

extension RateNetwork {
  /// Retrieval from a cue, `retrieval_cycles` times round the loops that the lesion leaves.
  ///
  ///     a = top(g_pp x W_pp + g_mf top(x W_dg) W_mf + g_rec a W_rec + noise);  h = top(g_ms x W_ms + g_sc a W_sc)
  ///     c = top(x W_cx + noise)
  ///     y = b + whichever of h V_h, c V_c is larger in magnitude, unit by unit, + noise;  p = σ(y)
  ///     x = the cue, and at g_loop the other winners of y with p ≥ θ
  ///
  /// The stronger evidence decides instead of the sum: cortical knowledge is a copy of hippocampal knowledge, and would be counted twice.
  package func recall(_ cue: [Int32], lesion: TrisynapticLesion, _ w: RateWorkspace) -> [Float] {
    settle(cue, lesion: lesion, w)
    w.kernels.sigmoid(w.entorhinalOther.base, w.entorhinal.base, w.entorhinal.count)
    return Array(UnsafeBufferPointer(start: w.entorhinalOther.base, count: anatomy.entorhinalCortex.units))
  }

  /// Runs a retrieval and leaves log-odds and winners of every region in the workspace. A hippocampal candidate that does not reproduce
  /// the cue is silenced and retrieval begins anew, `resets` times; if none does, the hippocampus is silent.
  func settle(_ cue: [Int32], lesion: TrisynapticLesion, _ w: RateWorkspace) {
    let cueCount = min(cue.count, anatomy.entorhinalCortex.units)
    let usesHippocampus = !lesion.contains(.ca1), usesCortex = !lesion.contains(.neocortex)
    let compares = usesHippocampus && !lesion.contains(.ca3) && p.vigilance > 0
    for candidate in 0...p.resets {
      cycle(cue, cueCount, lesion: lesion, isReset: candidate > 0, w)
      guard compares, match(w.entorhinal, cue, cueCount, w) < Float(p.vigilance) else { break }
      if candidate < p.resets {
        reset(isFirst: candidate == 0, w)
      } else {
        withhold(cue, cueCount, usesCortex: usesCortex, w)
      }
    }
    combine(usesHippocampus: usesHippocampus, usesCortex: usesCortex, w)
    addNoise(w.entorhinal, sd: p.noiseEntorhinal, w)
  }

  /// `retrieval_cycles` times round the loops; leaves the evidence of hippocampus and cortex in `entorhinal` and `entorhinalOther`.
  private func cycle(_ cue: [Int32], _ cueCount: Int, lesion: TrisynapticLesion, isReset: Bool, _ w: RateWorkspace) {
    let usesHippocampus = !lesion.contains(.ca1), usesCortex = !lesion.contains(.neocortex)
    for i in 0..<cueCount {
      w.units[i] = cue[i]
      w.amplitudes[i] = 1
    }
    var n = cueCount
    for cycle in 0..<p.retrievalCycles {
      if usesHippocampus { hippocampalResponse(n, isFirst: cycle == 0, isReset: isReset, lesion: lesion, w) }
      if usesCortex {
        drive(w.cortex, cortexInput, w.units.base, w.amplitudes.base, n, w)
        compete(w.cortexWinners, w.cortex, cortexLayer, .cortex, noise: p.noiseCortex, w)
        drive(w.entorhinalOther, cortexOutput, w.cortexWinners.base, cortexLayer.active, w)
      }
      guard cycle + 1 < p.retrievalCycles else { return }
      combine(usesHippocampus: usesHippocampus, usesCortex: usesCortex, w)
      addNoise(w.entorhinal, sd: p.noiseEntorhinal, w)
      n = feedBack(cue, cueCount, w)
    }
  }

  /// CA3 and CA1 for the first `n` workspace units; CA1's evidence for entorhinal cortex into `entorhinal`.
  private func hippocampalResponse(_ n: Int, isFirst: Bool, isReset: Bool, lesion: TrisynapticLesion, _ w: RateWorkspace) {
    let x = w.units.base, ax = w.amplitudes.base, k3 = anatomy.ca3.active
    let gpp = Float(p.perforantGain), gmf = Float(p.mossyGainRetrieval), grec = Float(p.recurrentGain)
    if !lesion.contains(.ca3) {
      // The recurrent drive first, while the winners of the last cycle are still there.
      if isFirst {
        w.ca3Mossy.base.update(repeating: 0, count: w.ca3Mossy.count)
      } else {
        drive(w.ca3Mossy, recurrent, w.ca3Winners.base, k3, w)
        for j in 0..<w.ca3Mossy.count { w.ca3Mossy[j] *= grec }
      }
      drive(w.ca3, perforant, x, ax, n, w)
      for j in 0..<w.ca3.count { w.ca3[j] = gpp * w.ca3[j] + w.ca3Mossy[j] }
      if !lesion.contains(.dentateGyrus), gmf > 0 {
        dentateResponse(x, ax, n, w)
        drive(w.ca3Mossy, mossy, w.dentateWinners.base, anatomy.dentateGyrus.active, w)
        for j in 0..<w.ca3.count { w.ca3[j] += gmf * w.ca3Mossy[j] }
      }
      if isReset { for j in 0..<w.ca3.count { w.ca3[j] *= w.ca3Open[j] } }
      compete(w.ca3Winners, w.ca3, anatomy.ca3, .ca3Retrieval, noise: p.noiseRetrieval, w)
    }
    let gms = lesion.contains(.monosynapticPathway) ? 0 : Float(p.monosynapticGain), gsc = Float(p.schafferGain)
    drive(w.ca1, monosynaptic, x, ax, n, w)
    for j in 0..<w.ca1.count { w.ca1[j] *= gms }
    if !lesion.contains(.ca3) {
      drive(w.ca1Dense, schaffer, w.ca3Winners.base, k3, w)
      for j in 0..<w.ca1.count { w.ca1[j] += gsc * w.ca1Dense[j] }
    }
    compete(w.ca1Winners, w.ca1, anatomy.ca1, .ca1Retrieval, w)
    drive(w.entorhinal, ca1Output, w.ca1Winners.base, anatomy.ca1.active, w)
  }

  /// Log-odds of entorhinal cortex from the evidence of the stores in use.
  private func combine(usesHippocampus: Bool, usesCortex: Bool, _ w: RateWorkspace) {
    let bias = Float(p.outputBias), count = w.entorhinal.count
    switch (usesHippocampus, usesCortex) {
    case (true, true):
      for j in 0..<count {
        let h = w.entorhinal[j], c = w.entorhinalOther[j]
        w.entorhinal[j] = bias + (h.magnitude >= c.magnitude ? h : c)
      }
    case (true, false): for j in 0..<count { w.entorhinal[j] += bias }
    case (false, true): for j in 0..<count { w.entorhinal[j] = bias + w.entorhinalOther[j] }
    case (false, false): w.entorhinal.base.update(repeating: bias, count: count)
    }
  }

  /// The next cycle's input: the cue, and the other winners that are likely enough, at the loop's gain. Returns their number.
  private func feedBack(_ cue: [Int32], _ cueCount: Int, _ w: RateWorkspace) -> Int {
    let y = w.entorhinalOther
    y.base.update(from: w.entorhinal.base, count: y.count)
    for i in 0..<cueCount { y[Int(cue[i])] = 1e30 }
    compete(w.entorhinalWinners, y, anatomy.entorhinalCortex, .entorhinal, w)
    let gain = Float(p.loopGain), k = anatomy.entorhinalCortex.active
    var n = 0
    for i in 0..<k {
      let unit = w.entorhinalWinners[i], value = y[Int(unit)]
      guard value >= logitThreshold else { continue }
      w.units[n] = unit
      w.amplitudes[n] = value == 1e30 ? 1 : gain
      n += 1
    }
    return n
  }

  package func response(
    to pattern: [Int32], kind: ResponseKind, lesion: TrisynapticLesion, _ w: RateWorkspace
  ) -> [Region: [Int32]] {
    func list(_ winners: Winners, _ count: Int) -> [Int32] { (0..<count).map { winners[$0] } }
    let n = min(pattern.count, anatomy.entorhinalCortex.units)
    switch kind {
    case .initial:
      for i in 0..<n {
        w.units[i] = pattern[i]
        w.amplitudes[i] = 1
      }
      encodingResponse(n, w)
      drive(w.ca1, monosynaptic, w.units.base, w.amplitudes.base, n, w)
      compete(w.ca1Winners, w.ca1, anatomy.ca1, .ca1Encoding, w)
      drive(w.cortex, cortexInput, w.units.base, w.amplitudes.base, n, w)
      compete(w.cortexWinners, w.cortex, cortexLayer, .cortexPlus, w)
    case .settled:
      settle(pattern, lesion: lesion, w)
    }
    var result: [Region: [Int32]] = [:]
    let isWhole = kind == .initial
    if isWhole || !lesion.contains(.dentateGyrus) { result[.dentateGyrus] = list(w.dentateWinners, anatomy.dentateGyrus.active) }
    if isWhole || !lesion.contains(.ca3) { result[.ca3] = list(w.ca3Winners, anatomy.ca3.active) }
    if isWhole || !lesion.contains(.ca1) { result[.ca1] = list(w.ca1Winners, anatomy.ca1.active) }
    if isWhole || !lesion.contains(.neocortex) { result[.neocortex] = list(w.cortexWinners, cortexLayer.active) }
    return result
  }
}
