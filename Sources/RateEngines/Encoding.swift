import CKernels
import NetworkModels
import NumericalMethods

extension RateNetwork {
  /// Learns one experience x of strength s and salience q.
  ///
  ///     d = top(x W_dg);  a = top(g_mf d W_mf + g_pp x W_pp + noise);  h = top(g_ms x W_ms)
  ///     Hebb on W_pp (x, a), W_rec (a, a), W_sc (a, h) at rate 1 − (1 − e)^s, on W_ms (x, h) at e s
  ///     p = σ(b + h V_h);  V_h += e_h s h (x − p), times d where a unit is off;  tag = max(tag, q) on a;  the cortices learn x at their waking rates
  package mutating func encode(_ presentation: Presentation, _ w: RateWorkspace) {
    let n = presentation.units.count
    guard n > 0, n <= anatomy.entorhinalCortex.units, presentation.amplitudes.count == n else { return }
    // Of what is not attended at all nothing is learnt.
    if let attended = presentation.attended, attended.isEmpty { return }
    let s = presentation.strength * encodingStrength(presentation.units, w)
    for i in 0..<n {
      w.units[i] = presentation.units[i]
      w.amplitudes[i] = presentation.amplitudes[i]
    }
    let x = w.units.base, ax = w.amplitudes.base, k3 = anatomy.ca3.active, k1 = anatomy.ca1.active
    encodingResponse(n, lesion: [], silent: .none, w)
    encodingOutput(n, silent: .none, w)

    spread(w.ca3Dense, w.ca3Winners)
    spread(w.ca1Dense, w.ca1Winners)
    let a = w.ca3Winners.base, h = w.ca1Winners.base, ones = w.resources.base, k = w.kernels
    for i in 0..<max(k3, k1) { ones[i] = 1 }
    func rate(_ e: Double) -> Float { Float(1 - Elementary.exp(s * Elementary.log(max(1 - e, 1e-300)))) }
    let own = p.pathways
    if own.dentate.rule == .hebb || own.mossy.rule == .hebb { learnInDentateGyrus(n, rate, w) }
    if own.perforant.rule == .hebb {
      k.hebb(
        perforant.writing(), perforant.stride, x, ax, n, w.ca3Dense.base, rate(own.perforant.rate),
        Float(own.perforant.depression))
    }
    if own.recurrent.rule == .hebb {
      k.hebb(
        recurrent.writing(), recurrent.stride, a, ones, k3, w.ca3Dense.base, rate(own.recurrent.rate),
        Float(own.recurrent.depression))
      clearSelfConnections(a, k3)
    }
    if own.schaffer.rule == .hebb {
      k.hebb(
        schaffer.writing(), schaffer.stride, a, ones, k3, w.ca1Dense.base, rate(own.schaffer.rate),
        Float(own.schaffer.depression))
    }
    if own.monosynaptic.rule == .hebb, own.hasMonosynaptic {
      k.hebb(
        monosynaptic.writing(), monosynaptic.stride, x, ax, n, w.ca1Dense.base, Float(min(own.monosynaptic.rate * s, 1)),
        Float(own.monosynaptic.depression))
    }

    w.target.base.update(repeating: 0, count: w.target.count)
    for i in 0..<n { w.target[Int(x[i])] = ax[i] }
    switch own.output.rule {
    case .fixed: break
    case .hebb:
      k.hebb(
        output.writing(), output.stride, h, ones, k1, w.target.base, rate(own.output.rate), Float(own.output.depression))
    case .delta:
      // What is there is learnt fully, what is not there unlearnt in part: a relative's features are left alone.
      w.attention.base.update(repeating: Float(own.output.depression), count: w.attention.count)
      for i in 0..<n { w.attention[Int(x[i])] = 1 }
      if let attended = presentation.attended {
        let heeded = Set(attended)
        for j in 0..<w.attention.count where !heeded.contains(Int32(j)) { w.attention[j] = 0 }
      }
      k.delta(
        output.writing(), output.stride, output.columns, h, k1, w.target.base, w.attention.base, Float(p.outputBias),
        Float(own.output.rate * s))
    }

    if presentation.salience > 0 {
      let tags = tag.writing(), q = Float(presentation.salience)
      for i in 0..<k3 { tags[Int(a[i])] = max(tags[Int(a[i])], q) }
    }
    let ages = age.writing()
    for i in 0..<k3 { ages[Int(a[i])] = 0 }
    if presentation.teachesCortex { learnInCortices(n, .wake, s, w) }
  }

  /// How strongly a presentation of these units is stored just now: some items are easier than others for this brain, attention
  /// fluctuates, and waking tires.
  ///
  ///     ε_item ε_now (1 − f S),  ε lognormal with mean 1
  package func encodingStrength(_ units: [Int32], _ w: RateWorkspace) -> Double {
    var strength = 1 - p.pressureEffect * pressure
    func vary(_ cv: Double, _ draw: Double) {
      let variance = Elementary.log(1 + cv * cv)
      strength *= Elementary.exp(variance.squareRoot() * draw - variance / 2)
    }
    if p.itemVariability > 0 {
      // The same whenever the item comes: its stream is named by its units (FNV-1a).
      let name = units.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32(bitPattern: $1)) &* 16_777_619 }
      var own = RandomStream(stream, part: Int(name | 1 << 31))
      vary(p.itemVariability, own.normal())
    }
    if p.encodingVariability > 0 { vary(p.encodingVariability, w.noise.words.normal()) }
    return strength
  }

  /// Hebb on the way to and from dentate gyrus, where a brain has that.
  private mutating func learnInDentateGyrus(_ n: Int, _ rate: (Double) -> Float, _ w: RateWorkspace) {
    let own = p.pathways, kd = anatomy.dentateGyrus.active
    if own.dentate.rule == .hebb {
      spread(w.dentateDense, w.dentateWinners)
      w.kernels.hebb(
        dentate.writing(), dentate.stride, w.units.base, w.amplitudes.base, n, w.dentateDense.base, rate(own.dentate.rate),
        Float(own.dentate.depression))
    }
    if own.mossy.rule == .hebb {
      for i in 0..<kd { w.resources[i] = 1 }
      w.kernels.hebb(
        mossy.writing(), mossy.stride, w.dentateWinners.base, w.resources.base, kd, w.ca3Dense.base, rate(own.mossy.rate),
        Float(own.mossy.depression))
    }
  }

  /// CA3 as mossy fibres drive it at encoding, from the first `n` of the workspace's units.
  func encodingResponse(_ n: Int, lesion: TrisynapticLesion, silent: SilentUnits, _ w: RateWorkspace) {
    dentateResponse(w.units.base, w.amplitudes.base, n, w)
    silent.remove(from: w.dentateWinners, of: 1)
    drive(w.ca3Mossy, mossy, w.dentateWinners.base, lesion.contains(.dentateGyrus) ? 0 : w.dentateWinners.count, w)
    drive(w.ca3, perforant, w.units.base, w.amplitudes.base, n, w)
    let mf = Float(p.pathways.mossy.encodingGain), pp = Float(p.pathways.perforant.encodingGain)
    for j in 0..<w.ca3.count { w.ca3[j] = mf * w.ca3Mossy[j] + pp * w.ca3[j] }
    compete(w.ca3Winners, w.ca3, anatomy.ca3, .ca3Encoding, noise: p.noiseEncoding, w)
    silent.remove(from: w.ca3Winners, of: 2)
  }

  /// CA1 at encoding, as entorhinal cortex drives it; where there is no direct path, as CA3 does.
  func encodingOutput(_ n: Int, silent: SilentUnits, _ w: RateWorkspace) {
    if p.pathways.hasMonosynaptic {
      drive(w.ca1, monosynaptic, w.units.base, w.amplitudes.base, n, w)
    } else {
      drive(w.ca1, schaffer, w.ca3Winners.base, w.ca3Winners.count, w)
    }
    compete(w.ca1Winners, w.ca1, anatomy.ca1, .ca1Encoding, w)
    silent.remove(from: w.ca1Winners, of: 3)
  }

  mutating func clearSelfConnections(_ units: UnsafePointer<Int32>, _ count: Int) {
    let base = recurrent.writing(), stride = recurrent.stride
    for i in 0..<count { base[Int(units[i]) * stride + Int(units[i])] = 0 }
  }

  /// When cortices learn.
  enum Occasion {
    case wake, nrem, rem
  }

  /// Every cortex learns the first `n` workspace units, at `factor` times its own rate of the occasion.
  mutating func learnInCortices(_ n: Int, _ occasion: Occasion, _ factor: Double, _ w: RateWorkspace) {
    for k in cortices.indices {
      let own = p.pathways.cortices[k].output
      let rate =
        switch occasion {
        case .wake: own.wakeRate
        case .nrem: own.nremRate
        case .rem: own.remRate
        }
      learnInCortex(k, n, rate: rate * factor, hebbian: occasion != .rem, w)
    }
  }

  /// The one rule of cortical learning, in wake, NREM and REM: from part of a pattern predict the whole.
  ///
  /// Minus phase: each of the first `n` workspace units is kept with a probability drawn from [keep_low, keep_high];
  /// c = top(x⁻ W_cx + noise), p = σ(b + c V_c). Plus phase: V_c += e c (x − p) (see `error_correction` for other rules).
  /// If `hebbian`: Hebb on W_cx (x, c⁺), c⁺ = top(x W_cx), at a rate that falls with the feature's use m as 1/(1 + m/m₀)².
  private mutating func learnInCortex(_ k: Int, _ n: Int, rate: Double, hebbian: Bool, _ w: RateWorkspace) {
    if p.separateSlots { return learnInSlot(k, n, rate: rate, w) }
    let c = w.cortices[k], layer = cortices[k].layer, kc = layer.active
    var rate = rate
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
    drive(c.net, cortices[k].input, w.kept.base, w.keptAmplitudes.base, kept, w)
    if hebbian {
      drive(c.other, cortices[k].input, w.dropped.base, w.droppedAmplitudes.base, dropped, w)
      for j in 0..<c.net.count { c.other[j] += c.net[j] }
    }
    compete(c.winners, c.net, layer, .cortex, noise: p.noiseCortex, w)
    if hebbian { rate *= schemaGain(k, n, w) }
    w.target.base.update(repeating: 0, count: w.target.count)
    for i in 0..<n { w.target[Int(w.units[i])] = w.amplitudes[i] }
    if p.pathways.cortices[k].output.rule == .delta {
      let stride = cortices[k].output.stride, columns = cortices[k].output.columns
      w.kernels.delta(
        cortices[k].output.writing(), stride, columns, c.winners.base, kc, w.target.base, nil, Float(p.outputBias),
        Float(rate * p.errorCorrection))
      if p.errorCorrection < 1 { learnWithoutErrors(k, rate: rate * (1 - p.errorCorrection), w) }
    }

    let own = p.pathways.cortices[k].input
    guard hebbian, own.rule == .hebb, own.rate > 0 else { return }
    compete(c.winners, c.other, layer, .cortexPlus, w)
    spread(c.dense, c.winners)
    let uses = cortices[k].commitment.writing(), m0 = Float(p.commitment)
    let r = Float(rate / p.pathways.cortices[k].output.nremRate)
    for i in 0..<n {
      let m = 1 + uses[Int(w.units[i])] / m0
      w.resources[i] = w.amplitudes[i] / (m * m)
    }
    let stride = cortices[k].input.stride
    w.kernels.hebb(
      cortices[k].input.writing(), stride, w.units.base, w.resources.base, n, c.dense.base,
      Float(min(own.rate * Double(r), 1)), Float(own.depression))
    for i in 0..<n { uses[Int(w.units[i])] += r * w.amplitudes[i] }
  }

  /// The Hebbian part: V_c += e c (x − σ(b)) for the cortical winners.
  private mutating func learnWithoutErrors(_ k: Int, rate: Double, _ w: RateWorkspace) {
    let base = Float(1 / (1 + Elementary.exp(-p.outputBias))), e = Float(rate), winners = w.cortices[k].winners
    let columns = cortices[k].output.columns, stride = cortices[k].output.stride, v = cortices[k].output.writing()
    for i in 0..<winners.count {
      let row = v + Int(winners[i]) * stride
      for j in 0..<columns { row[j] += e * (w.target[j] - base) }
    }
  }
}
