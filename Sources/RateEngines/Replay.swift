import CKernels
import NetworkModels
import NumericalMethods

extension RateNetwork {
  package mutating func replay(_ attempt: ReplayAttempt, _ w: RateWorkspace) -> ReplayOutcome {
    switch attempt.stage {
    case .nrem: replayInNREM(coupling: attempt.coupling, cue: attempt.cue, w)
    case .rem: replayInREM(coupling: attempt.coupling, w)
    }
  }

  /// One slow-oscillation up state. CA3 starts from random units and settles under z = G (R a) W_rec + noise; if it ends in a stored
  /// pattern (stable and supported by its weights), CA1 and entorhinal cortex follow; if what comes out leads back to that pattern, the
  /// cortices learn it.
  /// A cue drives CA3 through the perforant path in place of the random units.
  private mutating func replayInNREM(coupling: Double, cue: [Int32], _ w: RateWorkspace) -> ReplayOutcome {
    let k3 = anatomy.ca3.active, kec = anatomy.entorhinalCortex.active
    let resources = resourceCA3.writing(), gains = gain.reading
    if cue.isEmpty {
      Self.randomUnits(w.ca3Winners, k3, of: anatomy.ca3.units, &w.noise.words)
    } else {
      cue.withUnsafeBufferPointer { if let units = $0.baseAddress { drive(w.ca3, perforant, units, min(cue.count, kec), w) } }
      compete(w.ca3Winners, w.ca3, anatomy.ca3, .ca3Sleep, noise: p.noiseSleep, w)
    }
    for _ in 0..<p.upStateCycles {
      for i in 0..<k3 {
        w.ca3Before[i] = w.ca3Winners[i]
        w.resources[i] = resources[Int(w.ca3Winners[i])]
      }
      drive(w.ca3, recurrent, w.ca3Winners.base, w.resources.base, k3, w)
      for j in 0..<w.ca3.count { w.ca3[j] *= gains[j] }
      compete(w.ca3Winners, w.ca3, anatomy.ca3, .ca3Sleep, noise: p.noiseSleep, w)
    }
    let a = w.ca3Winners.base
    let stability = Double(Self.common(a, k3, w.ca3Before.base, k3)) / Double(k3)
    let isStored = stability >= p.stabilityNREM && support(a, k3) >= p.supportNREM
    deplete(resources, resourceCA3.columns, a, k3, by: p.depressionCA3, recovery: p.recoveryCA3)
    guard isStored else { return ReplayOutcome(isAccepted: false, pattern: []) }

    drive(w.ca1, schaffer, a, k3, w)
    compete(w.ca1Winners, w.ca1, anatomy.ca1, .ca1Sleep, noise: p.noiseCA1 / p.pathways.schaffer.gain, w)
    drive(w.entorhinal, output, w.ca1Winners.base, anatomy.ca1.active, w)
    addNoise(w.entorhinal, sd: p.noiseEntorhinal, w)
    compete(w.entorhinalWinners, w.entorhinal, anatomy.entorhinalCortex, .entorhinalSleep, w)
    let least = logitThreshold - Float(p.outputBias)
    var n = 0
    for i in 0..<kec where w.entorhinal[Int(w.entorhinalWinners[i])] >= least {
      w.units[n] = w.entorhinalWinners[i]
      w.amplitudes[n] = 1
      n += 1
    }
    let pattern = (0..<n).map { w.units[$0] }
    guard Double(n) >= p.completenessNREM * Double(kec), isReproduced(n, w) else {
      return ReplayOutcome(isAccepted: false, pattern: pattern)
    }
    if p.pathways.output.rule == .delta, p.pathways.output.captureRate > 0 { capture(n, w) }
    if p.replayShuffling > 0, w.noise.words.uniform() < p.replayShuffling {
      Self.randomUnits(w.entorhinalWinners, n, of: anatomy.entorhinalCortex.units, &w.noise.words)
      for i in 0..<n { w.units[i] = w.entorhinalWinners[i] }
    }
    learnInCortices(n, .nrem, coupling * freshness(a, k3), w)
    if p.restrengthening > 0 { restrengthen(n, w) }
    return ReplayOutcome(isAccepted: true, pattern: pattern)
  }

  /// The hippocampus is decoupled: the cortices wander among their own attractors, and rehearse the one they settle in. What the
  /// strongest of them says of a unit counts.
  private mutating func replayInREM(coupling: Double, _ w: RateWorkspace) -> ReplayOutcome {
    let kec = anatomy.entorhinalCortex.active
    let resourceX = resourceEntorhinal.writing()
    Self.randomUnits(w.entorhinalWinners, kec, of: anatomy.entorhinalCortex.units, &w.noise.words)
    for cycle in 0..<p.remCycles {
      for i in 0..<kec {
        w.entorhinalBefore[i] = w.entorhinalWinners[i]
        w.resources[i] = resourceX[Int(w.entorhinalWinners[i])]
      }
      for k in cortices.indices { rehearse(k, isLast: cycle + 1 == p.remCycles, w) }
      addNoise(w.entorhinal, sd: p.noiseEntorhinal, w)
      compete(w.entorhinalWinners, w.entorhinal, anatomy.entorhinalCortex, .entorhinalREM, w)
    }
    // What the undepressed, noise-free output would not feed back is dropped.
    let least = logitThreshold - Float(p.outputBias)
    var n = 0
    for i in 0..<kec where w.entorhinalOther[Int(w.entorhinalWinners[i])] >= least {
      w.units[n] = w.entorhinalWinners[i]
      w.amplitudes[n] = 1
      n += 1
    }
    let same = Self.common(w.units.base, n, w.entorhinalBefore.base, kec)
    let isAccepted =
      n > 0 && Double(same) >= p.stabilityREM * Double(n) && Double(n) >= p.completenessREM * Double(kec)
    for k in cortices.indices {
      let winners = w.cortices[k].winners, columns = cortices[k].resource.columns
      deplete(
        cortices[k].resource.writing(), columns, winners.base, winners.count, by: p.depressionCortex, recovery: p.recoveryREM)
    }
    deplete(resourceX, resourceEntorhinal.columns, w.units.base, n, by: p.depressionEntorhinal, recovery: p.recoveryREM)
    let pattern = (0..<n).map { w.units[$0] }
    if isAccepted { learnInCortices(n, .rem, coupling, w) }
    return ReplayOutcome(isAccepted: isAccepted, pattern: pattern)
  }

  /// Cortex `k` in a cycle of REM: its evidence for entorhinal cortex, depressed into `entorhinal` and, at the end, undepressed into
  /// `entorhinalOther`, as far as it is stronger than that of the cortices before.
  private func rehearse(_ k: Int, isLast: Bool, _ w: RateWorkspace) {
    let c = w.cortices[k], resource = cortices[k].resource.reading
    drive(c.net, cortices[k].input, w.entorhinalWinners.base, w.resources.base, anatomy.entorhinalCortex.active, w)
    compete(c.winners, c.net, cortices[k].layer, .cortexREM, noise: p.noiseCortex, w)
    for i in 0..<c.winners.count { c.resources[i] = resource[Int(c.winners[i])] }
    drive(k == 0 ? w.entorhinal : w.compared, cortices[k].output, c.winners.base, c.resources.base, c.winners.count, w)
    if k > 0 { takeStronger(w.entorhinal, w.compared) }
    guard isLast else { return }
    drive(k == 0 ? w.entorhinalOther : w.compared, cortices[k].output, c.winners.base, c.winners.count, w)
    if k > 0 { takeStronger(w.entorhinalOther, w.compared) }
  }

  /// Mean recurrent weight among the listed units.
  func support(_ units: UnsafePointer<Int32>, _ count: Int) -> Double {
    guard count > 1 else { return 0 }
    let weights = recurrent.reading
    var sum: Float = 0
    for i in 0..<count {
      let row = weights + Int(units[i]) * recurrent.stride
      for j in 0..<count { sum += row[Int(units[j])] }
    }
    return Double(sum) / Double(count * (count - 1))
  }

  /// Tsodyks–Markram-like resources: all recover towards 1 by 1/τ, then those just used lose the share u.
  private func deplete(
    _ resources: UnsafeMutablePointer<Float>, _ columns: Int, _ used: UnsafePointer<Int32>, _ count: Int, by u: Double,
    recovery tau: Double
  ) {
    let step = Float(1 / tau), left = Float(1 - u)
    for j in 0..<columns { resources[j] += (1 - resources[j]) * step }
    for i in 0..<count { resources[Int(used[i])] *= left }
  }
}
