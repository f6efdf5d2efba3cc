import CKernels
import NetworkModels
import NumericalMethods

extension GradedNetwork {
  /// A training trial with one oscillation of inhibition and learning from it; no targets.
  package mutating func train(_ input: GradedInput, _ oscillation: InhibitionOscillation, _ w: GradedWorkspace) {
    begin(input.clamped)
    setScales(0, asTested: false)
    run(oscillation.settle, w)
    for i in states.indices { states[i].copy(.activation, to: .plus) }
    var turns = TurningPoints(self)
    oscillate(oscillation, &turns, w)
    turns.learn(&self, rates, w)
    adapt(w)
    trials += 1
  }

  /// Trials that begin in noise: the network settles, `observe` sees what into, and projections learn at `rates`.
  package mutating func rehearse(
    _ settings: Rehearsal, trials count: Int, rates: [Double], _ random: inout RandomStream, _ w: GradedWorkspace,
    observe: (borrowing GradedNetwork) -> Void = { _ in }
  ) {
    for _ in 0..<count {
      rest()
      fillWithNoise(&random)
      setScales(0, asTested: true)
      run(settings.oscillation.settle, w)
      observe(self)
      switch settings.rule {
      case .none: break
      case .hebbian:
        for i in states.indices { states[i].copy(.activation, to: .plus) }
        learn(rates, isHebbian: true, w)
      case .oscillating:
        var turns = TurningPoints(self)
        oscillate(settings.oscillation, &turns, w)
        turns.learn(&self, rates, w)
      }
      trials += 1
    }
    rest()
  }

  /// Inhibition swings up, then down; activations at its turning points and at its normal strength are kept.
  private mutating func oscillate(_ oscillation: InhibitionOscillation, _ turns: inout TurningPoints, _ w: GradedWorkspace) {
    turns.keep(self, .start)
    let period = oscillation.period
    for cycle in 1...period {
      let swing = Elementary.cos(6.283185307179586 * (Double(cycle) / Double(period) - 0.25))
      run(1, w) { Float(1 + $0.oscillation * swing) }
      switch cycle {
      case period / 4: turns.keep(self, .raised)
      case period / 2: turns.keep(self, .middle)
      case 3 * period / 4: turns.keep(self, .lowered)
      case period: turns.keep(self, .end)
      default: break
      }
    }
  }
}

/// Activations at the turning points of an oscillation: a row for each time that they count, four with a plus, four with a minus.
private struct TurningPoints {
  enum Moment {
    case start, raised, middle, lowered, end

    var plus: [Int] {
      switch self {
      case .start: [0]
      case .middle: [1, 2]
      case .end: [3]
      case .raised, .lowered: []
      }
    }

    var minus: [Int] {
      switch self {
      case .raised: [0, 1]
      case .lowered: [2, 3]
      case .start, .middle, .end: []
      }
    }
  }

  private static let rows = 4
  private var plus, minus: [Matrix]

  init(_ network: borrowing GradedNetwork) {
    plus = network.states.map { Matrix(rows: Self.rows, columns: $0.stride) }
    minus = network.states.map { Matrix(rows: Self.rows, columns: $0.stride) }
  }

  mutating func keep(_ network: borrowing GradedNetwork, _ moment: Moment) {
    for i in plus.indices {
      let activation = network.states[i].reading(.activation), stride = network.states[i].stride
      for row in moment.plus { (plus[i].writing() + row * plus[i].stride).update(from: activation, count: stride) }
      for row in moment.minus { (minus[i].writing() + row * minus[i].stride).update(from: activation, count: stride) }
    }
  }

  func learn(_ network: inout GradedNetwork, _ rates: [Double], _ w: GradedWorkspace) {
    for p in network.projections.indices where rates[p] > 0 && network.scales[p] != 0 && !network.synapses[p].isSparse {
      let from = network.sources[p], to = network.targets[p], s = network.synapses[p]
      func sum(_ rows: [Matrix]) -> Matrix {
        var sum = Matrix(rows: s.linear.rows, columns: s.linear.columns)
        let base = sum.writing()
        for pool in 0..<s.weight.rows / s.senders {
          w.kernels.coactivity(
            base + pool * s.senders * s.weight.stride, s.weight.stride, rows[from].reading + pool * s.senders, rows[from].stride,
            rows[to].reading + pool * s.receivers, rows[to].stride, s.senders, Self.rows)
        }
        return sum
      }
      let towards = sum(plus), away = sum(minus)
      let linear = network.synapses[p].linear.writing(), weight = network.synapses[p].weight.writing()
      w.kernels.learn_coactivity(linear, weight, towards.reading, away.reading, towards.count, 1, 1, Float(rates[p]))
    }
  }
}
