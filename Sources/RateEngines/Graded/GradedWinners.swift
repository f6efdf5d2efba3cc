import CKernels
import NetworkModels
import NumericalMethods

/// Layers of binary units.
extension GradedNetwork {
  /// What is shown lies this far above any input.
  private static let shown: Float = 1e9

  /// Silences a share of the units of some layers, by their numbers, and restores all others. Units are silenced in one order, so a larger
  /// share includes a smaller one; pools lose winners in proportion.
  package mutating func damage(_ shares: [Int: Double], _ stream: StreamKey) {
    for i in states.indices {
      states[i].silent = []
      guard let share = shares[i], share > 0 else { continue }
      var random = RandomStream(stream, part: i)
      let order = random.shuffled(Array(0..<layers[i].units))
      states[i].silent = Set(order.prefix(Int((share * Double(order.count)).rounded())))
    }
  }

  /// The units of each pool with the largest noisy input become active, all others not.
  mutating func compete(_ i: Int, _ layer: GradedLayer, _ units: BinaryUnits, _ w: GradedWorkspace) {
    let n = layer.unitsPerPool, lost = Double(states[i].silent.count) / Double(layer.units)
    let active = min(n, Int((Double(units.active) * (1 - lost)).rounded()))
    let z = w.scaled.base
    let activation = states[i].writing(.activation), raw = states[i].reading(.raw)
    let shown = states[i].isClamped ? states[i].reading(.clamp) : nil, silent = states[i].silent
    activation.update(repeating: 0, count: layer.units)
    guard active > 0 else { return }
    for at in stride(from: 0, to: layer.units, by: n) {
      z.update(from: raw + at, count: n)
      if units.temperature > 0 { LogisticNoise.add(to: z, n, scale: Float(units.temperature), &noise) }
      if let shown { for j in 0..<n where shown[at + j] > 0.5 { z[j] = Self.shown } }
      for j in silent where at..<at + n ~= j { z[j - at] = -Self.shown }
      var hint: Float = -.infinity
      w.selection.top_k(w.rows.base, z, n, active, &hint)
      for k in 0..<active where !silent.contains(at + Int(w.rows[k])) { activation[at + Int(w.rows[k])] = 1 }
    }
  }

  /// Random winners in every layer of binary units that is in use.
  mutating func scatter() {
    for (i, layer) in layers.enumerated() where !states[i].isOff {
      guard let units = layer.binary else { continue }
      let n = layer.unitsPerPool, activation = states[i].writing(.activation)
      activation.update(repeating: 0, count: layer.units)
      for at in stride(from: 0, to: layer.units, by: n) {
        for j in noise.sample(units.active, of: Array(at..<at + n)) where !states[i].silent.contains(j) { activation[j] = 1 }
      }
    }
  }

  /// Hebbian learning of projection `p` from activations kept in `quantity`.
  mutating func learn(_ p: Int, _ rule: HebbianRule, rate: Double, from quantity: GradedLayerState.Quantity) {
    let from = sources[p], to = targets[p], stride = synapses[p].weight.stride, isRecurrent = from == to
    let weight = synapses[p].weight.writing()
    let send = states[from].reading(quantity), receive = states[to].reading(quantity)
    let rate = Float(rate), loss = Float(rule.loss), least = Float(rule.least), largest = Float(rule.largest)
    for i in 0..<layers[from].units where send[i] > 0 {
      let row = weight + i * stride, kept = row[min(i, layers[to].units - 1)]
      for j in 0..<layers[to].units {
        row[j] = min(max(row[j] + rate * send[i] * (receive[j] - loss * (1 - receive[j])), least), largest)
      }
      if isRecurrent, !projections[p].reachesItself { row[i] = kept }
    }
  }
}
