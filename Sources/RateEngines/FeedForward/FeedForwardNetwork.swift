import CKernels
import NetworkModels
import NumericalMethods

/// A fully connected feed-forward network of rectified linear units without biases; a value.
package struct FeedForwardNetwork: Sendable {
  /// Units of all layers, from the input on.
  package let layers: [Int]
  /// A row for each receiver.
  var weights: [Matrix]
  /// Running changes of the weights.
  private var moments: [Matrix]

  /// Weights uniform within `spread` √(1.5/senders), from `stream`.
  package init(layers: [Int], spread: Double, stream: StreamKey) {
    self.layers = layers
    weights = zip(layers, layers.dropFirst()).enumerated().map { l, sizes in
      var random = RandomStream(stream, part: l), matrix = Matrix(rows: sizes.1, columns: sizes.0)
      let limit = spread * (1.5 / Double(sizes.0)).squareRoot(), to = matrix.writing()
      for i in 0..<matrix.count { to[i] = i % matrix.stride < sizes.0 ? Float(random.uniform(-limit, limit)) : 0 }
      return matrix
    }
    moments = weights.map { Matrix(rows: $0.rows, columns: $0.columns) }
    for i in moments.indices { moments[i].fill(0) }
  }

  /// A weight into layer `layer` + 1.
  package subscript(layer: Int, from sender: Int, to receiver: Int) -> Float {
    get { weights[layer][receiver, sender] }
    set {
      let stride = weights[layer].stride
      weights[layer].writing()[receiver * stride + sender] = newValue
    }
  }

  /// The running changes of the last training are forgotten.
  package mutating func rest() { for i in moments.indices { moments[i].fill(0) } }

  /// Activations of the `count` examples whose pixels were put into `w`, layer by layer. `random`: hidden units drop out.
  package func forward(_ count: Int, _ w: FeedForwardWorkspace, dropout: Double = 0, _ random: inout RandomStream) {
    for l in weights.indices {
      let out = w.activations[l + 1], stride = Matrix.padded(layers[l + 1])
      w.kernels.forward(out.base, stride, weights[l].reading, weights[l].stride, layers[l + 1], w.activations[l].base, count)
      let isHidden = l < weights.count - 1, kept = Float(1 / (1 - dropout))
      for b in 0..<count {
        for j in b * stride..<b * stride + layers[l + 1] {
          out[j] = max(out[j], 0)
          if isHidden, dropout > 0 { out[j] *= random.uniform() < dropout ? 0 : kept }
        }
      }
    }
  }

  package func forward(_ count: Int, _ w: FeedForwardWorkspace) {
    var none = RandomStream(seed: 0, subject: 0, purpose: Purpose(.test))
    forward(count, w, &none)
  }

  /// Learns from the `count` examples in `w`, whose classes are `labels`.
  package mutating func learn(
    _ labels: [Int], _ rule: Backpropagation, _ w: FeedForwardWorkspace, _ random: inout RandomStream
  ) {
    let count = labels.count, last = weights.count - 1
    forward(count, w, dropout: rule.dropout, &random)
    let outputs = Matrix.padded(layers[last + 1])
    for b in 0..<count {
      for j in 0..<layers[last + 1] {
        let y = w.activations[last + 1][b * outputs + j]
        w.deltas[last + 1][b * outputs + j] = y > 0 ? y - (labels[b] == j ? 1 : 0) : 0
      }
    }
    let kept = Float(1 / (1 - rule.dropout))
    for l in stride(from: last, through: 0, by: -1) {
      let cols = weights[l].stride, rows = layers[l + 1], deltas = w.deltas[l + 1], width = Matrix.padded(rows)
      if l > 0 {
        let below = w.deltas[l], activations = w.activations[l]
        w.kernels.backward(below.base, weights[l].reading, cols, rows, deltas.base, width, count)
        // A unit that dropped out or is silent passes nothing on.
        for i in 0..<count * cols { below[i] = activations[i] > 0 ? below[i] * kept : 0 }
      }
      w.kernels.descend(
        weights[l].writing(), moments[l].writing(), cols, rows, deltas.base, width, w.activations[l].base, count,
        Float(rule.rate / Double(count)), Float(rule.momentum))
    }
  }
}

/// Scratch memory of one thread for feed-forward networks: a batch of examples.
package final class FeedForwardWorkspace {
  let kernels: engram_feedforward_kernels
  /// Activations of each layer, an example after the other, in padded rows; and the errors that come back.
  let activations, deltas: [Buffer<Float>]
  /// Spikes and potentials of each layer.
  let spikes, potentials: [Buffer<Float>]
  let layers: [Int]
  /// Examples that fit.
  package let batch: Int

  package init(
    layers: [Int], batch: Int, kernels: UnsafePointer<engram_feedforward_kernels> = engram_feedforward_selected()
  ) {
    self.kernels = kernels.pointee
    (self.layers, self.batch) = (layers, batch)
    func buffers(_ rows: Int) -> [Buffer<Float>] { layers.map { Buffer(rows * Matrix.padded($0)) } }
    (activations, deltas, spikes, potentials) = (buffers(batch), buffers(batch), buffers(1), buffers(1))
  }

  /// Puts some examples into the input layer; `pixels` are those of all examples, one after another.
  package func show(_ examples: some Collection<Int>, of pixels: [Float]) {
    let n = layers[0], stride = Matrix.padded(n)
    for (b, example) in examples.enumerated() {
      for i in 0..<n { activations[0][b * stride + i] = pixels[example * n + i] }
    }
  }

  /// Activation of a unit for an example of the batch.
  package func activation(_ layer: Int, _ example: Int, _ unit: Int) -> Float {
    activations[layer][example * Matrix.padded(layers[layer]) + unit]
  }
}
