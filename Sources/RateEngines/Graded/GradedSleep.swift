import CKernels
import NetworkModels
import NumericalMethods

/// What a cycle of autonomous sleep was.
package struct GradedSleepCycle: Sendable {
  package var cycle: Int
  package var stability: Double
  package var event: StabilityDetector.Event
  package var phase: StabilityDetector.Phase
}

extension GradedNetwork {
  /// Autonomous sleep: nothing is clamped, activations begin as noise, and no more noise follows. In every cycle, in this order: synapses
  /// tire and send, stability is compared with the cycle before, units are advanced. Each minus phase that ends is learnt from.
  ///
  /// - Parameter observe: sees the network after the stability of a cycle is known; layers are as they were when it was.
  package mutating func sleep(
    _ settings: AutonomousSleep, rates: [Double], _ random: inout RandomStream, _ w: GradedWorkspace,
    observe: (GradedSleepCycle, borrowing GradedNetwork) -> Void = { _, _ in }
  ) {
    var sleeper = AutonomousSleeper(settings, &self, rates: rates, &random)
    sleeper.advance(&self, cycles: settings.cycles, &random, w, observe: observe)
    sleeper.end(&self)
  }

  /// Half of the units silent, the others uniform up to one half.
  mutating func fillWithNoise(_ random: inout RandomStream) {
    for i in states.indices where !states[i].isOff {
      let activation = states[i].writing(.activation)
      for j in 0..<layers[i].units { activation[j] = Float(max(0, random.uniform() - 0.5)) }
    }
  }

  /// Every unit sends its activation through its tired synapses.
  fileprivate mutating func sendTired(_ settings: AutonomousSleep, _ w: GradedWorkspace) {
    for i in states.indices { states[i].fill(.raw, 0) }
    let build = settings.isDepressed ? Float(settings.depression.build) : 0, recover = Float(settings.depression.recovery)
    for p in projections.indices where scales[p] != 0 {
      let raw = states[targets[p]].writing(.raw)
      let send = states[sources[p]].reading(.activation), receive = states[targets[p]].reading(.activation)
      guard let tired = synapses[p].depression?.writing() else { continue }
      let s = synapses[p]
      if let index = s.index {
        w.kernels.depress_sparse(
          raw, s.weight.reading, tired, index.base, s.weight.stride, s.fanIn, send, receive, scales[p], build, recover)
        continue
      }
      let pools = s.weight.rows / s.senders
      for pool in 0..<pools {
        let at = pool * s.senders * s.weight.stride
        w.kernels.depress(
          raw + pool * s.receivers, s.weight.reading + at, tired + at, s.weight.stride, send + pool * s.senders,
          receive + pool * s.receivers, s.senders, scales[p], build, recover)
      }
    }
  }
}

/// Autonomous sleep under way: it can go on for some cycles, and later for some more.
package struct AutonomousSleeper {
  private let settings: AutonomousSleep
  private var detector: StabilityDetector
  private var gathered: Coactivity
  private let used, listened: [Int]
  private var cycle = 0

  /// Falls asleep: activations become noise, and no synapse is tired.
  package init(_ settings: AutonomousSleep, _ network: inout GradedNetwork, rates: [Double], _ random: inout RandomStream) {
    self.settings = settings
    network.rest()
    network.fillWithNoise(&random)
    for i in network.states.indices { network.states[i].copy(.activation, to: .before) }
    network.setScales { $0.testing ?? $0.absolute }
    for p in network.synapses.indices {
      let linear = network.synapses[p].linear
      network.synapses[p].depression = Matrix(rows: linear.rows, columns: linear.columns)
    }
    detector = StabilityDetector(settings)
    gathered = Coactivity(network, rates)
    let used = network.states.indices.filter { !network.states[$0].isOff }, names = network.names
    self.used = used
    listened = used.filter { settings.listened.isEmpty || settings.listened.contains(names[$0]) }
  }

  /// Goes on for some cycles. `coupling` multiplies the rates at which they teach; `observe` as in `GradedNetwork.sleep`.
  package mutating func advance(
    _ network: inout GradedNetwork, cycles: Int, coupling: Double = 1, _ random: inout RandomStream, _ w: GradedWorkspace,
    observe: (GradedSleepCycle, borrowing GradedNetwork) -> Void = { _, _ in }
  ) {
    for _ in 0..<cycles {
      network.sendTired(settings, w)
      var stability = 0.0
      for i in listened {
        let total = w.kernels.total(network.states[i].reading(.activation), network.layers[i].units)
        if total >= Float(settings.leastActivity) {
          stability += w.kernels.correlation(
            network.states[i].reading(.activation), network.states[i].reading(.before), network.layers[i].units)
        }
      }
      stability /= Double(max(listened.count, 1))
      let before = detector.phase, event = cycle == 0 ? .none : detector.advance(stability)
      switch event {
      case .plusBegins: gathered.begin()
      case .learn: gathered.learn(&network, contrastive: settings.rule == .contrastive, coupling: Float(coupling), w)
      case .none, .minusBegins, .abandoned: break
      }
      // Cycles of a phase are gathered from the one in which it is found.
      if detector.phase != .idle { gathered.add(network, detector.phase, isNew: before != detector.phase, w) }
      observe(GradedSleepCycle(cycle: cycle, stability: stability, event: event, phase: detector.phase), network)
      for i in used { network.states[i].copy(.activation, to: .before) }
      let swing = settings.isOscillating ? Elementary.cos(6.283185307179586 * (Double(cycle) / settings.period - 0.25)) : 0
      network.advanceUnits(w) { Float(1 + $0.oscillation * swing) }
      if stability < settings.reviveBelow, cycle % 50 < 5, detector.phase == .idle { network.fillWithNoise(&random) }
      cycle += 1
    }
  }

  /// Wakes up: synapses are rested, activations gone.
  package func end(_ network: inout GradedNetwork) {
    for p in network.synapses.indices { network.synapses[p].depression = nil }
    network.rest()
  }
}

/// Mean products of activations over the cycles of a plus and a minus phase, for the projections that learn in sleep.
private struct Coactivity {
  private struct Sums {
    let projection: Int
    let rate: Float
    var plus, minus: Matrix
  }

  private static let kept = 16
  private var sums: [Sums]
  /// Activations of the last cycles of the phase, layer by layer; how many of them are not in the sums yet.
  private var history: [Matrix]
  private var pending = 0
  private var plusCycles = 0, minusCycles = 0
  private var isMinus = false

  init(_ network: GradedNetwork, _ rates: [Double]) {
    sums = network.projections.indices.filter {
      rates[$0] > 0 && !network.synapses[$0].isSparse && network.scales[$0] != 0 && network.projections[$0].hebbian == nil
    }.map { p in
      let linear = network.synapses[p].linear
      func zeros() -> Matrix { Matrix(rows: linear.rows, columns: linear.columns) }
      return Sums(projection: p, rate: Float(rates[p]), plus: zeros(), minus: zeros())
    }
    history = network.states.map { Matrix(rows: Self.kept, columns: $0.stride) }
  }

  mutating func begin() {
    (pending, plusCycles, minusCycles, isMinus) = (0, 0, 0, false)
    for k in sums.indices {
      sums[k].plus.writing().update(repeating: 0, count: sums[k].plus.count)
      sums[k].minus.writing().update(repeating: 0, count: sums[k].minus.count)
    }
  }

  mutating func add(_ network: borrowing GradedNetwork, _ phase: StabilityDetector.Phase, isNew: Bool, _ w: GradedWorkspace) {
    if isNew {
      flush(network, w)
      isMinus = phase == .minus
    }
    for i in history.indices {
      let row = history[i].writing() + pending * history[i].stride
      row.update(from: network.states[i].reading(.activation), count: network.states[i].stride)
    }
    pending += 1
    if isMinus { minusCycles += 1 } else { plusCycles += 1 }
    if pending == Self.kept { flush(network, w) }
  }

  private mutating func flush(_ network: borrowing GradedNetwork, _ w: GradedWorkspace) {
    guard pending > 0 else { return }
    for k in sums.indices {
      let p = sums[k].projection, from = network.sources[p], to = network.targets[p], s = network.synapses[p]
      let sum = isMinus ? sums[k].minus.writing() : sums[k].plus.writing()
      for pool in 0..<s.weight.rows / s.senders {
        w.kernels.coactivity(
          sum + pool * s.senders * s.weight.stride, s.weight.stride, history[from].reading + pool * s.senders,
          history[from].stride,
          history[to].reading + pool * s.receivers, history[to].stride, s.senders, pending)
      }
    }
    pending = 0
  }

  mutating func learn(_ network: inout GradedNetwork, contrastive: Bool, coupling: Float, _ w: GradedWorkspace) {
    flush(network, w)
    guard plusCycles > 0, minusCycles > 0 else { return }
    for k in sums.indices {
      let p = sums[k].projection
      let linear = network.synapses[p].linear.writing(), weight = network.synapses[p].weight.writing()
      w.kernels.learn_coactivity(
        linear, weight, sums[k].plus.reading, sums[k].minus.reading, sums[k].plus.count, 1 / Float(plusCycles),
        contrastive ? 1 / Float(minusCycles) : 0, sums[k].rate * coupling)
    }
  }
}
