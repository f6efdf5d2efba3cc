import CKernels
import NetworkModels
import NumericalMethods

extension RateNetwork {
  /// Learns one experience x of strength s and salience q.
  ///
  ///     d = top(x W_dg);  a = top(g_mf d W_mf + g_pp x W_pp + noise);  h = top(g_ms x W_ms)
  ///     Hebb on W_pp (x, a), W_rec (a, a), W_sc (a, h) at rate 1 − (1 − e)^s, on W_ms (x, h) at e s
  ///     p = σ(b + h V_h);  V_h += e_h s h (x − p);  tag = max(tag, q) on a;  the neocortex learns x at its waking rate
  package mutating func encode(_ presentation: Presentation, _ w: RateWorkspace) {
    let n = presentation.units.count, s = presentation.strength
    guard n > 0, n <= anatomy.entorhinalCortex.units, presentation.amplitudes.count == n else { return }
    for i in 0..<n {
      w.units[i] = presentation.units[i]
      w.amplitudes[i] = presentation.amplitudes[i]
    }
    let x = w.units.base, ax = w.amplitudes.base, k3 = anatomy.ca3.active, k1 = anatomy.ca1.active
    encodingResponse(n, w)
    drive(w.ca1, monosynaptic, x, ax, n, w)
    compete(w.ca1Winners, w.ca1, anatomy.ca1, .ca1Encoding, w)

    spread(w.ca3Dense, w.ca3Winners, k3)
    spread(w.ca1Dense, w.ca1Winners, k1)
    let a = w.ca3Winners.base, h = w.ca1Winners.base, ones = w.resources.base, ltd = Float(p.hippocampalDepression)
    for i in 0..<max(k3, k1) { ones[i] = 1 }
    func rate(_ e: Double) -> Float { Float(1 - Elementary.exp(s * Elementary.log(max(1 - e, 1e-300)))) }
    let k = w.kernels
    k.hebb(perforant.writing(), perforant.stride, x, ax, n, w.ca3Dense.base, rate(p.perforantRate), ltd)
    k.hebb(recurrent.writing(), recurrent.stride, a, ones, k3, w.ca3Dense.base, rate(p.recurrentRate), ltd)
    clearSelfConnections(a, k3)
    k.hebb(schaffer.writing(), schaffer.stride, a, ones, k3, w.ca1Dense.base, rate(p.schafferRate), ltd)
    k.hebb(
      monosynaptic.writing(), monosynaptic.stride, x, ax, n, w.ca1Dense.base, Float(min(p.monosynapticRate * s, 1)),
      Float(p.monosynapticDepression))

    w.target.base.update(repeating: 0, count: w.target.count)
    for i in 0..<n { w.target[Int(x[i])] = ax[i] }
    if let attended = presentation.attended {
      attended.withUnsafeBufferPointer { units in
        guard let base = units.baseAddress else { return w.attention.base.update(repeating: 0, count: w.attention.count) }
        spread(w.attention, base, units.count)
      }
    }
    k.delta(
      ca1Output.writing(), ca1Output.stride, ca1Output.columns, h, k1, w.target.base,
      presentation.attended == nil ? nil : UnsafePointer(w.attention.base), Float(p.outputBias), Float(p.ca1OutputRate * s))

    if presentation.salience > 0 {
      let tags = tag.writing(), q = Float(presentation.salience)
      for i in 0..<k3 { tags[Int(a[i])] = max(tags[Int(a[i])], q) }
    }
    let recent = recency.writing()
    for i in 0..<k3 { recent[Int(a[i])] = 1 }
    if presentation.teachesCortex { learnInCortex(n, rate: p.wakeRate * s, hebbian: true, w) }
  }

  /// CA3 as mossy fibres drive it at encoding, from the first `n` of the workspace's units.
  func encodingResponse(_ n: Int, _ w: RateWorkspace) {
    dentateResponse(w.units.base, w.amplitudes.base, n, w)
    drive(w.ca3Mossy, mossy, w.dentateWinners.base, anatomy.dentateGyrus.active, w)
    drive(w.ca3, perforant, w.units.base, w.amplitudes.base, n, w)
    let mf = Float(p.mossyGainEncoding), pp = Float(p.perforantGainEncoding)
    for j in 0..<w.ca3.count { w.ca3[j] = mf * w.ca3Mossy[j] + pp * w.ca3[j] }
    compete(w.ca3Winners, w.ca3, anatomy.ca3, .ca3Encoding, noise: p.noiseEncoding, w)
  }

  mutating func clearSelfConnections(_ units: UnsafePointer<Int32>, _ count: Int) {
    let base = recurrent.writing(), stride = recurrent.stride
    for i in 0..<count { base[Int(units[i]) * stride + Int(units[i])] = 0 }
  }

  /// The one rule of cortical learning, in wake, NREM and REM: from part of a pattern predict the whole.
  ///
  /// Minus phase: each of the first `n` workspace units is kept with a probability drawn from [keep_low, keep_high];
  /// c = top(x⁻ W_cx + noise), p = σ(b + c V_c). Plus phase: V_c += e c (x − p) (see `error_correction` for other rules).
  /// If `hebbian`: Hebb on W_cx (x, c⁺), c⁺ = top(x W_cx), at a rate that falls with the feature's use m as 1/(1 + m/m₀)².
  mutating func learnInCortex(_ n: Int, rate: Double, hebbian: Bool, _ w: RateWorkspace) {
    if p.separateSlots { return learnInSlot(n, rate: rate, w) }
    let kc = anatomy.neocortex.active
    let keep = w.noise.words.uniform(p.minusKeepLow, p.minusKeepHigh)
    var kept = 0, dropped = 0
    for i in 0..<n {
      if w.noise.words.uniform() < keep {
        w.kept[kept] = w.units[i]
        w.keptAmplitudes[kept] = w.amplitudes[i]
        kept += 1
      } else {
        w.dropped[dropped] = w.units[i]
        w.droppedAmplitudes[dropped] = w.amplitudes[i]
        dropped += 1
      }
    }
    drive(w.cortex, cortexInput, w.kept.base, w.keptAmplitudes.base, kept, w)
    if hebbian {
      drive(w.cortexOther, cortexInput, w.dropped.base, w.droppedAmplitudes.base, dropped, w)
      for j in 0..<w.cortex.count { w.cortexOther[j] += w.cortex[j] }
    }
    compete(w.cortexWinners, w.cortex, anatomy.neocortex, .cortex, noise: p.noiseCortex, w)
    w.target.base.update(repeating: 0, count: w.target.count)
    for i in 0..<n { w.target[Int(w.units[i])] = w.amplitudes[i] }
    w.kernels.delta(
      cortexOutput.writing(), cortexOutput.stride, cortexOutput.columns, w.cortexWinners.base, kc, w.target.base, nil,
      Float(p.outputBias), Float(rate * p.errorCorrection))
    if p.errorCorrection < 1 { learnWithoutErrors(rate: rate * (1 - p.errorCorrection), w) }

    guard hebbian, p.cortexInputRate > 0 else { return }
    compete(w.cortexWinners, w.cortexOther, anatomy.neocortex, .cortexPlus, w)
    spread(w.cortexDense, w.cortexWinners, kc)
    let uses = commitment.writing(), r = Float(rate / p.nremRate), m0 = Float(p.commitment)
    for i in 0..<n {
      let m = 1 + uses[Int(w.units[i])] / m0
      w.resources[i] = w.amplitudes[i] / (m * m)
    }
    w.kernels.hebb(
      cortexInput.writing(), cortexInput.stride, w.units.base, w.resources.base, n, w.cortexDense.base,
      Float(min(p.cortexInputRate * Double(r), 1)), Float(p.cortexInputDepression))
    for i in 0..<n { uses[Int(w.units[i])] += r * w.amplitudes[i] }
  }

  /// The Hebbian part: V_c += e c (x − σ(b)) for the cortical winners.
  private mutating func learnWithoutErrors(rate: Double, _ w: RateWorkspace) {
    let base = Float(1 / (1 + Elementary.exp(-p.outputBias))), e = Float(rate)
    let v = cortexOutput.writing(), stride = cortexOutput.stride
    for i in 0..<anatomy.neocortex.active {
      let row = v + Int(w.cortexWinners[i]) * stride
      for j in 0..<cortexOutput.columns { row[j] += e * (w.target[j] - base) }
    }
  }
}
