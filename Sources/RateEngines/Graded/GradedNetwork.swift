import CKernels
import NetworkModels
import NumericalMethods

/// A network of graded layers; a value.
package struct GradedNetwork: Sendable {
  package let units: GradedUnits
  package private(set) var layers: [GradedLayer]
  package let names: [String]
  package private(set) var projections: [GradedProjection]
  /// Numbers of the layers that each projection comes from and goes to.
  let sources, targets: [Int]
  var states: [GradedLayerState]
  var synapses: [GradedSynapses]
  /// Learning rates awake; from the projections, until they are changed.
  package var rates: [Double]
  /// Mean activation of each layer that its projections are normalised by.
  var expected: [Double]
  /// Training trials so far.
  var trials = 0
  /// Projections that transmit nothing.
  private var cut: Set<Int> = []
  /// Strengths in force: what a unit's activation is multiplied by.
  var scales: [Float]
  /// Of binary units.
  package var noise: RandomStream

  /// Wired at random from `stream`. Layers and projections fit together, each from one layer to one (see `LayeredSettings.wires`).
  package init(
    units: GradedUnits, layers: [(name: String, GradedLayer)], projections: [GradedProjection], stream: StreamKey,
    _ w: GradedWorkspace
  ) {
    self.units = units
    self.layers = layers.map(\.1)
    self.projections = projections
    names = layers.map(\.name)
    let names = names
    let sources = projections.map { projection in names.firstIndex { [$0] == projection.from } ?? 0 }
    let targets = projections.map { projection in names.firstIndex { [$0] == projection.to } ?? 0 }
    (self.sources, self.targets) = (sources, targets)
    states = layers.map { GradedLayerState($0.1) }
    synapses = projections.indices.map { p in
      var random = RandomStream(stream, part: p)
      return GradedSynapses(
        projections[p], from: layers[sources[p]].1, to: layers[targets[p]].1, isRecurrent: sources[p] == targets[p], &random,
        w.kernels)
    }
    rates = projections.map(\.rate)
    expected = layers.map(\.1.expectedActivity)
    scales = projections.map { _ in 0 }
    noise = RandomStream(stream, part: projections.count)
  }

  /// Synapses of all projections.
  package var synapseCount: Int { synapses.reduce(0) { $0 + $1.count } }

  /// The linear weight of a synapse in a projection whose weights stand in full rows; below 0: there is none.
  package func linearWeight(_ projection: Int, from sender: Int, to receiver: Int) -> Float {
    synapses[projection].linear[sender, receiver]
  }

  /// Activations of a layer's units, now or when they were kept.
  package func activations(_ layer: Int, _ moment: GradedMoment = .now) -> [Float] { states[layer].values(moment.quantity) }

  /// Weight of a dense projection from a sender to a receiver.
  package func weight(_ projection: Int, _ from: Int, _ to: Int) -> Float { synapses[projection].weight[from, to] }

  /// Changes the parameters of a projection or a layer, not its wiring.
  package mutating func change(projection: Int, to new: GradedProjection) {
    if new.rate != projections[projection].rate { rates[projection] = new.rate }
    projections[projection] = new
  }

  package mutating func change(layer: Int, to new: GradedLayer) { layers[layer] = new }

  /// Takes layers and projections out, and puts all others back.
  package mutating func switchOff(_ layers: Set<Int> = [], cut: Set<Int> = []) {
    self.cut = cut
    for i in states.indices {
      states[i].isOff = layers.contains(i)
      if states[i].isOff { for quantity in GradedLayerState.Quantity.allCases { states[i].fill(quantity, 0) } }
    }
  }

  package func isOff(_ layer: Int) -> Bool { states[layer].isOff }

  /// Gives some projections the weights that they have in another state of this network.
  package mutating func restore(_ projections: Set<Int>, from other: GradedNetwork) {
    for p in projections {
      synapses[p] = other.synapses[p]
      expected[targets[p]] = other.expected[targets[p]]
    }
  }

  /// Sets the strengths: `absolute` of each projection, times its share among those that reach the layer, over the number of senders that
  /// are expected to be active.
  mutating func setScales(_ absolute: (GradedProjection) -> Double) {
    var relative = [Double](repeating: 0, count: layers.count)
    func isUsed(_ p: Int) -> Bool { !states[sources[p]].isOff && !states[targets[p]].isOff }
    for p in projections.indices where isUsed(p) { relative[targets[p]] += projections[p].relative }
    for (p, projection) in projections.enumerated() {
      guard isUsed(p), relative[targets[p]] > 0 else {
        scales[p] = 0
        continue
      }
      if projection.hebbian != nil {
        scales[p] = cut.contains(p) ? 0 : Float(absolute(projection))
        continue
      }
      let normalisation = GradedSynapses.normalisation(
        senders: layers[sources[p]].units, fanIn: synapses[p].fanIn, expected: expected[sources[p]])
      // A cut projection keeps its share among those that reach the layer.
      scales[p] = cut.contains(p) ? 0 : Float(absolute(projection) * projection.relative / relative[targets[p]] * normalisation)
    }
  }

  /// Inhibition, potentials and activations of all layers, once excitation has arrived in `raw`. `gain` multiplies a layer's inhibition.
  mutating func advanceUnits(_ w: GradedWorkspace, gain: (GradedLayer) -> Float = { _ in 1 }) {
    let threshold = units.threshold, toExcitation = threshold - 1
    var kernel = engram_layer()
    kernel.gi_share = Float((units.inhibitionReversal - threshold) / toExcitation)
    kernel.threshold = Float(threshold)
    kernel.inhibition_reversal = Float(units.inhibitionReversal)
    kernel.leak_reversal = Float(units.leakReversal)
    kernel.vm_rate = Float(1 / units.activationTime)
    kernel.act_rate = kernel.vm_rate
    kernel.driven = 0.01
    var activation = w.activation.kernel
    for (i, layer) in layers.enumerated() where !states[i].isOff {
      if let units = layer.binary {
        compete(i, layer, units, w)
        continue
      }
      inhibit(i, layer, gain(layer), w)
      kernel.leak = Float(layer.leak)
      kernel.leak_share = Float(layer.leak * (units.leakReversal - threshold) / toExcitation)
      // Reading pointers after the last writing one: writing may move the numbers.
      kernel.act = states[i].writing(.activation)
      kernel.ge = states[i].writing(.excitation)
      kernel.vm = states[i].writing(.potential)
      kernel.raw = states[i].reading(.raw)
      kernel.gi = states[i].reading(.inhibition)
      kernel.clamp = states[i].isClamped ? states[i].reading(.clamp) : nil
      w.kernels.settle(&kernel, layer.units, &activation)
    }
  }

  /// Excitation of a layer's units, and the inhibition of its pools.
  private mutating func inhibit(_ i: Int, _ layer: GradedLayer, _ gain: Float, _ w: GradedWorkspace) {
    let rate = Float(1 / units.inputTime), n = layer.unitsPerPool
    let excitation = states[i].writing(.excitation), inhibition = states[i].writing(.inhibition)
    let raw = states[i].reading(.raw), activation = states[i].reading(.activation)
    for pool in 0..<layer.pools {
      let at = pool * n
      let mean = w.kernels.integrate(excitation + at, raw + at, n, rate) / Float(n)
      var gi: Float
      if let winners = layer.winners {
        gi = winnersInhibition(excitation + at, n, min(winners, n - 1), layer, w)
      } else {
        let feedforward = Float(units.feedforward) * max(mean - Float(units.feedforwardOffset), 0)
        let active = w.kernels.total(activation + at, n) / Float(n)
        states[i].feedback[pool] += rate * (Float(units.feedback) * active - states[i].feedback[pool])
        gi = Float(layer.inhibition) * (feedforward + states[i].feedback[pool])
      }
      gi *= gain
      for j in at..<at + n { inhibition[j] = gi }
    }
  }

  /// k-winners: inhibition between the means, over the k most excited units and over the others, of what would hold a unit at threshold.
  private func winnersInhibition(
    _ excitation: UnsafePointer<Float>, _ n: Int, _ k: Int, _ layer: GradedLayer, _ w: GradedWorkspace
  ) -> Float {
    guard k > 0 else { return 0 }
    let threshold = Float(units.threshold), leak = Float(layer.leak) * Float(units.leakReversal - units.threshold)
    let sorted = UnsafeBufferPointer(start: excitation, count: n).sorted(by: >)
    func holding(_ ge: Float) -> Float { max(0, (ge * (1 - threshold) + leak) / (threshold - Float(units.inhibitionReversal))) }
    let winning = sorted[..<k].reduce(0) { $0 + holding($1) } / Float(k)
    let losing = sorted[k...].reduce(0) { $0 + holding($1) } / Float(n - k)
    return losing + Float(layer.winnersPoint) * (winning - losing)
  }
}

/// When activations were kept.
package enum GradedMoment: Sendable {
  case now, firstQuarter, minus, plus

  var quantity: GradedLayerState.Quantity {
    switch self {
    case .now: .activation
    case .firstQuarter: .first
    case .minus: .minus
    case .plus: .plus
    }
  }
}

/// Scratch memory of one thread for graded networks.
package final class GradedWorkspace {
  let kernels: engram_graded_kernels
  /// Finds the winners among binary units.
  let selection = engram_kernels_selected().pointee
  let activation: GradedActivation
  let rows: Buffer<Int32>
  let amounts, scaled: Buffer<Float>
  /// Changes of a layer's units, one number of each.
  let changes: Buffer<Float>
  /// Where brains on this thread draw their noise from.
  package var noise = RandomStream(StreamKey(seed: 0, subject: 0, purpose: Purpose(.test)))

  package init(
    units: GradedUnits, largest: Int, kernels: UnsafePointer<engram_graded_kernels> = engram_graded_selected()
  ) {
    self.kernels = kernels.pointee
    activation = GradedActivation(units)
    rows = Buffer(largest + 16)
    amounts = Buffer(largest + 16)
    scaled = Buffer(largest + 16)
    changes = Buffer(largest + 16)
  }
}
