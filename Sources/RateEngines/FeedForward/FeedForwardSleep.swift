import CKernels
import NetworkModels
import NumericalMethods

extension FeedForwardNetwork {
  /// Largest activation of each layer to some examples; 1 for the input, and where nothing is active.
  package func largestActivations(_ examples: [Int], of pixels: [Float], _ w: FeedForwardWorkspace) -> [Float] {
    var largest = [Float](repeating: 0, count: layers.count)
    for start in stride(from: 0, to: examples.count, by: w.batch) {
      let some = examples[start..<min(start + w.batch, examples.count)]
      w.show(some, of: pixels)
      forward(some.count, w)
      for l in 1..<layers.count {
        for b in 0..<some.count { for j in 0..<layers[l] { largest[l] = max(largest[l], w.activation(l, b, j)) } }
      }
    }
    return largest.enumerated().map { $0.offset == 0 || !($0.element > 0) ? 1 : $0.element }
  }

  /// Sleeps as spiking units, driven by the pixels of `image`; `largest`: see `largestActivations`. Returns the spikes of each layer behind
  /// the input.
  package mutating func sleep(
    _ replay: SleepReplay, steps: Int, image: [Float], side: Int, largest: [Float], _ random: inout RandomStream,
    _ w: FeedForwardWorkspace
  ) -> [Int] {
    var spikes = [Int](repeating: 0, count: weights.count)
    var rule = engram_replay_rule()
    (rule.increase, rule.decrease) = (Float(replay.increase), Float(replay.decrease))
    rule.scale = replay.rule == .sigmoid ? Float(replay.scale) : 0
    for buffer in w.potentials { for i in 0..<buffer.count { buffer[i] = 0 } }
    let input = w.spikes[0], patch = min(replay.patch, side)
    for _ in 0..<steps {
      for i in 0..<input.count { input[i] = 0 }
      let top = random.below(side - patch + 1), left = random.below(side - patch + 1)
      for row in top..<top + patch {
        for i in row * side + left..<row * side + left + patch where random.uniform() < replay.rate * Double(image[i]) {
          input[i] = 1
        }
      }
      for l in weights.indices {
        let out = w.spikes[l + 1], rows = layers[l + 1], cols = weights[l].stride
        let fired = w.kernels.spike(
          out.base, w.potentials[l + 1].base, weights[l].reading, cols, rows, w.spikes[l].base, largest[l] / largest[l + 1],
          Float(replay.leak), Float(replay.thresholds[l]))
        spikes[l] += fired
        guard fired > 0 else { continue }
        let base = weights[l].writing()
        for j in 0..<rows where out[j] > 0 { w.kernels.replay(base + j * cols, w.spikes[l].base, layers[l], &rule) }
      }
    }
    return spikes
  }
}
