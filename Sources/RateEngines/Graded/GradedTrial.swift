import CKernels
import NetworkModels

/// What is shown in a trial.
package struct GradedInput: Sendable {
  /// Layers that are clamped for the whole trial, and to what.
  package var clamped: [(layer: Int, values: [Float])]
  /// Layers that are clamped in the last quarter of a training trial.
  package var targets: [(layer: Int, values: [Float])]

  package init(clamped: [(layer: Int, values: [Float])], targets: [(layer: Int, values: [Float])] = []) {
    self.clamped = clamped
    self.targets = targets
  }
}

extension GradedNetwork {
  /// Cycles of a quarter.
  package static let quarter = 25
  /// An activation is sent when it has changed by more than the first of these, if it is above the second.
  static let sendChange: Float = 0.005, sendAbove: Float = 0.1
  /// Shown in place of an activation: the unit is free.
  package static let free: Float = -1
  /// Mean activation of a sending layer below which its synapses do not learn.
  static let silent: Float = 0.001

  /// A training trial of four quarters, with learning at its end. `asTested`: at the strengths of tests.
  package mutating func train(_ input: GradedInput, asTested: Bool = false, _ w: GradedWorkspace) {
    begin(input.clamped)
    for quarter in 0..<4 {
      setScales(quarter, asTested: asTested)
      if quarter == 3 { for target in input.targets { clamp(target.layer, target.values) } }
      run(Self.quarter, w)
      keep(after: quarter)
    }
    learn(rates, w)
    adapt(w)
    trials += 1
  }

  /// The strengths of a quarter; where they differ from those of the quarter before, excitation is built up again.
  mutating func setScales(_ quarter: Int, asTested: Bool) {
    func scales(_ projection: GradedProjection) -> [Double] { asTested ? projection.testingScales : projection.trainingScales }
    guard quarter == 0 || projections.contains(where: { scales($0)[quarter] != scales($0)[quarter - 1] }) else { return }
    setScales { scales($0)[quarter] }
    sendAnew()
  }

  /// Expected activities follow those of the fourth quarter.
  mutating func adapt(_ w: GradedWorkspace) {
    for (i, layer) in layers.enumerated() where layer.adapts && !states[i].isOff {
      let mean = Double(w.kernels.total(states[i].reading(.plus), layer.units)) / Double(layer.units)
      guard mean >= 0.0001 else { continue }
      expected[i] += (expected[i] == layer.expectedActivity ? 0.5 : 0.01) * (mean - expected[i])
    }
  }

  /// A test: four quarters at the strengths of tests, nothing is learnt. Activations of the first and third quarter are kept.
  package mutating func test(_ input: GradedInput, _ w: GradedWorkspace) {
    begin(input.clamped)
    for quarter in 0..<4 {
      setScales(quarter, asTested: true)
      run(Self.quarter, w)
      keep(after: quarter)
    }
  }

  private mutating func keep(after quarter: Int) {
    for i in states.indices {
      switch quarter {
      case 0: states[i].copy(.activation, to: .first)
      case 2: states[i].copy(.activation, to: .minus)
      case 3: states[i].copy(.activation, to: .plus)
      default: break
      }
    }
  }

  /// Everything at rest; input layers clamped.
  mutating func begin(_ clamped: [(layer: Int, values: [Float])]) {
    rest()
    for input in clamped { clamp(input.layer, input.values) }
  }

  mutating func rest() {
    for i in states.indices {
      for quantity in GradedLayerState.Quantity.allCases { states[i].fill(quantity, 0) }
      states[i].fill(.potential, Float(units.startPotential))
      states[i].isClamped = false
      for pool in states[i].feedback.indices { states[i].feedback[pool] = 0 }
    }
  }

  private mutating func clamp(_ layer: Int, _ values: [Float]) {
    guard !states[layer].isOff else { return }
    let to = states[layer].writing(.clamp)
    for j in 0..<min(values.count, layers[layer].units) { to[j] = values[j] }
    states[layer].isClamped = true
    // What is clamped is there from the first cycle on.
    let now = states[layer].writing(.activation), clamp = states[layer].reading(.clamp)
    for j in 0..<layers[layer].units { now[j] = max(0, clamp[j]) }
  }

  /// Strengths have changed: excitation is built up again.
  private mutating func sendAnew() {
    for i in states.indices {
      states[i].fill(.sent, 0)
      states[i].fill(.raw, 0)
    }
  }

  mutating func run(_ cycles: Int, _ w: GradedWorkspace, gain: (GradedLayer) -> Float = { _ in 1 }) {
    for _ in 0..<cycles {
      send(w)
      advanceUnits(w, gain: gain)
    }
  }

  /// Sends what has changed since it was last sent.
  private mutating func send(_ w: GradedWorkspace) {
    for i in layers.indices where !states[i].isOff {
      let activation = states[i].reading(.activation)
      let count = w.kernels.changes(
        activation, states[i].writing(.sent), layers[i].units, Self.sendChange, Self.sendAbove, w.rows.base, w.amounts.base)
      guard count > 0 else { continue }
      // Sparse projections take the changes of all units.
      w.changes.base.update(repeating: 0, count: layers[i].units)
      for k in 0..<count { w.changes[Int(w.rows[k])] = w.amounts[k] }
      for p in projections.indices where sources[p] == i && scales[p] != 0 {
        let s = synapses[p], raw = states[targets[p]].writing(.raw)
        if let index = s.index {
          w.kernels.send_sparse(raw, s.weight.reading, index.base, s.weight.stride, s.fanIn, w.changes.base, scales[p])
        } else {
          for k in 0..<count { w.scaled[k] = w.amounts[k] * scales[p] }
          w.kernels.send(
            raw, s.weight.reading, s.weight.stride, w.rows.base, w.scaled.base, count, s.senders, s.receivers)
        }
      }
    }
  }

  /// Contrastive learning at the end of a trial. `isHebbian`: its Hebbian part alone.
  mutating func learn(_ rates: [Double], isHebbian: Bool = false, _ w: GradedWorkspace) {
    for (p, projection) in projections.enumerated() where rates[p] > 0 {
      let from = sources[p], to = targets[p]
      guard !states[from].isOff, !states[to].isOff else { continue }
      let mean = w.kernels.total(states[from].reading(.plus), layers[from].units) / Float(layers[from].units)
      guard mean >= Self.silent else { continue }
      if let rule = projection.hebbian {
        learn(p, rule, rate: rates[p], from: .plus)
        continue
      }
      let minus: GradedLayerState.Quantity = projection.minus == .firstQuarter ? .first : .minus
      var rule = engram_learning()
      rule.rate = Float(rates[p])
      rule.hebb = isHebbian ? 1 : Float(projection.hebb)
      rule.bounds_change = projection.bound == .change ? 1 : 0
      rule.correction = Float(0.5 / max(0.001, 0.5 + projection.hebbCorrection * (expected[from] - 0.5)))
      (rule.norm_decay, rule.norm_rate) = (1 - 1 / 1000, 0.15)
      (rule.momentum, rule.momentum_rate) = (0.9, 0.1)
      let sp = states[from].reading(.plus), sm = states[from].reading(minus)
      let rp = states[to].reading(.plus), rm = states[to].reading(minus)
      if projection.isBalanced {
        if trials % WeightBalance.interval == 0 {
          synapses[p].balance = WeightBalance(synapses[p], receivers: layers[to].units)
        }
        rule.up = synapses[p].balance?.up
        rule.down = synapses[p].balance?.down
      }
      let linear = synapses[p].linear.writing(), weight = synapses[p].weight.writing()
      let norm = synapses[p].norm?.writing(), moment = synapses[p].moment?.writing()
      let s = synapses[p]
      if let index = s.index {
        w.kernels.learn_sparse(
          linear, weight, norm, moment, index.base, s.linear.stride, s.fanIn, layers[from].units, sp, sm, rp, rm, w.changes.base,
          &rule)
      } else {
        w.kernels.learn(
          linear, weight, norm, moment, s.linear.stride, sp, sm, rp, rm, layers[from].units, s.senders, s.receivers, &rule)
      }
    }
  }
}
