import CKernels
import NetworkModels
import NumericalMethods

extension RateNetwork {
  /// Retrieval from a cue: each store by itself, `retrieval_cycles` times round its own loop, then one of them answers.
  ///
  ///     hippocampus: a = top(g_pp x W_pp + g_mf top(x W_dg) W_mf + g_rec a W_rec + noise);  h = top(g_ms x W_ms + g_sc a W_sc);  y_h = h V_h
  ///     cortex:      c = top(x W_cx + noise);  y_c = c V_c, times the share of the cue that it reproduces
  ///     each cycle:  x = the cue, and at g_loop the other winners of b + y + noise with p ≥ θ
  ///     answer:      p = σ(y + noise), y of the store that leads (`arbitrate`)
  package func recall(
    _ cue: [Int32], lesion: TrisynapticLesion, silent: SilentUnits = .none, _ w: RateWorkspace
  ) -> [Float] {
    settle(cue, lesion: lesion, silent: silent, w)
    w.kernels.sigmoid(w.entorhinalOther.base, w.entorhinal.base, w.entorhinal.count)
    let units = anatomy.entorhinalCortex.units
    if silent.touches(0) { for j in 0..<units where silent.contains(Int32(j), of: 0) { w.entorhinalOther[j] = 0 } }
    return Array(UnsafeBufferPointer(start: w.entorhinalOther.base, count: units))
  }

  /// Runs a retrieval and leaves log-odds and winners of every region in the workspace.
  func settle(_ cue: [Int32], lesion: TrisynapticLesion, silent: SilentUnits, _ w: RateWorkspace) {
    let cue = silent.touches(0) ? cue.filter { !silent.contains($0, of: 0) } : cue
    let count = min(cue.count, anatomy.entorhinalCortex.units)
    let usesHippocampus = !lesion.contains(.ca1), usesCortex = usesCortex(lesion)
    let isFound = usesHippocampus && isAnsweredByHippocampus(cue, count, lesion: lesion, silent: silent, w)
    if usesCortex { corticalRetrieval(cue, count, lesion: lesion, silent: silent, w) }
    arbitrate(cue, count, hippocampus: isFound, cortex: usesCortex, w)
    addNoise(w.entorhinal, sd: p.noiseEntorhinal, w)
  }

  /// Retrieval by the hippocampus alone, into `entorhinal`. A candidate that does not reproduce the cue is silenced and retrieval begins
  /// anew, `resets` times. Whether one did.
  func isAnsweredByHippocampus(
    _ cue: [Int32], _ count: Int, lesion: TrisynapticLesion, silent: SilentUnits, _ w: RateWorkspace
  ) -> Bool {
    let compares = !lesion.contains(.ca3) && p.vigilance > 0
    for candidate in 0...p.resets {
      hippocampalRetrieval(cue, count, lesion: lesion, silent: silent, isReset: candidate > 0, w)
      guard compares, match(w.entorhinal, cue, count, w) < Float(p.vigilance) else { return true }
      if candidate < p.resets { reset(isFirst: candidate == 0, w) }
    }
    return false
  }

  /// Whether any cortex speaks.
  private func usesCortex(_ lesion: TrisynapticLesion) -> Bool {
    cortices.indices.contains { !lesion.contains(.cortex($0)) }
  }

  /// `retrieval_cycles` times round the loop of the hippocampus; leaves its evidence in `entorhinal`.
  func hippocampalRetrieval(
    _ cue: [Int32], _ count: Int, lesion: TrisynapticLesion, silent: SilentUnits, isReset: Bool, _ w: RateWorkspace
  ) {
    var n = begin(cue, count, w)
    for cycle in 0..<p.retrievalCycles {
      hippocampalResponse(n, isFirst: cycle == 0, isReset: isReset, lesion: lesion, silent: silent, w)
      if cycle + 1 < p.retrievalCycles { n = feedBack(w.entorhinal, cue, count, silent, w) }
    }
  }

  /// The same of the cortices, into `entorhinalOther`, as far as they reproduce the cue: y_c ← m y_c.
  private func corticalRetrieval(
    _ cue: [Int32], _ count: Int, lesion: TrisynapticLesion, silent: SilentUnits, _ w: RateWorkspace
  ) {
    var n = begin(cue, count, w)
    for cycle in 0..<p.retrievalCycles {
      corticalResponse(n, lesion: lesion, silent: silent, w)
      if cycle + 1 < p.retrievalCycles { n = feedBack(w.entorhinalOther, cue, count, silent, w) }
    }
    let m = match(w.entorhinalOther, cue, count, w)
    for j in 0..<w.entorhinalOther.count { w.entorhinalOther[j] *= m }
  }

  /// The cue as the first input of a loop; how many units it has.
  private func begin(_ cue: [Int32], _ count: Int, _ w: RateWorkspace) -> Int {
    for i in 0..<count {
      w.units[i] = cue[i]
      w.amplitudes[i] = 1
    }
    return count
  }

  /// The cortices that speak, for the first `n` workspace units; their evidence for entorhinal cortex into `entorhinalOther`.
  private func corticalResponse(_ n: Int, lesion: TrisynapticLesion, silent: SilentUnits, _ w: RateWorkspace) {
    var isFirst = true
    for k in cortices.indices where !lesion.contains(.cortex(k)) {
      let c = w.cortices[k]
      drive(c.net, cortices[k].input, w.units.base, w.amplitudes.base, n, w)
      compete(c.winners, c.net, cortices[k].layer, .cortex, noise: p.noiseCortex, w)
      silent.remove(from: c.winners, of: Self.firstCortex + k)
      drive(isFirst ? w.entorhinalOther : w.compared, cortices[k].output, c.winners.base, c.winners.count, w)
      if !isFirst { takeStronger(w.entorhinalOther, w.compared) }
      isFirst = false
    }
  }

  /// CA3 and CA1 for the first `n` workspace units; CA1's evidence for entorhinal cortex into `entorhinal`.
  private func hippocampalResponse(
    _ n: Int, isFirst: Bool, isReset: Bool, lesion: TrisynapticLesion, silent: SilentUnits, _ w: RateWorkspace
  ) {
    let x = w.units.base, ax = w.amplitudes.base
    let gpp = Float(p.pathways.perforant.gain), gmf = Float(p.pathways.mossy.gain), grec = Float(p.pathways.recurrent.gain)
    if !lesion.contains(.ca3) {
      // The recurrent drive first, while the winners of the last cycle are still there.
      if isFirst {
        w.ca3Mossy.base.update(repeating: 0, count: w.ca3Mossy.count)
      } else {
        drive(w.ca3Mossy, recurrent, w.ca3Winners.base, w.ca3Winners.count, w)
        for j in 0..<w.ca3Mossy.count { w.ca3Mossy[j] *= grec }
      }
      drive(w.ca3, perforant, x, ax, n, w)
      for j in 0..<w.ca3.count { w.ca3[j] = gpp * w.ca3[j] + w.ca3Mossy[j] }
      if !lesion.contains(.dentateGyrus), gmf > 0 {
        dentateResponse(x, ax, n, w)
        silent.remove(from: w.dentateWinners, of: 1)
        drive(w.ca3Mossy, mossy, w.dentateWinners.base, w.dentateWinners.count, w)
        for j in 0..<w.ca3.count { w.ca3[j] += gmf * w.ca3Mossy[j] }
      }
      if isReset { for j in 0..<w.ca3.count { w.ca3[j] *= w.ca3Open[j] } }
      compete(w.ca3Winners, w.ca3, anatomy.ca3, .ca3Retrieval, noise: p.noiseRetrieval, w)
      silent.remove(from: w.ca3Winners, of: 2)
    }
    let gms = lesion.contains(.monosynapticPathway) ? 0 : Float(p.pathways.monosynaptic.gain)
    let gsc = Float(p.pathways.schaffer.gain)
    drive(w.ca1, monosynaptic, x, ax, n, w)
    for j in 0..<w.ca1.count { w.ca1[j] *= gms }
    if !lesion.contains(.ca3) {
      drive(w.ca1Dense, schaffer, w.ca3Winners.base, w.ca3Winners.count, w)
      for j in 0..<w.ca1.count { w.ca1[j] += gsc * w.ca1Dense[j] }
    }
    compete(w.ca1Winners, w.ca1, anatomy.ca1, .ca1Retrieval, w)
    silent.remove(from: w.ca1Winners, of: 3)
    drive(w.entorhinal, output, w.ca1Winners.base, w.ca1Winners.count, w)
  }

  /// The next cycle's input: the cue, and the other winners of a store's evidence that are likely enough, at the loop's gain. Returns
  /// their number.
  private func feedBack(
    _ evidence: Buffer<Float>, _ cue: [Int32], _ cueCount: Int, _ silent: SilentUnits, _ w: RateWorkspace
  ) -> Int {
    let y = w.compared, bias = Float(p.outputBias)
    for j in 0..<y.count { y[j] = evidence[j] + bias }
    addNoise(y, sd: p.noiseEntorhinal, w)
    for i in 0..<cueCount { y[Int(cue[i])] = 1e30 }
    compete(w.entorhinalWinners, y, anatomy.entorhinalCortex, .entorhinal, w)
    silent.remove(from: w.entorhinalWinners, of: 0)
    let gain = Float(p.loopGain)
    var n = 0
    for i in 0..<w.entorhinalWinners.count {
      let unit = w.entorhinalWinners[i], value = y[Int(unit)]
      guard value >= logitThreshold else { continue }
      w.units[n] = unit
      w.amplitudes[n] = value == 1e30 ? 1 : gain
      n += 1
    }
    return n
  }

  /// Winners of dentate gyrus, CA3, CA1 and each cortex in response to a pattern; empty where a region is silent or nothing drives it.
  package func response(
    to pattern: [Int32], kind: ResponseKind, lesion: TrisynapticLesion, silent: SilentUnits = .none, _ w: RateWorkspace
  ) -> [[Int32]] {
    var lesion = lesion
    switch kind {
    case .initial:
      let pattern = pattern.prefix(anatomy.entorhinalCortex.units).filter { !silent.contains($0, of: 0) }
      for (i, unit) in pattern.enumerated() {
        w.units[i] = unit
        w.amplitudes[i] = 1
      }
      encodingResponse(pattern.count, lesion: lesion, silent: silent, w)
      encodingOutput(pattern.count, silent: silent, w)
      // What alone drives CA1 at encoding.
      if lesion.contains(p.pathways.hasMonosynaptic ? .monosynapticPathway : .ca3) { lesion.insert(.ca1) }
      for k in cortices.indices {
        let c = w.cortices[k]
        drive(c.net, cortices[k].input, w.units.base, w.amplitudes.base, pattern.count, w)
        compete(c.winners, c.net, cortices[k].layer, .cortexPlus, w)
        silent.remove(from: c.winners, of: Self.firstCortex + k)
      }
    case .settled:
      settle(pattern, lesion: lesion, silent: silent, w)
      respondAlone(to: pattern, lesion: lesion, silent: silent, w)
    }
    let winners = [w.dentateWinners, w.ca3Winners, w.ca1Winners] + w.cortices.map(\.winners)
    return winners.enumerated().map { i, winners in
      lesion.contains(.part(i + 1)) ? [] : (0..<winners.count).map { winners[$0] }
    }
  }
  /// Regions of the hippocampus that a retrieval leaves out, since nothing of theirs reaches CA1, respond to the pattern alone.
  private func respondAlone(to pattern: [Int32], lesion: TrisynapticLesion, silent: SilentUnits, _ w: RateWorkspace) {
    let isCA3Alone = lesion.contains(.ca1) && !lesion.contains(.ca3)
    let isDentateAlone = !lesion.contains(.dentateGyrus) && (lesion.contains(.ca3) || p.pathways.mossy.gain == 0)
    guard isCA3Alone || isDentateAlone else { return }
    let pattern = pattern.prefix(anatomy.entorhinalCortex.units).filter { !silent.contains($0, of: 0) }
    for (i, unit) in pattern.enumerated() {
      w.units[i] = unit
      w.amplitudes[i] = 1
    }
    if isDentateAlone {
      dentateResponse(w.units.base, w.amplitudes.base, pattern.count, w)
      silent.remove(from: w.dentateWinners, of: 1)
    }
    guard isCA3Alone else { return }
    for cycle in 0..<p.retrievalCycles {
      hippocampalResponse(pattern.count, isFirst: cycle == 0, isReset: false, lesion: lesion, silent: silent, w)
    }
  }
}
